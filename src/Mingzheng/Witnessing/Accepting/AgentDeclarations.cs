namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// What only the lawyer knows and therefore declares (witnessing rules 6): no opposing party, no colleague on the other side, not a judge or
/// prosecutor of the last two years, no other part in the case, not its mediator. C-4 and C-7 the court checks by itself. Each is a clause of the
/// legal text <c>agent-declarations</c>.
/// </summary>
static class AgentDeclarations
{
    public static readonly IReadOnlyList<string> All = ["C-1", "C-2", "C-3", "C-5", "C-6"];

    public const string Statement = "statement";
    public const int ShortestStatement = 30;
    public const int LongestStatement = 1000;

    /// <summary>Every field with which a clause is declared.</summary>
    public static readonly IReadOnlyList<string> Fields = [.. All.Select(FieldOf)];

    public static string FieldOf(string declaration) => $"declare-{declaration}";
}
