using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Mingzheng.Base.Programs;

/// <summary>What a program may use before it is ended.</summary>
/// <param name="Processor">Time of a processor.</param>
/// <param name="Wall">Time of the clock on the wall.</param>
/// <param name="Memory">Bytes of address space.</param>
/// <param name="LargestFile">Bytes of the largest file that it may write.</param>
sealed record ProgramBounds(TimeSpan Processor, TimeSpan Wall, long Memory, long LargestFile);

/// <param name="Complaints">The beginning of what it wrote to its second output.</param>
/// <param name="OutOfBounds">It was ended for what it used, or fell over its input.</param>
/// <param name="OutOfTime">
/// It was ended by the clock on the wall, and not for what it used: a machine that was suspended or overloaded ends it so as well, and another
/// attempt may pass. Where this is not said, another attempt would end the same way.
/// </param>
sealed record ProgramEnd(int ExitCode, byte[] Output, string Complaints, bool OutOfBounds, bool OutOfTime);

/// <summary>
/// Runs a program over bytes of strangers: with the environment of <see cref="BareProgram"/>, behind all other work, within bounds, without new
/// privileges, and in a network of its own that leads nowhere, where the system lets ordinary accounts have one. A parser that is taken over or
/// runs away harms itself.
/// </summary>
static class BoundedProgram
{
    const int LargestAnswer = 16 * 1024 * 1024;
    const int MostComplaints = 16 * 1024;
    const int FirstSignal = 128;

    /// <summary>SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSEGV, SIGXCPU, SIGXFSZ: what a program brings upon itself.</summary>
    static readonly int[] OwnFaults = [4, 5, 6, 8, 11, 24, 25];

    static readonly string[] Alone = ["unshare", "--user", "--map-current-user", "--net", "--ipc", "--"];
    static bool? canBeAlone;

    /// <param name="input">In pieces, which are given one after the other: what is large is nowhere copied into one.</param>
    /// <param name="settings">Environment of the program beside the bare one.</param>
    public static async Task<ProgramEnd> Run(
        string program, IEnumerable<string> arguments, ProgramBounds bounds, CancellationToken stop,
        IReadOnlyList<ReadOnlyMemory<byte>>? input = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        var start = BareProgram.StartInfo("nice", [.. await Fence(bounds), program, .. arguments]);
        start.RedirectStandardInput = true;
        foreach (var (name, value) in settings ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        using var process = Process.Start(start)!;
        await using var killing = ending.Token.Register(process.Kill);
        ending.CancelAfter(bounds.Wall);
        var saidTooMuch = false;
        var output = Read(process.StandardOutput.BaseStream, LargestAnswer, () =>
        {
            saidTooMuch = true;
            ending.Cancel();
        });
        var complaints = Read(process.StandardError.BaseStream, MostComplaints, () => { });
        await Give(process.StandardInput.BaseStream, input ?? []);
        var said = (Output: await output, Complaints: Encoding.UTF8.GetString(await complaints));
        await process.WaitForExitAsync(CancellationToken.None);
        stop.ThrowIfCancellationRequested();
        var wasEnded = ending.IsCancellationRequested;
        var fell = OwnFaults.Contains(process.ExitCode - FirstSignal);
        return new ProgramEnd(process.ExitCode, said.Output, said.Complaints, wasEnded || fell, OutOfTime: wasEnded && !fell && !saidTooMuch);
    }

    /// <summary>Programs that become each other, so that the one process that was started is the one to be ended.</summary>
    static async Task<IEnumerable<string>> Fence(ProgramBounds bounds)
    {
        var processor = (long)Math.Ceiling(bounds.Processor.TotalSeconds);
        return
        [
            "-n", "10",
            .. await CanBeAlone() ? Alone : [],
            "setpriv", "--no-new-privs", "--",
            "prlimit", Limit("cpu", $"{processor}:{processor + 1}"), Limit("as", bounds.Memory), Limit("fsize", bounds.LargestFile), Limit("core", 0),
            Limit("nofile", 256),
        ];
    }

    static string Limit(string what, object value) => string.Create(CultureInfo.InvariantCulture, $"--{what}={value}");

    /// <summary>Asked once; a machine too busy to start the question is asked again the next time.</summary>
    static async Task<bool> CanBeAlone()
    {
        try
        {
            return canBeAlone ??= await TryAlone();
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    static async Task<bool> TryAlone()
    {
        using var process = Process.Start(BareProgram.StartInfo(Alone[0], [.. Alone[1..], "true"]))!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    static async Task Give(Stream target, IReadOnlyList<ReadOnlyMemory<byte>> input)
    {
        try
        {
            await using (target)
            {
                foreach (var piece in input)
                {
                    await target.WriteAsync(piece);
                }
            }
        }
        catch (IOException)
        {
            // It ended, or was ended, before it had read everything; how it ended tells more.
        }
    }

    static async Task<byte[]> Read(Stream source, int most, Action tooMuch)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int count;
        while ((count = await source.ReadAsync(buffer)) > 0)
        {
            var room = (int)Math.Min(count, most - content.Length);
            content.Write(buffer, 0, room);
            if (room < count)
            {
                tooMuch();
            }
        }

        return content.ToArray();
    }
}
