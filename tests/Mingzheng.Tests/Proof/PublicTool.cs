using System.Diagnostics;

namespace Mingzheng.Tests.Proof;

/// <summary>Runs a program that is not ours and returns how it judged.</summary>
static class PublicTool
{
    internal static async Task<(int ExitCode, byte[] Output, string Errors)> Run(
        string program, string[] arguments, byte[]? input = null, string? folder = null, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder ?? "",
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var output = new MemoryStream();
        var reading = process.StandardOutput.BaseStream.CopyToAsync(output);
        var errors = process.StandardError.ReadToEndAsync();
        try
        {
            await process.StandardInput.BaseStream.WriteAsync(input ?? []);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A tool that refuses its input early closes the pipe; its exit code tells.
        }

        await Task.WhenAll(reading, errors, process.WaitForExitAsync());
        return (process.ExitCode, output.ToArray(), await errors);
    }
}
