using System.Net;
using Mingzheng.Tests.Hosting;

namespace Mingzheng.Tests.Hostile;

/// <summary>What a hostile or broken request was answered.</summary>
/// <param name="Code">Of the refusal; for a file that was checked, the verdict; null when the answer is no refusal.</param>
/// <param name="Words">What a person would read of it.</param>
public sealed record Reply(HttpStatusCode Status, string? Code, string Words, string Text)
{
    public static Reply Of(Page page)
    {
        var type = page.Response.Content.Headers.ContentType?.MediaType;
        var json = type is "application/problem+json" or "application/json" && page.Text.StartsWith('{') ? page.Json : null;
        return new Reply(page.Status, page.Refusal ?? (string?)json?["verdict"], (string?)json?["title"] ?? "", page.Text);
    }
}

/// <summary>A request that no honest browser sends, and how it must be answered.</summary>
/// <param name="Name">Says what the attacker does.</param>
/// <param name="Prepare">What honestly goes before; gives the request itself, which is sent after the court's books were remembered.</param>
sealed record Attack(string Name, int Status, string? Code, Func<Besieged, Task<Func<Task<Reply>>>> Prepare)
{
    /// <summary>Nothing goes before.</summary>
    public Attack(string name, int status, string? code, Func<Besieged, Task<Reply>> strike)
        : this(name, status, code, court => Task.FromResult(() => strike(court)))
    {
    }
}
