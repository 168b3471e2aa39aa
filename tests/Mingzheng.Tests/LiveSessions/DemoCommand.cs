using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;

namespace Mingzheng.Tests.LiveSessions;

/// <summary><c>./run demo ...</c> as somebody types it, with what it prints and everything that it starts.</summary>
sealed class DemoCommand : IDisposable
{
    static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(10);

    readonly Process process;
    readonly ConcurrentQueue<string> said = new();
    readonly SemaphoreSlim news = new(0);

    DemoCommand(Process process) => this.process = process;

    public string Said => string.Join('\n', said);

    public static DemoCommand Start(params string[] options)
    {
        var info = new ProcessStartInfo(Path.Combine(CourtHost.Repository, "run"), ["demo", .. options])
        {
            WorkingDirectory = CourtHost.Repository,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var command = new DemoCommand(new Process { StartInfo = info });
        command.process.OutputDataReceived += (_, line) => command.Hear(line.Data);
        command.process.ErrorDataReceived += (_, line) => command.Hear(line.Data);
        command.process.Start();
        command.process.BeginOutputReadLine();
        command.process.BeginErrorReadLine();
        return command;
    }

    /// <summary>Waits for a line that contains the text, and gives what follows it.</summary>
    /// <exception cref="InvalidOperationException">The command ended without saying it.</exception>
    public async Task<string> Says(string text)
    {
        using var limit = new CancellationTokenSource(LongestRun);
        while (true)
        {
            if (said.FirstOrDefault(line => line.Contains(text, StringComparison.Ordinal)) is { } line)
            {
                return line[(line.IndexOf(text, StringComparison.Ordinal) + text.Length)..].Trim();
            }

            if (process.HasExited)
            {
                await process.WaitForExitAsync(limit.Token);
                throw new InvalidOperationException($"The command ended with {process.ExitCode} and never said \"{text}\":\n{Said}");
            }

            await news.WaitAsync(TimeSpan.FromSeconds(1), limit.Token);
        }
    }

    public async Task Terminate() =>
        await PublicTool.Run("kill", ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]);

    /// <returns>The exit code.</returns>
    public async Task<int> Ends()
    {
        using var limit = new CancellationTokenSource(LongestRun);
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <summary>The command and all that it and its children have started, as they are at this moment.</summary>
    public IReadOnlySet<RunningProcess> Family()
    {
        var all = RunningProcess.All();
        var family = all.Where(one => one.Id == process.Id).ToHashSet();
        for (var before = 0; before < family.Count;)
        {
            before = family.Count;
            family.UnionWith(all.Where(one => family.Any(parent => parent.Id == one.Parent)));
        }

        return family;
    }

    /// <summary>Those of a family that do not end although nobody needs them: browsers take a moment.</summary>
    public static async Task<IReadOnlyList<string>> StillRunning(IReadOnlySet<RunningProcess> family)
    {
        List<RunningProcess> left = [];
        for (var look = 0; look < 150; look++)
        {
            left = [.. RunningProcess.All().Where(one => family.Any(member => (member.Id, member.Started) == (one.Id, one.Started)))];
            if (left.Count == 0)
            {
                break;
            }

            await Task.Delay(100);
        }

        return left.ConvertAll(one => $"{one.Id} {one.Name}");
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        news.Dispose();
    }

    void Hear(string? line)
    {
        if (line is not null)
        {
            said.Enqueue(line);
            news.Release();
        }
    }
}

/// <summary>A process as /proc tells of it; with the moment of its start its number is its own. One that is dead and not yet buried is none.</summary>
sealed record RunningProcess(int Id, int Parent, string Started, string Name)
{
    public static IReadOnlyList<RunningProcess> All() =>
        [.. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(Read).OfType<RunningProcess>()];

    static RunningProcess? Read(string? id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            // pid (name) state parent ... start time as the 22nd; the name may hold blanks.
            var name = stat[(stat.IndexOf('(') + 1)..stat.LastIndexOf(')')];
            var rest = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return rest[0] == "Z" ? null : new RunningProcess(
                int.Parse(id!, CultureInfo.InvariantCulture), int.Parse(rest[1], CultureInfo.InvariantCulture), rest[19], name);
        }
        catch (IOException)
        {
            // It ended while we looked.
            return null;
        }
    }
}
