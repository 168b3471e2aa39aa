using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Hostile;

/// <summary>
/// AW-04, promise 5: no face is kept. Every picture of the tests carries a mark of this run; after a whole session it is looked for in the data,
/// the database and its files, temporary folders, shared memory and the log.
/// </summary>
[Trait("kind", "hostile")]
public sealed class NoFaceTests
{
    [Theory, DatabaseData]
    public async Task After_a_whole_session_no_face_is_found_anywhere(DatabaseKind kind)
    {
        await using var scene = await Rooms.Scene.Booked(kind);
        var court = scene.Session.Court;
        var traces = new Traces(court, Faces.Mark);
        await scene.Session.RunUntil("");
        await scene.Approve();

        (await traces.Find()).ShouldBeEmpty();

        // The same search finds a picture wherever it is put. The mark is another one: what is planted stays in the
        // write-ahead log of the server, which other tests' courts share and search.
        var mark = $"PLANTED-{RandomNumberGenerator.GetHexString(24)}";
        traces = new Traces(court, mark);
        var planted = await Plant(court, mark);
        try
        {
            // And in the database's own files, where the planted row is.
            planted.Append("the database").Except(await traces.Find()).ShouldBeEmpty();
        }
        finally
        {
            planted.ForEach(File.Delete);
        }
    }

    /// <summary>As it is in each kind of folder, in base64 at each alignment, across the border of two pieces that are read, and in a row.</summary>
    static async Task<List<string>> Plant(CourtHost court, string mark)
    {
        var face = Faces.Marked(mark, "planted");
        var name = $"mingzheng-planted-{mark}";
        var files = new List<(string Path, byte[] Content)>
        {
            (Path.Combine(court.Folder, "objects", "planted"), face),
            (Path.Combine(court.Folder, "planted-late"), [.. new byte[1024 * 1024 - 20], .. face]),
            (Path.Combine(court.Folder, "planted-hex"), Encoding.ASCII.GetBytes(Convert.ToHexStringLower(face))),
            (Path.Combine("/tmp", name), face),
            (Path.Combine("/var/tmp", name), face),
            (Path.Combine("/dev/shm", name), face),
        };
        files.AddRange(Enumerable.Range(0, 3).Select(shift => (
            Path.Combine(court.Folder, $"planted-{shift}"), Encoding.ASCII.GetBytes(Convert.ToBase64String([.. new byte[shift], .. face])))));
        foreach (var (path, content) in files)
        {
            await File.WriteAllBytesAsync(path, content);
        }

        await court.Get<Writer>().Housekeep(async (connection, transaction) =>
        {
            await using var command = connection.Command("insert into data_protection_keys(id, xml) values('planted', @face)", transaction);
            command.Bind("face", Convert.ToBase64String(face));
            await command.ExecuteNonQueryAsync();
        });
        return [.. files.Select(file => file.Path)];
    }
}
