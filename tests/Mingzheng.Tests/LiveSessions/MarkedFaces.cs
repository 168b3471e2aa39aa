using System.Security.Cryptography;
using System.Text;
using Microsoft.Playwright;
using Mingzheng.Demo;
using Mingzheng.Tests.Hostile;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>Every picture of a face that leaves one of the browsers carries a mark, as a comment of the JPEG file; afterwards it is looked for.</summary>
sealed class MarkedFaces
{
    static readonly string Mark = $"FACE-{RandomNumberGenerator.GetHexString(24)}";

    readonly FileTraces traces = new(Mark);
    int sent;

    public int Sent => sent;

    public static async Task<MarkedFaces> Of(Cast cast)
    {
        var faces = new MarkedFaces();
        foreach (var person in cast.Everyone)
        {
            await person.Page.Context.RouteAsync("**/identity*", faces.Send);
            await person.Page.Context.RouteAsync("**/identity/face*", faces.Send);
        }

        return faces;
    }

    /// <summary>Where a picture is found: in the court's folder and in shared memory. The browsers that took it keep their own files in /tmp.</summary>
    public IReadOnlyList<string> Find(LocalCourt court) => [.. traces.In(court.Data, everything: true), .. traces.In("/dev/shm", everything: false)];

    Task Send(IRoute route)
    {
        if (route.Request.Method != "POST" || route.Request.PostDataBuffer is not [0xFF, 0xD8, ..] jpeg)
        {
            return route.ContinueAsync();
        }

        Interlocked.Increment(ref sent);
        var comment = Encoding.ASCII.GetBytes(Mark);
        return route.ContinueAsync(new() { PostData = [0xFF, 0xD8, 0xFF, 0xFE, 0, (byte)(comment.Length + 2), .. comment, .. jpeg[2..]] });
    }
}
