using System.Globalization;
using System.Text.RegularExpressions;
using Mingzheng.Base;

namespace Mingzheng.Web;

/// <summary>The words of one language, for one screen or one message. In a request: inject it. Elsewhere: <see cref="WordBook.In"/>.</summary>
public sealed partial class Words(WordBook book, Language language)
{
    public Language Language => language;

    /// <summary>The text of a key. A key nobody wrote is shown as itself; a test forbids that.</summary>
    public string this[string key] => book.Find(language, key) ?? key;

    public string this[string key, params object?[] args] =>
        string.Format(CultureInfo.InvariantCulture, this[key], args);

    public bool Has(string key) => book.Find(language, key) is not null;

    /// <summary>What a refusal means, in the person's language.</summary>
    public string Of(Refusal refusal)
    {
        var key = $"refusal.{refusal.Code}";
        return Has(key) ? this[key, Arguments(refusal)] : this["refusal.UNKNOWN", refusal.Code];
    }

    /// <summary>What a refusal meant of which only the code was kept; what stood in its places is left open.</summary>
    public string OfCode(string code)
    {
        var key = $"refusal.{code}";
        return Has(key) ? Place().Replace(this[key], "…") : this["refusal.UNKNOWN", code];
    }

    /// <summary>What the person can do after a refusal, when there is something particular to say.</summary>
    public string? NextStepAfter(Refusal refusal)
    {
        var key = $"refusal.{refusal.Code}.next";
        return Has(key) ? this[key, Arguments(refusal)] : null;
    }

    /// <summary>The words that scripts need, by key without the prefix <c>js.</c>.</summary>
    public IReadOnlyDictionary<string, string> ForScripts() =>
        book.All(language)
            .Where(word => word.Key.StartsWith("js.", StringComparison.Ordinal))
            .ToDictionary(word => word.Key["js.".Length..], word => word.Value);

    object[] Arguments(Refusal refusal) =>
        [.. refusal.Args.Select(arg => arg is Said said ? string.Join(this["web.list-comma"], said.Keys.Select(key => this[key])) : arg)];

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();
}
