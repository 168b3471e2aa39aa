namespace Mingzheng.Witnessing.Texts;

/// <summary>The natural person who gives the authority (witnessing rules 7.1 no. 2).</summary>
/// <param name="Name">The name in Chinese characters, as the identity paper writes it.</param>
/// <param name="NameLatin">The name in Latin letters, as the identity paper writes it.</param>
/// <param name="Nationality">Nationality or region, such as 中国香港.</param>
public sealed record PrincipalFacts(
    string Name,
    string? NameLatin,
    Bilingual? Sex,
    DateOnly? BirthDate,
    Bilingual Nationality,
    Bilingual DocumentType,
    string DocumentNumber,
    Bilingual Address,
    string? Phone,
    string? Email)
{
    internal string NameIn(string language) => Wording.UsesChineseCharacters(language) ? Name : NameLatin ?? Name;
}

/// <summary>The lawyer who takes the authority, with the powers given to this lawyer alone (7.1 no. 3 and 5).</summary>
/// <param name="Powers">Codes of 7.2: G1 to G5, S1 to S13.</param>
public sealed record PrintedAgent(
    Bilingual Name,
    Bilingual Firm,
    string LicenceNumber,
    string? Phone,
    Bilingual? ServiceAddress,
    IReadOnlyList<string> Powers);
