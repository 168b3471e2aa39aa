using System.Text;
using Mingzheng.Tests.Proof;
using Mingzheng.Web;
using Mingzheng.Witnessing.Accepting;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>Legal texts as data: versions, pins and languages (AW-19, witnessing rules 9, 10, 20, 27).</summary>
public sealed class LegalTextsTests
{
    static readonly DateOnly Date = SampleFacts.Date;

    /// <summary>From here on the second versions of record, notice and script are in force.</summary>
    static readonly DateOnly SecondVersions = new(2026, 11, 27);

    static readonly string[] Ids =
    [
        LegalTextId.PlatformRules, LegalTextId.Consents, LegalTextId.IdentityConsent, LegalTextId.RightsNotice, LegalTextId.PrincipalCommitment,
        LegalTextId.AgentCommitment, LegalTextId.JudgeOpening, LegalTextId.JudgeClosing, LegalTextId.QuestionScript, LegalTextId.TextComparison,
        LegalTextId.Powers, LegalTextId.PowerOfAttorney, LegalTextId.Record, LegalTextId.Certificate, LegalTextId.AgentDeclarations,
    ];

    static readonly string[] Languages = ["zh-Hans", "zh-Hant", "en"];

    public static IEnumerable<object[]> EveryText() => Ids.SelectMany(id => Languages.Select(language => new object[] { id, language }));

    [Theory]
    [MemberData(nameof(EveryText))]
    public void Every_text_is_complete_in_every_language(string id, string language)
    {
        var text = SampleFacts.Texts.InForce(id, language, Date);

        text.Language.ShouldBe(language);
        text.Title.ShouldNotBeNullOrWhiteSpace();
        text.Clauses.ShouldNotBeEmpty();
        text.Clauses.ShouldAllBe(clause => clause.Text.Length > 1);
        text.TranslationOf.ShouldBe(language == LegalTexts.Authoritative ? null : SampleFacts.Texts.InForce(id, LegalTexts.Authoritative, Date).Sha256);
    }

    /// <summary>PIPL 28: the comparison of faces must not be the only way; a text says which other ways there are, and none that is not there.</summary>
    [Fact]
    public void PIPL_28_No_text_in_force_promises_a_check_by_hand_that_nobody_makes()
    {
        var texts = SampleFacts.Texts;
        var on = new DateOnly(2026, 11, 27);
        var told = Ids.SelectMany(id => texts.InForce(id, LegalTexts.Authoritative, on).Clauses.Select(clause => clause.Text)).ToList();

        told.ShouldAllBe(text => !text.Contains("改由法官人工", StringComparison.Ordinal) && !text.Contains("由法官人工核对", StringComparison.Ordinal));
        told.Count(text => text.Contains("本平台目前不能在线人工核对证件", StringComparison.Ordinal)).ShouldBe(3);
        new WordBook().All(Language.SimplifiedChinese).Values.ShouldAllBe(word => !word.Contains("三个工作日", StringComparison.Ordinal)
            && !word.Contains("法官人工", StringComparison.Ordinal) && !word.Contains("由法官核验", StringComparison.Ordinal));
    }

    /// <summary>What the court does with unsuitable papers is said as it is: there is no request to supply them; what was promised before stays readable.</summary>
    [Fact]
    public void AW_19_The_rules_in_force_promise_no_request_to_supply_papers_that_nobody_sends()
    {
        const string promised = "一次性告知";
        var texts = SampleFacts.Texts;
        var (before, since) = (new DateOnly(2026, 11, 27), new DateOnly(2026, 11, 28));

        texts.InForce(LegalTextId.PlatformRules, LegalTexts.Authoritative, before)["3"].Text.ShouldContain(promised);
        Ids.SelectMany(id => texts.InForce(id, LegalTexts.Authoritative, since).Clauses).ShouldAllBe(clause => !clause.Text.Contains(promised));
        texts.InForce(LegalTextId.PlatformRules, "en", since)["3"].Text.ShouldNotContain("by when");
    }

