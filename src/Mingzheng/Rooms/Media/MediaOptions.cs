using System.Globalization;

namespace Mingzheng.Rooms.Media;

/// <summary>Settings of the section <c>Media</c>, read by the media node and by the court app beside it.</summary>
public sealed record MediaOptions
{
    /// <summary>Where the node listens, for the court app only. Browsers never reach it.</summary>
    public string Url { get; init; } = "http://127.0.0.1:5081";

    /// <summary>Base address of the court app, which receives the node's events.</summary>
    public string AppUrl { get; init; } = "http://127.0.0.1:5080";

    /// <summary>Shared by app and node, 32 characters or more. Who has it can open rooms, admit anyone and forge media events.</summary>
    public string Secret { get; init; } = "";

    /// <summary>Folder of the open rooms and of events not yet delivered. Who can change it can hide that a recording exists.</summary>
    public string State { get; init; } = "data/media";

    /// <summary>The object folder: sealed segments go below <c>recordings/</c>. Who can read it reads ciphertext only.</summary>
    public string Objects { get; init; } = "data/objects";

    /// <summary>Folder on a memory file system for what is not yet encrypted. Who can read it can watch every live room.</summary>
    public string Memory { get; init; } = "/dev/shm/mingzheng-media";

    /// <summary>Name of the network interface that carries media; empty: see <see cref="MediaInterface"/>.</summary>
    public string? Interface { get; init; }

    /// <summary>UDP ports of the media streams, <c>first-last</c>.</summary>
    public string RtpPorts { get; init; } = "20000-20999";

    /// <summary>
    /// How often the app asks again whether a browser may still be connected. Who can change it can let somebody listen who was signed out.
    /// </summary>
    public TimeSpan AskAgainEvery { get; init; } = TimeSpan.FromMinutes(2);

    public TurnOptions Turn { get; init; } = new();

    public static MediaOptions From(IConfiguration configuration) =>
        configuration.GetSection("Media").Get<MediaOptions>() ?? new MediaOptions();

    /// <summary>All faults at once, so that one restart mends them.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Secret.Length < 32)
        {
            faults.Add("Media:Secret must have at least 32 characters.");
        }
        foreach (var (name, value) in new[] { ("Url", Url), ("AppUrl", AppUrl) })
        {
            if (!Uri.TryCreate(value, UriKind.Absolute, out var uri) || !uri.Scheme.StartsWith("http", StringComparison.Ordinal))
            {
                faults.Add($"Media:{name} is not an http address: {value}");
            }
        }
        if (!TryPorts(out _, out _))
        {
            faults.Add($"Media:RtpPorts must be first-last with at least 20 ports above 1023: {RtpPorts}");
        }
        if (!OnMemoryFileSystem(Memory))
        {
            faults.Add($"Media:Memory must lie on a memory file system (tmpfs), for what is there is not encrypted: {Memory}");
        }
        if (Turn.Urls.Count > 0 && Turn.Secret.Length < 16)
        {
            faults.Add("Media:Turn:Secret must have at least 16 characters when Media:Turn:Urls is set.");
        }
        return faults;
    }

    internal bool TryPorts(out int first, out int last)
    {
        last = 0;
        var parts = RtpPorts.Split('-');
        return int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out first)
            && parts.Length == 2
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out last)
            && first > 1023 && last <= 65535 && last - first >= 19;
    }

    static bool OnMemoryFileSystem(string folder)
    {
        var existing = Path.GetFullPath(folder);
        while (!Directory.Exists(existing))
        {
            existing = Path.GetDirectoryName(existing) ?? "/";
        }
        return new DriveInfo(existing).DriveFormat is "tmpfs" or "ramfs";
    }
}

/// <summary>A coturn server with <c>use-auth-secret</c>, for people whose network lets no UDP through.</summary>
public sealed record TurnOptions
{
    /// <summary>For example <c>turn:turn.court.example:3478?transport=udp</c>.</summary>
    public IReadOnlyList<string> Urls { get; init; } = [];

    /// <summary>coturn's <c>static-auth-secret</c>. Who has it can relay traffic through the court's server.</summary>
    public string Secret { get; init; } = "";
}
