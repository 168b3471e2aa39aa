using System.Text.Json;
using System.Text.Json.Serialization;
using Mingzheng.Base.Identifiers;
using Mingzheng.Identity;
using Mingzheng.Objects;

namespace Mingzheng.Witnessing;

/// <summary>What the application says; the power of attorney is composed from it (witnessing rules 7.1).</summary>
/// <param name="PrincipalName">As in the identity paper, in Chinese characters where there are any.</param>
/// <param name="PrincipalLatin">In Latin letters.</param>
/// <param name="Region">"HK" for the kinds of this edition; names the wording of nationality and paper.</param>
/// <param name="Powers">G1 to G5, S1 to S13; G5 follows <paramref name="MayReceiveService"/> (7.4).</param>
/// <param name="Place">Where the principal will sign, as declared (V-5).</param>
/// <param name="TimeZone">The principal's zone (tz database).</param>
/// <param name="ClientCheck">How the lawyer checked who the client is (AW-21); null until the lawyer joined.</param>
/// <param name="AgentPhone">Of the lawyer, as it is printed (7.1 no. 3); null until the lawyer joined.</param>
/// <param name="AgentServiceAddress">Where papers for the lawyer go (7.1 no. 3, 7.4); null until the lawyer joined.</param>
/// <param name="AgentDocument">
/// The hash of the document by which the register knew the lawyer when joining: in the room the same one is shown. Null before, and when the
/// lawyer joined before it was kept.
/// </param>
/// <param name="WishedText">
/// The text of a power of attorney that the principal gave to be read when applying (ACC-AW-04); null when there was none. It decides nothing.
/// </param>
/// <param name="Sex">As on the paper (7.1 no. 2); null, like the next, when the application came before it was asked for.</param>
/// <param name="BirthDate">As on the paper.</param>
public sealed record AuthorizationFacts(
    string PrincipalName,
    string? PrincipalLatin,
    string Region,
    string DocumentType,
    string DocumentNumber,
    string Address,
    string? Contact,
    string AgentName,
    string AgentFirm,
    string AgentLicence,
    IReadOnlyList<string> Powers,
    IReadOnlyList<string> Stages,
    string? ExcludedAdmissions,
    bool MayReceiveService,
    DateOnly? TermEnd,
    string Place,
    string TimeZone,
    string? ClientCheck,
    string? AgentPhone = null,
    string? AgentServiceAddress = null,
    string? AgentDocument = null,
    string? WishedText = null,
    [property: JsonConverter(typeof(JsonStringEnumConverter<Sex>))] Sex? Sex = null,
    DateOnly? BirthDate = null)
{
    /// <summary>A document as <see cref="AgentDocument"/> keeps it: known again, and not read.</summary>
    public static string HashOf(DataKeys keys, IdentityDocument document) =>
        Convert.ToHexStringLower(keys.SearchHash("agent-document", $"{DocumentTypes.Word(document.Type)}\0{document.Normal}"));

    public byte[] Seal(DataKey key) => key.Seal(Authorization.FactsColumn, JsonSerializer.Serialize(this));

    public static AuthorizationFacts Open(DataKey key, Authorization authorization) =>
        JsonSerializer.Deserialize<AuthorizationFacts>(key.Open(Authorization.FactsColumn, authorization.Facts))!;
}
