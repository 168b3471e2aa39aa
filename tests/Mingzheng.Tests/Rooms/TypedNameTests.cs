using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Documents;
using Mingzheng.Rooms.Signing;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>Who does not draw types the own name; no other name ever stands on the paper (AW-08).</summary>
public sealed class TypedNameTests
{
    static readonly string[] OnFile = ["陳大文", "CHAN, Tai Man"];

    [Theory]
    [InlineData("陳大文", "陳大文")]
    [InlineData(" 陳　大文 ", "陳大文")]
    [InlineData("chan tai man", "CHAN, Tai Man")]
    [InlineData("ＣＨＡＮ，Tai　Man", "CHAN, Tai Man")]
    [InlineData("陳大", null)]
    [InlineData("李示例", null)]
    [InlineData("", null)]
    [InlineData(" , ", null)]
    public void A_typed_name_is_one_on_file_or_none(string typed, string? name) => TypedName.OnFile(typed, OnFile).ShouldBe(name);

    [Fact]
    [Trait("kind", "court")]
    public async Task Another_name_is_refused_and_the_own_one_signs()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var session = scene.Session;
        await session.RunUntil("commitment-signing");
        await session.Media.Beat($"{session.RoomId:D}");
        using var device = new SigningDevice(session.Principal);
        var offer = SigningDevice.Offer(await session.Principal.Get(session.Room));

        (await device.Begin(offer, [], "李示例")).Refusal.ShouldBe("TYPED_NAME_DIFFERS");
        var begun = await device.Begin(offer, [], "chan  tai man");
        begun.Refusal.ShouldBeNull(begun.Text);
        await session.Media.Beat($"{session.RoomId:D}");
        (await device.Complete(offer, Convert.FromBase64String((string)begun.Json["attributes"]!))).Refusal.ShouldBeNull();

        await using var db = session.Court.Get<Reads>().Open();
        var signed = await db.Set<Document>().SingleAsync(one => one.RoomId == session.RoomId && one.Kind == "principal-commitment");
        signed.CompletedAt.ShouldNotBeNull();
    }
}
