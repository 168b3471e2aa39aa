using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Mingzheng.Demo;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>What the browsers heard from the court: the acts that it answered as done, and how often the line was dead.</summary>
sealed partial class HeardAnswers
{
    readonly ConcurrentDictionary<string, string> acts = new();
    int cut;

    public HeardAnswers(Cast cast)
    {
        foreach (var person in cast.Everyone)
        {
            person.Page.Context.Response += (_, response) => Note(response);
            person.Page.Context.RequestFailed += (_, request) => Count(request);
        }
    }

    /// <summary>Ids of the acts, with the address that each was sent to.</summary>
    public IReadOnlyDictionary<string, string> Acts => new Dictionary<string, string>(acts);

    /// <summary>Forms and marks that found no answer, and were sent again by the page or by the person.</summary>
    public int Cut => cut;

    void Note(IResponse response)
    {
        if (response.Request.Method == "POST" && response.Status is >= 200 and < 400 && ActOf(response.Request) is { } act)
        {
            acts.TryAdd(act, response.Request.Url);
        }
    }

    void Count(IRequest request)
    {
        if (request.Method == "POST")
        {
            Interlocked.Increment(ref cut);
        }
    }

    static string? ActOf(IRequest request)
    {
        var body = request.PostDataBuffer is { Length: < 100_000 } bytes ? System.Text.Encoding.Latin1.GetString(bytes) : "";
        return Act().Match(request.Url + "\n" + body) is { Success: true } found
            ? found.Groups[1].Value
            : null;
    }

    [GeneratedRegex("(?:[?&\"\\n]|^)act\"?[=:]\"?([0-9a-f-]{36})")]
    private static partial Regex Act();
}
