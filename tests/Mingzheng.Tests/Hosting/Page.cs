using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Mingzheng.Tests.Hosting;

/// <summary>What a visitor got: status, final address, text.</summary>
public sealed partial record Page(HttpStatusCode Status, string Path, string Text, HttpResponseMessage Response)
{
    public const string TokenField = "__RequestVerificationToken";

    /// <summary>The refusal code that the page or the problem document carries, if it is one.</summary>
    public string? Refusal => RefusalMark().Match(Text) is { Success: true } mark
        ? mark.Groups[1].Value
        : Response.Content.Headers.ContentType?.MediaType == "application/problem+json" ? Json["code"]?.GetValue<string>() : null;

    public JsonObject Json => JsonNode.Parse(Text)!.AsObject();

    public string? Token => FieldOf(Text, TokenField);

    /// <summary>The text as a reader sees it, without tags.</summary>
    public string Readable => Spaces().Replace(WebUtility.HtmlDecode(Tags().Replace(Text, " ")), " ");

    public static Page Read(HttpResponseMessage response)
    {
        using var reader = new StreamReader(response.Content.ReadAsStream());
        return new Page(response.StatusCode, response.RequestMessage!.RequestUri!.PathAndQuery, reader.ReadToEnd(), response);
    }

    /// <summary>Names and values that a form would send if nothing were typed.</summary>
    public IReadOnlyList<(string Name, string Value)> Form(string action)
    {
        var form = Forms().Matches(Text).FirstOrDefault(found => AttributeOf(found.Groups[1].Value, "action") == action)
            ?? throw new InvalidOperationException($"{Path} has no form for {action}.");
        return [.. Fields(form.Groups[2].Value)];
    }

    static IEnumerable<(string, string)> Fields(string form)
    {
        foreach (Match input in Inputs().Matches(form))
        {
            var attributes = input.Groups[1].Value;
            var isUnticked = AttributeOf(attributes, "type") is "checkbox" or "radio" && !Ticked().IsMatch(attributes);
            if (AttributeOf(attributes, "name") is { } name && !isUnticked)
            {
                yield return (name, AttributeOf(attributes, "value") ?? "");
            }
        }

        foreach (Match typed in Texts().Matches(form))
        {
            if (AttributeOf(typed.Groups[1].Value, "name") is { } name)
            {
                yield return (name, WebUtility.HtmlDecode(typed.Groups[2].Value));
            }
        }

        foreach (Match list in Lists().Matches(form))
        {
            if (AttributeOf(list.Groups[1].Value, "name") is { } name && Chosen().Match(list.Groups[2].Value) is { Success: true } chosen)
            {
                yield return (name, AttributeOf(chosen.Groups[1].Value, "value") ?? "");
            }
        }
    }

    static string? FieldOf(string text, string name) => Inputs().Matches(text).Select(input => input.Groups[1].Value)
        .Where(attributes => AttributeOf(attributes, "name") == name).Select(attributes => AttributeOf(attributes, "value")).FirstOrDefault();

    static string? AttributeOf(string attributes, string name) =>
        Regex.Match(attributes, $"(?:^|\\s){name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : null;

    [GeneratedRegex("<form\\b([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<input\\b([^>]*)>", RegexOptions.Singleline)]
    private static partial Regex Inputs();

    [GeneratedRegex("<textarea\\b([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Texts();

    [GeneratedRegex("<select\\b([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Lists();

    [GeneratedRegex("<option\\b([^>]*\\sselected\\b[^>]*)>")]
    private static partial Regex Chosen();

    [GeneratedRegex("\\schecked\\b")]
    private static partial Regex Ticked();

    [GeneratedRegex("data-refusal=\"([A-Z0-9_]+)\"")]
    private static partial Regex RefusalMark();

    [GeneratedRegex("<script.*?</script>|<[^>]+>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
