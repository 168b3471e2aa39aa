namespace Mingzheng.Tests.Architecture;

/// <summary>
/// Which module may use which: Base, then Journal, then the shared modules, then the capabilities. A new edge between shared
/// modules is a decision: it is made here and nowhere else.
/// </summary>
static class ModuleMap
{
    public const string Base = "Base";
    public const string Journal = "Journal";

    /// <summary>Shared modules and the shared modules each may use besides Base and Journal.</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Shared = new Dictionary<string, string[]>
    {
        ["Access"] = [],
        ["Objects"] = [],
        ["Web"] = ["Access"],
        ["Desk"] = ["Access", "Web"],
        ["Notices"] = ["Access", "Objects", "Web"],
        ["Identity"] = ["Access", "Desk", "Documents", "Notices", "Objects", "Web"],
        ["Courts"] = ["Access", "Identity", "Objects", "Web"],
        ["Documents"] = ["Access", "Objects", "Web"],
        ["Signing"] = ["Access", "Courts", "Documents", "Identity", "Objects", "Web"],
        ["Cases"] = ["Access", "Courts", "Desk", "Documents", "Identity", "Notices", "Objects", "Web"],
        ["Calendar"] = ["Access", "Cases", "Courts", "Identity", "Notices", "Web"],
        ["Rooms"] = ["Access", "Cases", "Courts", "Documents", "Identity", "Notices", "Objects", "Signing", "Web"],
        ["Packages"] = ["Access", "Cases", "Courts", "Documents", "Objects", "Rooms", "Signing"],
    };

    /// <summary>
    /// Subfolders that other modules may use. Everywhere else only the top level of a module is its face; what lies below
    /// is private. Base is free throughout.
    /// </summary>
    public static readonly IReadOnlySet<string> Faces = new HashSet<string>
    {
        "Mingzheng.Identity.Platform",
        "Mingzheng.Identity.Lawyers",
        "Mingzheng.Notices.Gateways",
        "Mingzheng.Rooms.Media",
        "Mingzheng.Rooms.Screen",
        "Mingzheng.Signing.Issuer",
        "Mingzheng.Signing.Timestamps",
        "Mingzheng.Web.Components",
        "Mingzheng.Web.Layout",
    };

    /// <summary>Why <paramref name="use"/> is not allowed; null when it is.</summary>
    public static string? Objection(ModuleUse use)
    {
        var (user, used) = (use.Module, use.UsedModule);
        var allowed = used switch
        {
            Base => true,
            _ when user == Base => false,
            Journal => true,
            _ when user == Journal => false,
            _ when Shared.TryGetValue(user, out var edges) => edges.Contains(used),
            _ => Shared.ContainsKey(used),
        };
        return !allowed ? $"{use.Type} uses {use.UsedType}: {user} may not use {used}"
            : used != Base && use.UsedNamespace != "Mingzheng." + used && !Faces.Contains(use.UsedNamespace)
                ? $"{use.Type} uses {use.UsedType}, which is private to {used}"
                : null;
    }
}
