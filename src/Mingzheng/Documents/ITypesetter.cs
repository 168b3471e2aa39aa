using System.Text.Json.Nodes;

namespace Mingzheng.Documents;

/// <summary>Turns a template of the court and its data into a PDF.</summary>
public interface ITypesetter
{
    /// <summary>
    /// Renders <paramref name="templateName"/> (a file name of the template folder without <c>.typ</c>). The same template and
    /// data give the same bytes, so a document can be rendered again and compared.
    /// </summary>
    /// <exception cref="TypesettingException">The document could not be made; the fault says whose fault it is.</exception>
    Task<Typeset> Render(string templateName, JsonObject data, CancellationToken cancel);
}
