namespace Mingzheng.Web;

/// <summary>What the page shell says about this installation.</summary>
public sealed class WebOptions
{
    /// <summary>Name of the court in the page head, by language tag.</summary>
    public Dictionary<string, string> Court { get; } = new()
    {
        ["zh-Hans"] = "示例市中级人民法院",
        ["zh-Hant"] = "示例市中級人民法院",
        ["en"] = "Shili Intermediate People’s Court",
    };

    /// <summary>Litigation service line shown on every page.</summary>
    public string Hotline { get; set; } = "12368";

    /// <summary>
    /// Outside services that are sandboxes here, by the name after <c>sandbox.</c> in the words. Every page names them,
    /// so that nobody takes a rehearsal for a legal act.
    /// </summary>
    public ISet<string> SandboxedServices { get; } = new SortedSet<string>(StringComparer.Ordinal);

    public string SignInPath { get; set; } = "/sign-in";

    public string SignOutPath { get; set; } = "/sign-out";

    public string CourtIn(Language language) => Court.GetValueOrDefault(language.Tag) ?? Court["zh-Hans"];
}
