using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Mingzheng.Base.Files;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>
/// One start of Janus: fresh secrets, free ports and the configuration files that say so, in the memory folder. Only the video room plugin and
/// the WebSocket transport on 127.0.0.1 are loaded.
/// </summary>
sealed class JanusSettings
{
    const string OnlyPlugin = "libjanus_videoroom.so";
    const string OnlyTransport = "libjanus_websockets.so";

    JanusSettings(string folder)
    {
        Folder = folder;
    }

    public string Folder { get; }

    public string ApiSecret { get; } = NewSecret();

    public string RoomCreationKey { get; } = NewSecret();

    public int Port { get; } = FreePort();

    public static string NewSecret() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static JanusSettings Write(string folder, string networkInterface, string rtpPorts)
    {
        Directory.CreateDirectory(folder, DurableFile.OwnerFolder);
        var settings = new JanusSettings(folder);
        settings.WriteFile("janus.jcfg", settings.Main(networkInterface, rtpPorts));
        settings.WriteFile("janus.transport.websockets.jcfg", string.Create(CultureInfo.InvariantCulture, $$"""
            general: { json = "compact" ws = true ws_port = {{settings.Port}} ws_ip = "127.0.0.1" wss = false pingpong_trigger = 5 pingpong_timeout = 5 }
            admin: { admin_ws = false }
            """));
        settings.WriteFile("janus.plugin.videoroom.jcfg", $$"""
            general: { admin_key = "{{settings.RoomCreationKey}}" lock_rtp_forward = true string_ids = true events = false }
            """);
        return settings;
    }

    string Main(string networkInterface, string rtpPorts)
    {
        var modules = ModulesFolder();
        return string.Create(CultureInfo.InvariantCulture, $$"""
            general: {
              configs_folder = "{{Folder}}"
              plugins_folder = "{{modules}}/plugins"
              transports_folder = "{{modules}}/transports"
              events_folder = "{{modules}}/events"
              loggers_folder = "{{modules}}/loggers"
              debug_colors = false
              debug_timestamps = false
              debug_level = 3
              event_loops = {{Environment.ProcessorCount}}
              api_secret = "{{ApiSecret}}"
              admin_secret = "{{NewSecret()}}"
              server_name = "mingzheng"
              session_timeout = 30
              hide_dependencies = true
            }
            media: { ipv6 = false rtp_port_range = "{{rtpPorts}}" no_media_timer = 2 slowlink_threshold = 4 }
            nat: { full_trickle = false ice_lite = true ice_enforce_list = "{{networkInterface}}" }
            plugins: { disable = "{{AllBut(modules + "/plugins", OnlyPlugin)}}" }
            transports: { disable = "{{AllBut(modules + "/transports", OnlyTransport)}}" }
            events: { broadcast = false }
            """);
    }

    void WriteFile(string name, string content)
    {
        var path = Path.Combine(Folder, name);
        File.Delete(path);
        using var file = new FileStream(path, new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = DurableFile.OwnerFile,
        });
        file.Write(System.Text.Encoding.UTF8.GetBytes(content));
    }

    static string AllBut(string folder, string kept) =>
        string.Join(',', Directory.EnumerateFiles(folder, "*.so").Select(Path.GetFileName).Where(name => name != kept).Order(StringComparer.Ordinal));

    static string ModulesFolder() =>
        Directory.EnumerateDirectories("/usr/lib").Select(d => Path.Combine(d, "janus")).Append("/usr/lib/janus")
            .FirstOrDefault(d => File.Exists(Path.Combine(d, "plugins", OnlyPlugin)))
        ?? throw new InvalidOperationException("Janus with its video room is not installed: apt-get install janus.");

    static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
