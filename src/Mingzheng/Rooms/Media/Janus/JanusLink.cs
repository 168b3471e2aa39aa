using System.Text.Json.Nodes;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>A running Janus, ready for rooms.</summary>
sealed class JanusLink(JanusConnection connection, JanusHandle control, JanusSettings settings, int processId)
{
    /// <summary>What a picture may take of the line, in bits a second: enough for a paper in high definition (media-camera.js).</summary>
    public const int PictureLimit = 1_200_000;

    public JanusConnection Connection => connection;

    /// <summary>Files that Janus has open below the folder: it still writes them.</summary>
    public IReadOnlySet<string> OpenFiles(string folder)
    {
        var open = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            foreach (var descriptor in new DirectoryInfo($"/proc/{processId}/fd").EnumerateFileSystemInfos())
            {
                if (LinkTarget(descriptor) is { } target && target.StartsWith(folder, StringComparison.Ordinal))
                {
                    open.Add(target);
                }
            }
        }
        catch (DirectoryNotFoundException)
        {
            open.Clear();
        }
        return open;
    }

    /// <param name="recordingFolder">Every track of the room is written there, from its first frame.</param>
    public async Task CreateRoom(string room, string secret, string recordingFolder)
    {
        try
        {
            await control.Request(new JsonObject
            {
                ["request"] = "create",
                ["admin_key"] = settings.RoomCreationKey,
                ["room"] = room,
                ["secret"] = secret,
                ["pin"] = secret,
                ["is_private"] = true,
                ["publishers"] = 30,
                ["bitrate"] = PictureLimit,
                ["bitrate_cap"] = true,
                ["fir_freq"] = 10,
                ["audiocodec"] = "opus",
                ["videocodec"] = "vp8",
                ["record"] = true,
                ["rec_dir"] = recordingFolder,
                ["lock_record"] = true,
            });
        }
        catch (JanusException fault) when (fault.Code == JanusException.RoomExists)
        {
            // Opened before: opening twice is the same as once.
        }
    }

    public async Task DestroyRoom(string room, string secret)
    {
        try
        {
            await control.Request(new JsonObject { ["request"] = "destroy", ["room"] = room, ["secret"] = secret });
        }
        catch (JanusException fault) when (fault.Code is JanusException.NoSuchRoom or 0)
        {
            // Gone already, or Janus itself is.
        }
    }

    static string? LinkTarget(FileSystemInfo descriptor)
    {
        try
        {
            return descriptor.LinkTarget;
        }
        catch (IOException)
        {
            // Closed since the folder was listed.
            return null;
        }
    }
}
