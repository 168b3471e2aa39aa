using System.Text.Json.Nodes;
using Mingzheng.Base;

namespace Mingzheng.Documents;

/// <summary>
/// Whether papers will be able to show what a person typed. It is asked before the text is kept: a name that no font shows must be known when
/// it is given, not when the judge opens the meeting.
/// </summary>
public sealed class PrintCheck(ITypesetter typesetter)
{
    const string Template = "specimen";

    /// <param name="texts">What will be printed, each with the field of the form it came from, if any.</param>
    /// <exception cref="RefusedException">CHARACTER_NOT_PRINTABLE, TYPESETTER_UNAVAILABLE.</exception>
    public async Task RefuseUnlessPrintable(CancellationToken stop, params IReadOnlyList<(string? Field, string? Text)> texts)
    {
        var typed = texts.Where(one => !string.IsNullOrEmpty(one.Text)).ToList();
        if (typed.Count == 0)
        {
            return;
        }

        var data = new JsonObject
        {
            ["head"] = new JsonObject { ["language"] = "en" },
            ["text"] = string.Join('\n', typed.Select(one => one.Text)),
        };
        try
        {
            await typesetter.Render(Template, data, stop);
        }
        catch (TypesettingException fault) when (DocumentRefusals.Of(fault) is { } refusal)
        {
            var where = typed.Find(one => fault.Missing.Any(missing => one.Text!.Contains(missing, StringComparison.Ordinal)));
            throw new RefusedException(refusal with { Field = where.Field });
        }
    }
}
