using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Witnessing.Texts;

/// <summary>Shapes that every template of the court reads; see <c>Documents/Templates/court.typ</c>.</summary>
static class TemplateData
{
    public static JsonObject From(object shape) =>
        (JsonObject)JsonSerializer.SerializeToNode(shape, JsonSerializerOptions.Web)!;

    /// <summary>What heads every document: title, court, case and the date that the file itself carries.</summary>
    public static object Head(string language, Pair title, PrintedCase @case, DateOnly date) => new
    {
        Language = language,
        Title = title,
        Court = Both(@case.Court, language),
        @case.CaseNumber,
        Cause = Both(@case.Cause, language),
        Parties = @case.Parties.Select(party => new { Role = Both(party.Role, language), Name = Both(party.Name, language) }),
        Date = new { date.Year, date.Month, date.Day, Solemn = Wording.Solemn(date) },
    };

    public static Pair Both(Bilingual fact, string language) => Both(fact.Chinese, fact.In(language));

    public static Pair Both(string chinese, string? translated) => new(chinese, translated == chinese ? null : translated);

    public static Pair Title(LegalText chinese, LegalText? translated) => Both(chinese.Title, translated?.Title);

    public static object Clause(string number, string text, string? translation) => new { Number = number, Text = Both(text, translation) };

    public static object Principal(PrincipalFacts principal, string documentNumber, string language) => new
    {
        principal.Name,
        principal.NameLatin,
        Sex = principal.Sex is { } sex ? Both(sex, language) : null,
        BirthDate = principal.BirthDate is { } birth
            ? Both(Wording.Date(LegalTexts.Authoritative, birth), Wording.Date(language, birth))
            : null,
        Nationality = Both(principal.Nationality, language),
        DocumentType = Both(principal.DocumentType, language),
        DocumentNumber = documentNumber,
        Address = Both(principal.Address, language),
        principal.Phone,
        principal.Email,
    };

    public static object Agent(PrintedAgent agent, string language) => new
    {
        Name = Both(agent.Name, language),
        Firm = Both(agent.Firm, language),
        Licence = agent.LicenceNumber,
        agent.Phone,
        ServiceAddress = agent.ServiceAddress is { } address ? Both(address, language) : null,
    };

    public static object Signer(SignerFacts signer, string language) => new
    {
        signer.Slot,
        Label = Both(signer.Label, language),
        signer.Name,
    };

    /// <summary>Chinese, and what stands beside it for reference (absent when it would say the same).</summary>
    internal sealed record Pair(string Zh, string? Ref);
}
