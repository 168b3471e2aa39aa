namespace Mingzheng.Web;

/// <summary>Where to go after an act: only a path of ours, because an address such as //elsewhere would lead away, and only what a header can carry.</summary>
public static class LocalPath
{
    /// <summary>The path when it is ours, else <paramref name="otherwise"/>.</summary>
    public static string Of(string? path, string otherwise) =>
        path is "/" or ['/', not ('/' or '\\'), ..] && path.All(letter => letter is > ' ' and <= '~') ? path : otherwise;
}
