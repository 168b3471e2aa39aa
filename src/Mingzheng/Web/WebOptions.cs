namespace Mingzheng.Web;

/// <summary>What the page shell says about this installation.</summary>
public sealed class WebOptions
{
    /// <summary>Name in the head of pages that belong to no single court, by language tag: settings <c>Web:Court:zh-Hans</c> and so on.</summary>
    public Dictionary<string, string> Court { get; } = new()
    {
        ["zh-Hans"] = "人民法院",
        ["zh-Hant"] = "人民法院",
        ["en"] = "People’s Court",
    };

    /// <summary>Litigation service line on pages that belong to no single court, with the country code; without it that of the first court.</summary>
    public string? Hotline { get; set; }

    /// <summary>
    /// Where strangers read about this program and get its source, for example the page of the repository with its README: the public check leads
    /// there. Without it the check names the README in each package.
    /// </summary>
    public Uri? Source { get; set; }

    /// <summary>
    /// Outside services that are sandboxes here, by the name after <c>sandbox.</c> in the words. Every page names them,
    /// so that nobody takes a rehearsal for a legal act.
    /// </summary>
    public ISet<string> SandboxedServices { get; } = new SortedSet<string>(StringComparer.Ordinal);

    public string SignInPath { get; set; } = "/sign-in";

    public string SignOutPath { get; set; } = "/sign-out";

    public string CourtIn(Language language) => Court.GetValueOrDefault(language.Tag) ?? Court["zh-Hans"];
}
