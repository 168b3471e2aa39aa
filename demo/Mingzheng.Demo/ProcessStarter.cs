using System.Collections.Concurrent;
using System.Diagnostics;

namespace Mingzheng.Demo;

/// <summary>
/// Starts processes that die with this program, even when it is killed. Linux sends the death signal when the <em>thread</em> that started
/// them ends, so that one thread, which lives as long as the program, starts them all.
/// </summary>
static class ProcessStarter
{
    static readonly BlockingCollection<Action> Starts = [];

    static ProcessStarter() => new Thread(RunStarts) { IsBackground = true, Name = "process starter" }.Start();

    /// <summary>What the process says is added to <paramref name="log"/>.</summary>
    public static Task<Process> Start(string log, string folder, IReadOnlyDictionary<string, string> settings, params string[] command)
    {
        var info = new ProcessStartInfo("sh", ["-c", "exec setpriv --pdeathsig KILL -- \"$@\" >>\"$0\" 2>&1", log, .. command]) { WorkingDirectory = folder };
        foreach (var (name, value) in settings)
        {
            info.Environment[name] = value;
        }

        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        Starts.Add(() =>
        {
            try
            {
                started.SetResult(Process.Start(info)!);
            }
            catch (Exception fault)
            {
                started.SetException(fault);
            }
        });
        return started.Task;
    }

    static void RunStarts()
    {
        foreach (var start in Starts.GetConsumingEnumerable())
        {
            start();
        }
    }
}
