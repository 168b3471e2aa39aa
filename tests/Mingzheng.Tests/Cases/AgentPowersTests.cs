using Mingzheng.Cases;
using Mingzheng.Tests.Documents;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Cases;

/// <summary>Witnessing rules 7.2: which act needs which power, and which powers a text gives (CPL 62, CPL-I 89, CPL-I 147).</summary>
public sealed class AgentPowersTests
{
    const string General = "G1 G2 G3 G4 G5";

    /// <summary>A day on which the newest versions of the texts are in force.</summary>
    static readonly DateOnly Latest = new(2027, 1, 4);

    static LegalTexts Texts => SampleFacts.Texts;

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
        var allOthers = Powers.Of(Enum.GetValues<Power>().Where(other => other != needed.All[0]));

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
    [InlineData("代理权限为全权\n代理，代为和解。")]
    [InlineData("代理權限為全權\r\n  代理")]
    [InlineData("全 权 代 理")]
    [InlineData("The agent has full\nagency")]
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
    [InlineData("代为撤回起诉、上诉", General + " S8")]
    [InlineData("代为提起上诉、撤回起诉", General + " S6 S8")]
    [InlineData("代为申请执行、和解", General + " S4 S9")]
    [InlineData("代为执行和解", General)]
    [InlineData("代为承认、放弃、变更诉\n讼请求，进行和\n解，提起反诉或者上\n\n诉", General + " S1 S2 S3 S4 S5 S6")]
    [InlineData("权限：\n一、代为和解\n二、代为上诉\n（三）代为撤诉", General + " S4 S6 S8")]
    [InlineData("1. 代为和解\n2. 未经同意不得代为上诉\n3. 代为撤诉", General + " S4")]
    [InlineData("The agent may settle,\nappeal and\nwithdraw the suit", General + " S4 S6 S8")]
    [InlineData("不服一审判决的，代为上诉；委托人不能到庭时代为调解", General + " S6 S7")]
    [InlineData("可以上诉事宜咨询", General)]
    [InlineData("", General)]
    public void Special_powers_are_those_named_one_by_one(string text, string powers)
    {
        var read = AgentPowers.Read(text);

        read.SaysFullAgency.ShouldBeFalse();
        read.Powers.ToString().ShouldBe(powers);
    }

    /// <summary>CPL 62, CPL-I 89: who reads too much gives away rights that nobody named.</summary>
    [Theory]
    [InlineData("代理人不能代为和解")]
    [InlineData("代理人不可代为和解")]
    [InlineData("禁止代为和解")]
    [InlineData("禁止代為和解")]
    [InlineData("代为和解须经委托人书面同意")]
    [InlineData("未经委托人书面同意，代理人和解无效")]
    [InlineData("未經委託人書面同意，代理人和解無效")]
    [InlineData("应经委托人同意方可代为上诉")]
    [InlineData("代理人无权代为处理下列事项：承认诉讼请求；和解；代为上诉")]
    [InlineData("下列事项代理人不得办理：\n1. 和解\n2. 代为上诉")]
    [InlineData("下列事项代理人不得办理\n1. 和解\n2. 代为上诉")]
    [InlineData("不得代为承认诉讼请求，也不得\n进行和解，提起反诉或者上诉。")]
    [InlineData("代为和解、提起上诉均应当事先\n征得委托人书面同意。")]
    [InlineData("代为和解；代为上诉。以上各项须经委托人书面同意。")]
    [InlineData("The agent may not\nsettle or appeal.")]
    [InlineData("The agent may settle and appeal. All of the above is subject to written consent.")]
    [InlineData("代为放弃上诉")]
    [InlineData("代為放棄上訴權利")]
    [InlineData("代为撤回反诉")]
    [InlineData("就对方提起的上诉代为答辩，就对方反诉提交答辩状")]
    [InlineData("代为承认对方陈述的事实")]
    [InlineData("代为签收财产保全裁定书")]
    [InlineData("代收财产保全裁定书、调解书")]
    [InlineData("The agent may not settle")]
    [InlineData("The agent has no power to appeal")]
    [InlineData("The agent may settle only with the written consent of the principal")]
    public void A_text_that_limits_or_gives_up_gives_nothing(string text) => AgentPowers.Read(text).Powers.ToString().ShouldBe(General);

    public static TheoryData<string, string, string> OwnWordings()
    {
        var wordings = new TheoryData<string, string, string>();
        foreach (var (language, code) in new[] { "zh-Hans", "zh-Hant", "en" }.SelectMany(language => PowerCodes.Special.Select(code => (language, code))))
        {
            wordings.Add(language, code, Texts.InForce(LegalTextId.PowerOfAttorney, language, Latest)[$"power:{code}"].Text);
            if (language != "en")
            {
                wordings.Add(language, code, Texts.InForce(LegalTextId.Powers, language, Latest)[code].Heading!);
            }
        }

        return wordings;
    }

    /// <summary>What our own power of attorney says is read back as what it gives, also in one text with all others.</summary>
    [Theory]
    [MemberData(nameof(OwnWordings))]
    public void Our_own_wording_of_a_power_reads_back_to_exactly_that_power(string language, string code, string wording) =>
        AgentPowers.Read(wording).Powers.Special.ToString().ShouldBe(code, language);

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public void A_whole_power_of_attorney_of_ours_reads_back_to_what_it_gives(string language)
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney(language, "S4", "S8", "S9") with { Date = Latest }, Texts);

        AgentPowers.Read(string.Join('\n', clauses.Select(clause => clause.Translation ?? clause.Text))).Powers.Special.ToString().ShouldBe("S4 S8 S9");
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
