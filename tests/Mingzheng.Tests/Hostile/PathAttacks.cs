using System.Net;
using System.Net.Sockets;
using System.Text;
using static Mingzheng.Tests.Hostile.Besieged;

namespace Mingzheng.Tests.Hostile;

/// <summary>Addresses that try to leave the place they name. Sent as raw bytes where a client would tidy them up first.</summary>
static class PathAttacks
{
    public static readonly IReadOnlyList<Attack> All =
    [
        new("a static file above its folder", 404, "NOT_FOUND", court => Ask(court, "/assets/0/../../Program.cs")),
        new("a static file above its folder, dots encoded", 404, "NOT_FOUND", court => Ask(court, "/assets/0/%2e%2e/%2e%2e/Program.cs")),
        new("a static file above its folder, slashes encoded", 404, "NOT_FOUND", court => Ask(court, "/assets/0/..%2f..%2f..%2fProgram.cs")),
        new("a static file above its folder, the other way round", 404, "NOT_FOUND", court => Ask(court, "/js/..\\..\\Program.cs")),
        new("a static file by its absolute path", 404, "NOT_FOUND", court => Ask(court, "//etc/passwd")),
        // The server below refuses it before any page of ours could.
        new("a zero byte in a path", 400, null, court => Ask(court, "/js/court.js%00.png")),
        new("a tile of the log outside the log", 404, "NOT_FOUND", court => Ask(court, "/log/tile/..%2f..%2f..%2fcourt.db")),
        new("a tile of a number beyond all numbers", 404, "NOT_FOUND", court => Ask(court, "/log/tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999")),
        new("a tile of no width", 404, "NOT_FOUND", court => Ask(court, "/log/tile/0/000.p/0")),
        new("a paper by a path instead of its id", 404, "NOT_FOUND", court => Get(court.Principal, $"{court.Authorization}/materials/..%2f..%2fcourt.db")),
        new("a package member by a path", 404, "NOT_FOUND", court => Get(court.Principal, $"{court.Authorization}/package/..%2fmanifest.json")),
        new("a way back that leads to another site", 200, null, court => Form(court.Judge, "/language", ("language", "zh-Hans"), ("return", "//attacker.example/"))),
        new("a way back with a second header line", 200, null, court => Form(court.Judge, "/language", ("language", "zh-Hans"), ("return", "/\r\nSet-Cookie: a=b"))),
        new("a way back in letters that no header carries", 200, null, court => Form(court.Judge, "/language", ("language", "zh-Hans"), ("return", "/案件"))),
        new("a way back after signing in, in such letters", 200, null, court => Get(court.Judge, "/sign-in?to=%2F%E6%A1%88%E4%BB%B6")),
    ];

    static async Task<Reply> Ask(Besieged court, string target)
    {
        using var line = new TcpClient();
        await line.ConnectAsync(court.Court.Address.Host, court.Court.Address.Port);
        await using var stream = line.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"GET {target} HTTP/1.1\r\nHost: {court.Court.Address.Authority}\r\nAccept: application/json\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync();
        var status = (HttpStatusCode)int.Parse(answer.AsSpan("HTTP/1.1 ".Length, 3), null);
        var json = answer.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at ? answer[at..(answer.LastIndexOf('}') + 1)] : "{}";
        var problem = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        return new Reply(status, (string?)problem["code"], (string?)problem["title"] ?? "", answer);
    }
}
