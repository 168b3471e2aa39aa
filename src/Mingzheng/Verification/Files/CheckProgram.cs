using System.Text.Json.Nodes;
using Mingzheng.Base;
using Mingzheng.Base.Programs;
using Mingzheng.Journal;
using Mingzheng.Signing;

namespace Mingzheng.Verification.Files;

/// <summary>
/// Has a file judged by mingzheng-verify, in a process of its own: a file made to be hard takes the processor and the memory of that process, and
/// not the court's. It is the program that anybody runs at home, so both say the same.
/// </summary>
sealed class CheckProgram(TrustAnchorFiles trust, LogKey log, IConfiguration configuration, ILogger<CheckProgram> logger) : IDisposable
{
    const int AtOnce = 2;
    const int LastVerdict = 3;
    const int WrongUse = 2;

    /// <summary>
    /// The largest file that is taken passes in a few seconds, and the heap holds the largest package with room for the largest of its documents; it is
    /// bounded apart from the address space, which .NET reserves in advance.
    /// </summary>
    static readonly ProgramBounds Bounds = new(TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(60), Memory: 2L << 30, LargestFile: 0);

    static readonly IReadOnlyDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["DOTNET_GCHeapHardLimit"] = "0x18000000",
        ["DOTNET_EnableDiagnostics"] = "0",
        // Would write code through a file in memory, of which none is allowed.
        ["DOTNET_EnableWriteXorExecute"] = "0",
        ["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1",
        ["DOTNET_TieredPGO"] = "0",
    };

    readonly SemaphoreSlim gate = new(AtOnce);
    readonly string program = configuration["Verification:Program"] ?? Path.Combine(AppContext.BaseDirectory, "mingzheng-verify");

    /// <returns>The report as JSON (docs/package-format.md).</returns>
    /// <exception cref="RefusedException">VERIFICATION_TOO_HARD, or an authority's root is not to be had.</exception>
    public async Task<JsonObject> Judge(GivenFile file, CancellationToken stop)
    {
        string[] arguments = ["-", "--json", "--root", await trust.Root(stop), "--tsa", await trust.Timestamps(stop), "--log-key", log.Verifier.ToString()];
        await gate.WaitAsync(stop);
        try
        {
            var end = await BoundedProgram.Run(program, arguments, Bounds, stop, file.Pieces, WithRuntime(Settings));
            if (end.OutOfBounds)
            {
                logger.TooHard(file.Sha256, end.ExitCode, end.Complaints);
                throw GivenFile.Refused("VERIFICATION_TOO_HARD", StatusCodes.Status422UnprocessableEntity);
            }

            return end.ExitCode is <= LastVerdict and not WrongUse
                ? JsonNode.Parse(end.Output)!.AsObject()
                : throw new InvalidOperationException($"{program} failed ({end.ExitCode}): {end.Complaints}");
        }
        finally
        {
            gate.Release();
        }
    }

    public void Dispose() => gate.Dispose();

    /// <summary>A runtime that lies elsewhere than usual is found by this alone.</summary>
    static IReadOnlyDictionary<string, string> WithRuntime(IReadOnlyDictionary<string, string> settings) =>
        Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root
            ? new Dictionary<string, string>(settings) { ["DOTNET_ROOT"] = root }
            : settings;
}
