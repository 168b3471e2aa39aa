using System.Text.Json.Nodes;
using Mingzheng.Proof.Pdf;

namespace Mingzheng.Documents;

/// <summary>
/// Writes what stands beside or in place of a signature. The press does it, with the fonts of the papers: every name that a paper can show it
/// can show here, with the letters of its script joined and stacked, and none is ever written as an empty box.
/// </summary>
public sealed class Lettering(ITypesetter typesetter)
{
    const string Template = "line";

    /// <param name="parts">Stand beside each other from left to right, in whichever direction each is read.</param>
    /// <exception cref="RefusedException">CHARACTER_NOT_PRINTABLE, TYPESETTER_UNAVAILABLE.</exception>
    public async Task<LineOutline> Line(CancellationToken stop, params IReadOnlyList<string> parts)
    {
        var data = new JsonObject
        {
            ["head"] = new JsonObject { ["language"] = "en" },
            ["parts"] = new JsonArray([.. parts.Select(part => (JsonNode)part)]),
        };
        var line = await typesetter.RenderOrRefuse(Template, data, stop);
        return line.Outline ?? throw new InvalidOperationException($"The template {Template} asks for no outline.");
    }
}
