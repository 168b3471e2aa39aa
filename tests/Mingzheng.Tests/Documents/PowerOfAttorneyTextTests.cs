using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>Clauses of the power of attorney (witnessing rules 7).</summary>
public sealed class PowerOfAttorneyTextTests
{
    static readonly LegalTexts Texts = SampleFacts.Texts;

    /// <summary>A day on which the newest versions of the texts are in force.</summary>
    static readonly DateOnly Latest = new(2027, 1, 4);

    [Fact]
    public void General_authority_alone_says_that_nothing_special_is_given()
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney(), Texts);

        clauses.ShouldAllBe(clause => clause.Power == null);
        Clause(clauses, "agent-1:special").ShouldContain("没有特别授权");
        Clause(clauses, "agent-1:general").ShouldContain("代为出庭");
    }

    [Fact]
    public void Each_special_power_is_a_clause_of_its_own_in_the_order_of_the_law()
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney("zh-Hans", "S7", "S4"), Texts);

        clauses.Where(clause => clause.Power != null).Select(clause => (clause.Power, clause.Line)).ShouldBe(
        [
            ("S4", "（一）代为进行和解。"),
            ("S7", "（二）代为参加调解，并在委托人不到场时签署调解协议。"),
        ]);
        clauses.ShouldNotContain(clause => clause.Id == "agent-1:S6");
    }

    [Fact]
    public void Clauses_are_numbered_without_gaps()
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney("zh-Hans", [.. PowerCodes.Special]), Texts);

        clauses.Where(clause => clause.Power == null).Select(clause => clause.Number).ShouldBe(
            ["一、", "二、", "三、", "四、", "五、", "六、", "七、", "八、", "九、", "十、", "十一、"]);
        clauses.Last(clause => clause.Power != null).Number.ShouldBe("（十三）");
    }

    [Fact]
    public void Refused_service_is_said_in_so_many_words()
    {
        var refused = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney() with { AgentMayReceiveService = false }, Texts);
        var given = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney(), Texts);

        Clause(refused, "service").ShouldContain("代理人无权代为接收送达");
        Clause(refused, "agent-1:general").ShouldNotContain("签收");
        Clause(given, "service").ShouldContain("同意人民法院将诉讼文书送达代理人");
    }

    // CPL-I 89: the words give general authority only; a document of this court never uses them.
    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public void The_words_full_agency_never_appear(string language)
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney(language, [.. PowerCodes.Special]), Texts);
        var all = string.Concat(clauses.Select(clause => clause.Text + clause.Translation));

        all.ShouldNotContain("全权");
        all.ShouldNotContain("全權");
        all.ShouldNotContain("full agency", Case.Insensitive);
    }

    [Fact]
    public void Excluded_admissions_are_named()
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney() with { ExcludedAdmissions = " 2024年5月的借款。" }, Texts);

        Clause(clauses, "admissions").ShouldStartWith("下列事实不在代理人可以代为承认的范围之内：2024年5月的借款。");
    }

    [Theory]
    [InlineData(null, "至上列诉讼阶段终结之日止")]
    [InlineData("2027-06-30", "至2027年6月30日止")]
    public void The_term_ends_on_a_day_or_with_the_stages(string? end, string expected)
    {
        var facts = SampleFacts.PowerOfAttorney() with { TermEnd = end is null ? null : DateOnly.ParseExact(end, "yyyy-MM-dd") };

        Clause(PowerOfAttorneyText.Compose(facts, Texts), "term").ShouldContain(expected);
    }

    /// <summary>AW-R11: signed is not yet in use. In every language, and with either kind of term.</summary>
    [Theory]
    [InlineData("zh-Hans", "经人民法院审核通过后，方可在本案中使用。")]
    [InlineData("zh-Hant", "經人民法院審核通過後，方可在本案中使用。")]
    [InlineData("en", "only after the People's Court has reviewed and approved it.")]
    public void AW_R11_The_text_says_that_it_is_used_only_after_the_review(string language, string expected)
    {
        foreach (var end in new DateOnly?[] { null, new DateOnly(2027, 6, 30) })
        {
            var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney(language) with { Date = Latest, TermEnd = end }, Texts);
            var term = clauses.Single(clause => clause.Id == "term");
            (term.Translation ?? term.Text).ShouldEndWith(expected);
        }
    }

    /// <summary>W-7.4: service on the agent takes effect at an address that the text names.</summary>
    [Fact]
    public void W_7_4_Service_goes_to_the_address_named() =>
        Clause(PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney() with { Date = Latest }, Texts), "service").ShouldContain("送达地址为本委托书载明的代理人送达地址");

    /// <summary>Withdrawing is what a plaintiff does with the suit; what is asked of a judge is recusal (docs/glossary.md).</summary>
    [Fact]
    public void Recusal_and_withdrawal_are_two_words()
    {
        Texts.InForce(LegalTextId.PowerOfAttorney, "en", Latest)["power:G4"].Text.ShouldContain("recusal");
        Texts.InForce(LegalTextId.Record, "en", Latest)["notice"].Text.ShouldContain("recusal");
        Texts.InForce(LegalTextId.PowerOfAttorney, "en", Latest)["power:G4"].Text.ShouldNotContain("withdraw");
        Texts.InForce(LegalTextId.Record, "en", Latest)["notice"].Text.ShouldNotContain("withdraw");
    }

    [Fact]
    public void Two_agents_have_their_powers_stated_separately()
    {
        var facts = SampleFacts.PowerOfAttorney();
        facts = facts with { Agents = [SampleFacts.Agent("zh-Hans", "S4"), SampleFacts.Agent("zh-Hans") with { Name = "何样本" }] };

        var clauses = PowerOfAttorneyText.Compose(facts, Texts);

        clauses.Single(clause => clause.Power != null).Id.ShouldBe("agent-1:S4");
        Clause(clauses, "agent-2:special").ShouldContain("何样本没有特别授权");
    }

    [Fact]
    public void A_translation_stands_beside_every_clause_and_says_that_the_Chinese_prevails()
    {
        var clauses = PowerOfAttorneyText.Compose(SampleFacts.PowerOfAttorney("en", "S4"), Texts);

        clauses.ShouldAllBe(clause => !string.IsNullOrEmpty(clause.Translation));
        clauses.Single(clause => clause.Id == "language").Translation.ShouldBe("The Chinese text prevails; the translation is for reference only.");
        clauses[0].Translation!.ShouldContain("CHAN Siu Yeung");
        clauses[0].Text.ShouldContain("陈小样");
    }

    [Fact]
    public void Facts_that_make_no_valid_power_of_attorney_are_refused()
    {
        var facts = SampleFacts.PowerOfAttorney();
        var agent = facts.Agents[0];

        Refused(facts with { Agents = [] });
        Refused(facts with { Agents = [agent, agent, agent] });
        Refused(facts with { Stages = [] });
        Refused(facts with { Stages = ["everything"] });
        Refused(facts with { Agents = [agent with { Powers = ["G1", "S99"] }] });
        Refused(facts with { Agents = [agent with { Powers = ["S4"] }] });
    }

    // A place name in a fact must not pull another fact into the text.
    [Fact]
    public void Braces_in_a_fact_stay_as_they_are()
    {
        var facts = SampleFacts.PowerOfAttorney() with { ExcludedAdmissions = "{principal}" };

        Clause(PowerOfAttorneyText.Compose(facts, Texts), "admissions").ShouldContain("：{principal}。");
    }

    static string Clause(IEnumerable<PowerOfAttorneyClause> clauses, string id) => clauses.Single(clause => clause.Id == id).Text;

    static void Refused(PowerOfAttorneyFacts facts) =>
        Should.Throw<ArgumentException>(() => PowerOfAttorneyText.Compose(facts, Texts));
}
