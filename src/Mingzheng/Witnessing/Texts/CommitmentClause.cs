namespace Mingzheng.Witnessing.Texts;

/// <summary>A clause of a letter of commitment: shown, read aloud and printed as this text.</summary>
public sealed record CommitmentClause(string Id, string Number, string Text, string? Translation)
{
    public string Line => Number + Text;
}