    [Fact]
    public async Task The_digest_of_a_text_is_what_sha256sum_prints()
    {
        var text = SampleFacts.Texts.InForce(LegalTextId.Consents, "en", Date);
        var file = Path.Combine(LegalTexts.DefaultFolder, "consents", "1.en.json");

        var printed = Encoding.ASCII.GetString((await PublicTool.Run("sha256sum", [file])).Output);

        printed[..64].ShouldBe(text.Sha256);
    }

    [Fact]
    public void Platform_rules_have_ten_topics() =>
        SampleFacts.Texts.InForce(LegalTextId.PlatformRules, LegalTexts.Authoritative, Date).Clauses.Count.ShouldBe(10);

    /// <summary>Witnessing rules 6: what the card asks the lawyer to declare is the legal text, clause by clause.</summary>
    [Fact]
    public void Every_declaration_of_the_lawyer_is_a_clause() =>
        SampleFacts.Texts.InForce(LegalTextId.AgentDeclarations, LegalTexts.Authoritative, Date).Clauses.Select(clause => clause.Id)
            .ShouldBe(AgentDeclarations.All);

    [Fact]
    public void Every_power_is_explained_and_worded()
    {
        var explained = SampleFacts.Texts.InForce(LegalTextId.Powers, LegalTexts.Authoritative, Date);
        var worded = SampleFacts.Texts.InForce(LegalTextId.PowerOfAttorney, LegalTexts.Authoritative, Date);

        foreach (var code in PowerCodes.General.Concat(PowerCodes.Special))
        {
            explained[code].Heading.ShouldNotBeNullOrEmpty();
        }

        foreach (var code in PowerCodes.Special)
        {
            worded[$"power:{code}"].Text.ShouldStartWith("代为");
        }
    }

    [Fact]
    public void The_script_holds_the_questions_of_the_rules_in_their_order()
    {
        var questions = SampleFacts.Texts.Questions("en", Date);

        questions.Select(question => question.Id).ShouldBe(
            [.. Enumerable.Range(1, 15).Select(n => $"Q-{n}"), .. Enumerable.Range(20, 4).Select(n => $"Q-{n}")]);
        questions.ShouldAllBe(question => question.Mandatory);
        questions.Where(question => question.AskedOf == AskedOf.Agent).Select(question => question.Id).ShouldBe(["Q-20", "Q-21", "Q-22", "Q-23"]);
        questions.Where(question => question.AloneWithPrincipal).ShouldAllBe(question => question.AskedOf == AskedOf.Principal);
        questions.Single(question => question.Answer == AnswerKind.PerPower).Text.ShouldContain("{power}");
        questions.Single(question => question.OnlyOrganizations).Id.ShouldBe("Q-13");
        questions.Single(question => question.Id == "Q-22").Expected.ShouldBe("no");
    }

    /// <summary>W-8.2, step 5: of the principal and of the agent, before anything else is asked of them.</summary>
    [Fact]
    public void Since_its_second_version_the_script_begins_with_the_question_of_recusal()
    {
        var questions = SampleFacts.Texts.Questions("zh-Hans", SecondVersions);

        questions.Select(question => question.Id).ShouldBe(
            ["Q-16", .. Enumerable.Range(1, 15).Select(n => $"Q-{n}"), "Q-24", .. Enumerable.Range(20, 4).Select(n => $"Q-{n}")]);
        foreach (var (id, of) in new[] { ("Q-16", AskedOf.Principal), ("Q-24", AskedOf.Agent) })
        {
            var question = questions.Single(one => one.Id == id);
            (question.AskedOf, question.Answer, question.Expected, question.Mandatory).ShouldBe((of, AnswerKind.YesNo, "no", true));
            question.Text.ShouldContain("回避");
        }
    }

    /// <summary>W-12: what the record says was told is what the notice says.</summary>
    [Theory]
    [InlineData("全程录音录像")]
    [InlineData("未经许可")]
    [InlineData("截屏")]
    [InlineData("传播")]
    [InlineData("回避")]
    [InlineData("核对笔录")]
    [InlineData("如实陈述")]
    public void The_record_claims_no_notice_that_was_not_given(string said)
    {
        SampleFacts.Texts.InForce(LegalTextId.Record, LegalTexts.Authoritative, SecondVersions)["notice"].Text.ShouldContain(said);
        string.Concat(SampleFacts.Texts.InForce(LegalTextId.RightsNotice, LegalTexts.Authoritative, SecondVersions).Clauses.Select(clause => clause.Text))
            .ShouldContain(said);
    }

