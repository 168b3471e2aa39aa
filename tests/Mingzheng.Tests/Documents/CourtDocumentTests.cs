using System.Text.Json.Nodes;
using Mingzheng.Documents;
using Mingzheng.Witnessing.Texts;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Documents;

/// <summary>The documents of a witnessing as they come out of the engine (witnessing rules 7, 10, 12).</summary>
[Trait("kind", "document")]
public sealed class CourtDocumentTests(Workshop workshop) : IClassFixture<Workshop>
{
    const string RareName = "\U00020BB7野\U000244D3";
    static readonly string LongName = string.Concat(Enumerable.Repeat("阿卜杜热合曼·", 6)) + "买买提";
    static readonly string LongLatin = string.Join(' ', Enumerable.Repeat("Wolfeschlegelsteinhausenbergerdorff", 4));

    public static TheoryData<string, string> EveryDocument()
    {
        var cases = new TheoryData<string, string>();
        foreach (var language in new[] { "zh-Hans", "zh-Hant", "en" })
        {
            foreach (var document in new[] { "power-of-attorney", "commitment:principal", "commitment:agent", "record", "certificate" })
            {
                cases.Add(document, language);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public async Task A_document_is_sound_and_keeps_its_places_free_of_text(string document, string language)
    {
        var typeset = await Print(document, language, [.. PowerCodes.Special]);

        await PrintedPage.ShouldBeSound(typeset.Pdf);
        typeset.Anchors.Select(place => place.Name).ShouldBe(PlacesOf(document), ignoreOrder: true);
        var words = await PrintedPage.Words(typeset.Pdf);
        foreach (var place in typeset.Anchors)
        {
            PrintedPage.Covered(place, [.. words, .. typeset.Anchors]).ShouldBeEmpty(place.Name);
            OnPaper(place).ShouldBeTrue($"{place} lies outside the margins of the page");
        }
    }

    [Theory]
    [MemberData(nameof(EveryDocument))]
    public async Task The_same_data_give_the_same_bytes(string document, string language)
    {
        var first = await Print(document, language, ["S4"]);
        await using var another = Workshop.Make();
        var second = await another.Render(document.Split(':')[0], Data(document, language, ["S4"]), CancellationToken.None);

        second.Pdf.ShouldBe(first.Pdf);
        second.Anchors.ShouldBe(first.Anchors);
    }

    [Theory]
    [InlineData("zh-Hans")]
    [InlineData("zh-Hant")]
    [InlineData("en")]
    public async Task A_power_of_attorney_prints_exactly_the_clauses_that_are_read_aloud(string language)
    {
        var facts = SampleFacts.PowerOfAttorney(language, [.. PowerCodes.Special]);
        var typeset = await workshop.Typesetter.Render(
            PowerOfAttorneyDocument.Template, PowerOfAttorneyDocument.Data(facts, SampleFacts.Texts), CancellationToken.None);

        var printed = await PrintedPage.Text(typeset.Pdf);
        foreach (var clause in PowerOfAttorneyText.Compose(facts, SampleFacts.Texts))
        {
            printed.ShouldContain(PrintedPage.Squeeze(clause.Line));
            printed.ShouldContain(PrintedPage.Squeeze(clause.Translation ?? ""));
        }
    }

    [Theory]
    [InlineData("李", "LI")]
    [InlineData("陈小样", null)]
    public async Task A_short_name_is_printed(string name, string? latin) => await ShouldPrintName(name, latin);

    [Fact]
    public async Task A_name_in_rare_characters_is_printed_as_itself() => await ShouldPrintName(RareName, "YOSHINO Sample");

    [Fact]
    public async Task A_very_long_name_breaks_within_its_column() => await ShouldPrintName(LongName, LongLatin);

    [Theory]
    [InlineData("ศรีสุวรรณ์ น้ำผึ้ง")]
    [InlineData("क्षत्रिय श्री")]
    [InlineData("محمّد علي")]
    [InlineData("བསོད་ནམས")]
    [InlineData("தமிழ்ச்செல்வி")]
    [InlineData("ᠮᠣᠩᠭᠣᠯ")]
    [InlineData("Nguyễn Thị Ánh")]
    [InlineData("김철수")]
    public async Task A_name_in_another_script_is_printed(string name) =>
        (await workshop.Typesetter.Render(
            PowerOfAttorneyDocument.Template,
            PowerOfAttorneyDocument.Data(SampleFacts.PowerOfAttorney() with { Principal = SampleFacts.Principal("en", name) }, SampleFacts.Texts),
            CancellationToken.None)).Pdf.ShouldNotBeEmpty();

    // Fraud by silence: a name that turns into empty boxes would be signed without anybody seeing whose it is.
    [Fact]
    public async Task A_name_that_no_font_can_show_is_refused()
    {
        var facts = SampleFacts.PowerOfAttorney() with { Principal = SampleFacts.Principal("zh-Hans", "陈\uE123") };

        var refusal = await Should.ThrowAsync<TypesettingException>(() => workshop.Typesetter.Render(
            PowerOfAttorneyDocument.Template, PowerOfAttorneyDocument.Data(facts, SampleFacts.Texts), CancellationToken.None));

        refusal.Fault.ShouldBe(TypesettingFault.CharacterMissing);
        refusal.Missing.ShouldBe(["\uE123"]);
    }

    [Fact]
    public async Task Markup_in_a_name_stays_text()
    {
        const string name = "#read(\"court.typ\") *x* $y$ <z>";
        await ShouldPrintName(name, null);
    }

    // The check of free places must be able to fail.
    [Fact]
    public async Task The_check_of_free_places_sees_text_under_a_place()
    {
        var typeset = await Print("certificate", "zh-Hans", []);
        var words = await PrintedPage.Words(typeset.Pdf);
        var moved = typeset.Anchors.Single(anchor => anchor.Name == "seal:court") with { Y = 560 };

        PrintedPage.Covered(moved, words).ShouldNotBeEmpty();
    }

    // All sign the record while the meeting still goes on.
    [Theory]
    [InlineData("zh-Hans", "笔录制作时间")]
    [InlineData("zh-Hant", "筆錄製作時間")]
    [InlineData("en", "Recorddrafted")]
    public async Task A_record_says_when_it_was_drafted_and_not_when_the_meeting_ended(string language, string drafted)
    {
        var typeset = await Print("record", language, ["S4"]);

        var printed = await PrintedPage.Text(typeset.Pdf);
        printed.ShouldContain(drafted);
        printed.ShouldContain(PrintedPage.Squeeze(SampleFacts.Texts.InForce(LegalTextId.Record, language, SampleFacts.Date)["result"].Text));
        printed.ShouldNotContain("结束时间2026");
        printed.ShouldNotContain("已经各方确认");
    }

    [Fact]
    public async Task A_certificate_shows_a_stranger_no_full_number_address_or_telephone()
    {
        var typeset = await Print("certificate", "en", ["S4"]);

        var printed = await PrintedPage.Text(typeset.Pdf);
        printed.ShouldContain("Z68****(5)");
        printed.ShouldNotContain("Z683365");
        printed.ShouldNotContain("FictitiousRoad");
        printed.ShouldNotContain("55500100");
    }

    /// <summary>W-7.2, W-12: receiving service is the one general power that may be refused, so the certificate says which it is.</summary>
    [Theory]
    [InlineData("zh-Hans", true, "代收诉讼文书是")]
    [InlineData("zh-Hans", false, "代收诉讼文书否")]
    [InlineData("zh-Hant", false, "代收訴訟文書")]
    [InlineData("en", true, "Mayreceiveservice")]
    public async Task A_certificate_says_whether_papers_may_be_served_on_the_agent(string language, bool may, string expected)
    {
        var facts = SampleFacts.Certificate(language, "S4");
        facts = facts with { Agents = [.. facts.Agents.Select(agent => agent with { Powers = [.. agent.Powers.Where(code => may || code != "G5")] })] };
        var typeset = await workshop.Typesetter.Render(CertificateDocument.Template, CertificateDocument.Data(facts, SampleFacts.Texts), CancellationToken.None);

        (await PrintedPage.Text(typeset.Pdf)).ShouldContain(expected);
    }

    async Task ShouldPrintName(string name, string? latin)
    {
        var facts = SampleFacts.PowerOfAttorney("en", "S4") with { Principal = SampleFacts.Principal("en", name, latin) };
        var typeset = await workshop.Typesetter.Render(
            PowerOfAttorneyDocument.Template, PowerOfAttorneyDocument.Data(facts, SampleFacts.Texts), CancellationToken.None);

        var printed = await PrintedPage.Text(typeset.Pdf);
        printed.ShouldContain(PrintedPage.Squeeze(name));
        printed.ShouldContain(PrintedPage.Squeeze(latin ?? ""));
        var words = await PrintedPage.Words(typeset.Pdf);
        words.ShouldAllBe(word => OnPaper(word));
        typeset.Anchors.ShouldAllBe(place => !PrintedPage.Covered(place, words).Any());
    }

    async Task<Typeset> Print(string document, string language, string[] special) =>
        await workshop.Typesetter.Render(document.Split(':')[0], Data(document, language, special), CancellationToken.None);

    static JsonObject Data(string document, string language, string[] special) => document switch
    {
        "power-of-attorney" => PowerOfAttorneyDocument.Data(SampleFacts.PowerOfAttorney(language, special), SampleFacts.Texts),
        "commitment:principal" => CommitmentDocument.Data(SampleFacts.Commitment(CommitmentBy.Principal, language), SampleFacts.Texts),
        "commitment:agent" => CommitmentDocument.Data(SampleFacts.Commitment(CommitmentBy.Agent, language), SampleFacts.Texts),
        "record" => RecordDocument.Data(SampleFacts.Record(language, special), SampleFacts.Texts),
        "certificate" => CertificateDocument.Data(SampleFacts.Certificate(language, special), SampleFacts.Texts),
        _ => throw new ArgumentOutOfRangeException(nameof(document), document, null),
    };

    static string[] PlacesOf(string document) => document switch
    {
        "power-of-attorney" => ["signature:principal", "signature:agent", "signature:judge"],
        "commitment:principal" => ["signature:principal"],
        "commitment:agent" => ["signature:agent"],
        "record" => ["signature:principal", "signature:agent", "signature:judge", "signature:clerk"],
        _ => ["seal:court"],
    };

    /// <summary>Within 20 mm of no edge of A4, except head and foot lines.</summary>
    static bool OnPaper(Anchor place)
    {
        const double width = 595.28, height = 841.89, side = 56, edge = 30;
        return place.X > side && place.X + place.Width < width - side && place.Y > edge && place.Y + place.Height < height - edge;
    }
}
