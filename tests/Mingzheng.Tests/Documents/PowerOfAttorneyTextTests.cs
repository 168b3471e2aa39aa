using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>Clauses of the power of attorney (witnessing rules 7).</summary>
public sealed class PowerOfAttorneyTextTests
{
    static readonly LegalTexts Texts = SampleFacts.Texts;

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