    [Fact]
    public void A_commitment_is_filled_with_the_facts_of_the_case()
    {
        var clauses = CommitmentText.Compose(SampleFacts.Commitment(CommitmentBy.Agent, "en"), SampleFacts.Texts);

        clauses.Count.ShouldBe(7);
        clauses[0].Line.ShouldBe("一、本人林示例持有有效的律师执业证，现在示范海湾律师事务所执业，未受停止执业的处罚。");
        clauses[1].Translation!.ShouldContain("CHAN Siu Yeung");
    }

    // An insider who changes the Chinese wording must not leave a translation standing that says something else.
    [Fact]
    public void A_translation_of_another_wording_is_refused()
    {
        using var folder = Copy();
        Edit(folder, "rights-notice/1.zh-Hans.json", "您有权", "您无权");

        Should.Throw<LegalTextException>(() => LegalTexts.Load(folder.Path)).Message.ShouldContain("pinned");
    }

    [Theory]
    [InlineData("\"id\": \"recording\"", "\"id\": \"recordings\"", "clauses")]
    [InlineData("{provider}", "the provider", "places")]
    [InlineData("\"title\"", "\"heading\"", "not a legal text")]
    [InlineData("\"version\": \"1\"", "\"version\": \"99\"", "not there")]
    public void A_translation_of_another_shape_is_refused(string from, string to, string reason)
    {
        using var folder = Copy();
        Edit(folder, "consents/1.en.json", from, to);

        Should.Throw<LegalTextException>(() => LegalTexts.Load(folder.Path)).Message.ShouldContain(reason);
    }

    [Fact]
    public void A_later_version_comes_into_force_on_its_day_and_the_earlier_one_stays_readable()
    {
        using var folder = Copy();
        var next = File.ReadAllText(folder["judge-closing/1.zh-Hans.json"]).Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal)
            .Replace("2026-01-01", "2026-07-01", StringComparison.Ordinal);
        folder.Write("judge-closing/2.zh-Hans.json", Encoding.UTF8.GetBytes(next));
        var texts = LegalTexts.Load(folder.Path);

        texts.InForce(LegalTextId.JudgeClosing, LegalTexts.Authoritative, new DateOnly(2026, 6, 30)).Version.ShouldBe("1");
        texts.InForce(LegalTextId.JudgeClosing, LegalTexts.Authoritative, new DateOnly(2026, 7, 1)).Version.ShouldBe("2");
        texts.Version(LegalTextId.JudgeClosing, "1", "en").Version.ShouldBe("1");
        Should.Throw<LegalTextException>(() => texts.InForce(LegalTextId.JudgeClosing, LegalTexts.Authoritative, new DateOnly(2025, 12, 31)));
        Should.Throw<LegalTextException>(() => texts.InForce(LegalTextId.JudgeClosing, "en", new DateOnly(2026, 7, 1)));
    }

    [Fact]
    public void A_clause_with_a_hole_is_never_shown() =>
        Should.Throw<KeyNotFoundException>(() =>
            SampleFacts.Texts.InForce(LegalTextId.JudgeClosing, "en", Date)["refused"].Fill(new Dictionary<string, string> { ["reason"] = "x" }));

    static TemporaryFolder Copy()
    {
        var folder = new TemporaryFolder();
        foreach (var file in Directory.EnumerateFiles(LegalTexts.DefaultFolder, "*.json", SearchOption.AllDirectories))
        {
            folder.Write(Path.GetRelativePath(LegalTexts.DefaultFolder, file), File.ReadAllBytes(file));
        }

        return folder;
    }

    static void Edit(TemporaryFolder folder, string file, string from, string to)
    {
        var text = File.ReadAllText(folder[file]);
        text.ShouldContain(from);
        File.WriteAllText(folder[file], text.Replace(from, to, StringComparison.Ordinal));
    }
}
