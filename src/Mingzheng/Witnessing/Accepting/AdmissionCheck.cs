using Mingzheng.Base;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>One thing that must be in order before a court accepts (witnessing rules 8.1).</summary>
/// <param name="Id">Names the words <c>witnessing.check.ID</c>.</param>
/// <param name="Refusal">Why it is not in order; null when it is.</param>
/// <param name="Found">What was found, to be shown beside it.</param>
/// <param name="At">When it was established, if that matters.</param>
public sealed record AdmissionCheck(string Id, Refusal? Refusal, string? Found = null, DateTimeOffset? At = null)
{
    /// <summary>Whether code cannot tell: the judge looks at what was found and decides by name.</summary>
    public bool IsForJudge { get; init; }
}
