using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Verification;

/// <summary>mingzheng-verify as a stranger runs it: a program of its own, without the court.</summary>
static class VerifierProgram
{
    /// <summary>The package of a session, with the keys as the court publishes them.</summary>
    public static async Task<(int Code, JsonObject Report)> RunAgainstTheCourt(FinishedSession session, byte[]? package = null)
    {
        using var folder = new TemporaryFolder();
        folder.Write("package.zip", package ?? await session.Package());
        folder.Write("root.pem", await session.Stranger.Http.GetByteArrayAsync("/trust/root.pem"));
        folder.Write("tsa.pem", await session.Stranger.Http.GetByteArrayAsync("/trust/tsa.pem"));
        folder.Write("log.vkey", await session.Stranger.Http.GetByteArrayAsync("/log/key"));
        return await Run(folder["package.zip"], "--root", folder["root.pem"], "--tsa", folder["tsa.pem"], "--log-key", folder["log.vkey"]);
    }

    public static async Task<(int Code, JsonObject Report)> Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mingzheng-verify.dll");
        var (code, output, errors) = await PublicTool.Run("dotnet", [program, .. arguments, "--json"]);
        return (code, JsonNode.Parse(output.Length > 0 ? Encoding.UTF8.GetString(output) : throw new InvalidOperationException(errors))!.AsObject());
    }
}
