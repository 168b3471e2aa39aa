namespace Mingzheng.Web;

/// <summary>One answer of a choice, a check list or a pick list.</summary>
public sealed record AnswerOption(string Value, string Label, string? Hint = null);
