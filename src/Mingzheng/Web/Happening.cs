namespace Mingzheng.Web;

/// <summary>One line of a timeline: what happened, who did it, and how it went (<c>done</c>, <c>refused</c>, <c>note</c>).</summary>
public sealed record Happening(DateTimeOffset At, string Text, string? Who = null, string? Detail = null, string Kind = "done");
