using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.Verification;

/// <summary>mingzheng-verify as a stranger runs it: a program of its own, without the court.</summary>
static class VerifierProgram
{
    public static async Task<(int Code, JsonObject Report)> Run(params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "mingzheng-verify.dll");
        var (code, output, errors) = await PublicTool.Run("dotnet", [program, .. arguments, "--json"]);
        return (code, JsonNode.Parse(output.Length > 0 ? Encoding.UTF8.GetString(output) : throw new InvalidOperationException(errors))!.AsObject());
    }
}
