using Mingzheng.Rooms;
using Mingzheng.Rooms.Screen;
using Mingzheng.Witnessing;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>The judge compares paper and face by eye (witnessing rules 8.2, step 2): a picture of the judge must not take that place.</summary>
public sealed class LargePictureTests
{
    [Theory]
    [InlineData("roll-call", RoomRole.Principal)]
    [InlineData("identity-principal", RoomRole.Principal)]
    [InlineData("identity-agent", RoomRole.Agent)]
    [InlineData("notice", RoomRole.Principal)]
    [InlineData("recusal-agent", RoomRole.Agent)]
    [InlineData("questions-alone", RoomRole.Principal)]
    [InlineData("questions-agent", RoomRole.Agent)]
    [InlineData("agent-commitment-reading", RoomRole.Agent)]
    [InlineData("closing", RoomRole.Principal)]
    public void The_judge_sees_whoever_the_step_is_about(string step, RoomRole large) =>
        LargePicture.For(RoomRole.Judge, Step(step), null).ShouldBe(large);

    [Theory]
    [InlineData(RoomRole.Principal, RoomRole.Principal)]
    [InlineData(RoomRole.Agent, RoomRole.Agent)]
    [InlineData(RoomRole.Judge, RoomRole.Principal)]
    [InlineData(null, RoomRole.Principal)]
    public void The_judge_sees_whoever_signs_next(RoomRole? signer, RoomRole large) =>
        LargePicture.For(RoomRole.Judge, Step("signing"), signer).ShouldBe(large);

    [Fact]
    public void Everybody_else_sees_the_judge_in_every_step_and_nobody_oneself()
    {
        foreach (var step in WitnessingProcedure.Steps.Steps.Append(null))
        {
            LargePicture.For(RoomRole.Principal, step, RoomRole.Principal).ShouldBe(RoomRole.Judge);
            LargePicture.For(RoomRole.Agent, step, RoomRole.Agent).ShouldBe(RoomRole.Judge);
            LargePicture.For(RoomRole.Judge, step, RoomRole.Judge).ShouldNotBe(RoomRole.Judge);
        }
    }

    static ProcedureStep Step(string id) => WitnessingProcedure.Steps.Steps.Single(step => step.Id == id);
}
