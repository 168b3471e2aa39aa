using Mingzheng.Objects;

namespace Mingzheng.Cases;

/// <summary>Where a party stands in the case.</summary>
public enum PartyPosition
{
    Plaintiff,
    Defendant,
    ThirdParty,
}

/// <summary>What a party is; the cross-border kinds are those of XB 1 (witnessing rules 2).</summary>
public enum PartyKind
{
    MainlandResident,
    MainlandOrganisation,
    Foreigner,
    HongKongResident,
    MacaoResident,
    TaiwanResident,
    MainlandResidentAbroad,
    ForeignOrganisation,
    HongKongOrganisation,
    MacaoOrganisation,
    TaiwanOrganisation,
}

/// <summary>A party to a case. The name is sealed under the case's key.</summary>
public sealed class CaseParty
{
    const string NameColumn = "case_parties.name";

    public required Guid Id { get; init; }

    public required Guid CaseId { get; init; }

    /// <summary>Null while the party has no account here.</summary>
    public Guid? AccountId { get; init; }

    public required PartyPosition Position { get; init; }

    public required PartyKind Kind { get; init; }

    public required byte[] Name { get; init; }

    public static byte[] Seal(DataKey key, string name) => key.Seal(NameColumn, name);

    public string NameUnder(DataKey key) => key.Open(NameColumn, Name);
}
