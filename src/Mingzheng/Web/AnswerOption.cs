namespace Mingzheng.Web;

/// <summary>One answer of a choice, a check list or a pick list.</summary>
/// <param name="Disabled">It stands there to be seen and cannot be chosen; the page says why.</param>
public sealed record AnswerOption(string Value, string Label, string? Hint = null, bool Disabled = false);
