namespace Mingzheng.Witnessing.Texts;

/// <summary>The case as the documents name it. Before registration the case number is the filing number.</summary>
public sealed record PrintedCase(Bilingual Court, string CaseNumber, Bilingual Cause, IReadOnlyList<CasePartyFacts> Parties)
{
    /// <summary>原告：甲；被告：乙</summary>
    internal string PartiesIn(string language)
    {
        var (colon, semicolon) = Wording.Points(language);
        return string.Join(semicolon, Parties.Select(party => party.Role.In(language) + colon + party.Name.In(language)));
    }
}

/// <summary>A party and its role in the case, such as 原告.</summary>
public sealed record CasePartyFacts(Bilingual Role, Bilingual Name);
