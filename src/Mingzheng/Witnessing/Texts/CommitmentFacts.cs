namespace Mingzheng.Witnessing.Texts;

/// <summary>Whose commitment a letter is (witnessing rules 10).</summary>
public enum CommitmentBy
{
    Principal,
    Agent,
}

/// <summary>Everything a letter of commitment says.</summary>
public sealed record CommitmentFacts(
    string Language,
    CommitmentBy By,
    PrintedCase Case,
    PrincipalFacts Principal,
    PrintedAgent Agent,
    DateOnly Date);
