using Mingzheng.Cases;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Cases;

/// <summary>Witnessing rules 7.2: which act needs which power, and which powers a text gives (CPL 62, CPL-I 89, CPL-I 147).</summary>
public sealed class AgentPowersTests
{
    const string General = "G1 G2 G3 G4 G5";

    [Theory]
    [InlineData(AgentAct.FilePapers, "G1")]
    [InlineData(AgentAct.ReadDossier, "G2")]
    [InlineData(AgentAct.AttendHearing, "G3")]
    [InlineData(AgentAct.ApplyForMeasures, "G4")]
    [InlineData(AgentAct.ReceiveService, "G5")]
    [InlineData(AgentAct.AdmitClaims, "S1")]
    [InlineData(AgentAct.WaiveClaims, "S2")]
    [InlineData(AgentAct.ChangeClaims, "S3")]
    [InlineData(AgentAct.Settle, "S4")]
    [InlineData(AgentAct.FileCounterclaim, "S5")]
    [InlineData(AgentAct.Appeal, "S6")]
    [InlineData(AgentAct.SignMediationAgreement, "S7")]
    [InlineData(AgentAct.Withdraw, "S8")]
    [InlineData(AgentAct.ApplyForEnforcement, "S9")]
    [InlineData(AgentAct.ReceiveMoney, "S10")]
    [InlineData(AgentAct.ApplyForRetrial, "S11")]
    [InlineData(AgentAct.VoteAsCreditor, "S12")]
    [InlineData(AgentAct.AgreeOnProcedure, "S13")]
    public void An_act_needs_exactly_its_power(AgentAct act, string power)
    {
        var needed = Powers.Parse(power);
        var allOthers = Powers.Of(Enum.GetValues<Power>()).Without(needed.All[0]);

        AgentPowers.MayDo(needed, act).ShouldBeNull();
        var refusal = AgentPowers.MayDo(allOthers, act);
        refusal!.Code.ShouldBe("POWER_MISSING");
        refusal.Args.ShouldBe([power]);
    }

    [Theory]
    [InlineData("全权代理")]
    [InlineData("委托人特别授权，全权代理本案一切事务")]
    [InlineData("全權代理，包括和解、上訴")]
    [InlineData("全权委托该律师")]
    [InlineData("Full agency in all matters, including settlement")]
    public void Full_agency_gives_general_authority_only_and_a_warning(string text)
    {
        var read = AgentPowers.Read(text);

        read.SaysFullAgency.ShouldBeTrue();
        read.Powers.ToString().ShouldBe(General);
    }

    [Theory]
    [InlineData("一般授权代理", General)]
    [InlineData("代为承认、放弃、变更诉讼请求，进行和解，提起反诉或者上诉", General + " S1 S2 S3 S4 S5 S6")]
    [InlineData("代為承認、放棄、變更訴訟請求，進行和解，提起反訴或者上訴", General + " S1 S2 S3 S4 S5 S6")]
    [InlineData("代为和解；参加调解并签署调解协议", General + " S4 S7")]
    [InlineData("代为撤诉。申请强制执行。代领执行款。申请再审", General + " S8 S9 S10 S11")]
    [InlineData("出席债权人会议并表决；选择鉴定机构", General + " S12 S13")]
    [InlineData("代为和解。不得代为承认、放弃诉讼请求", General + " S4")]
    [InlineData("可以上诉事宜咨询", General)]
    [InlineData("", General)]
    public void Special_powers_are_those_named_one_by_one(string text, string powers)
    {
        var read = AgentPowers.Read(text);

        read.SaysFullAgency.ShouldBeFalse();
        read.Powers.ToString().ShouldBe(powers);
    }

    [Fact]
    public void A_set_of_powers_is_written_in_the_order_of_the_law_and_read_back()
    {
        Powers.Parse("S7 G1,S4").ToString().ShouldBe("G1 S4 S7");
        Powers.Parse("G1 S10").Special.ToString().ShouldBe("S10");
        Powers.Parse("").ShouldBe(Powers.None);
        Should.Throw<FormatException>(() => Powers.Parse("S14"));
        Should.Throw<FormatException>(() => Powers.Parse("8"));
    }
}
