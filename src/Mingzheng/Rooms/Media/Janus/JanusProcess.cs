using System.Collections.Concurrent;
using System.Diagnostics;
using Mingzheng.Base.Programs;

namespace Mingzheng.Rooms.Media.Janus;

/// <summary>
/// Starts Janus as a child that dies with us, even when we are killed. Linux sends the death signal when the <em>thread</em> that forked ends,
/// so that all starts come from one thread that lives as long as the process.
/// </summary>
sealed class JanusProcess : IDisposable
{
    readonly BlockingCollection<Action> starts = [];
    readonly ILogger log;

    public JanusProcess(ILogger<JanusProcess> log)
    {
        this.log = log;
        new Thread(RunStarts) { IsBackground = true, Name = "media server starter" }.Start();
    }

    public Task<Process> Start(JanusSettings settings)
    {
        var started = new TaskCompletionSource<Process>(TaskCreationOptions.RunContinuationsAsynchronously);
        starts.Add(() =>
        {
            try
            {
                started.SetResult(Spawn(settings.Folder));
            }
            catch (Exception fault)
            {
                started.SetException(fault);
            }
        });
        return started.Task;
    }

    public void Dispose() => starts.CompleteAdding();

    void RunStarts()
    {
        foreach (var start in starts.GetConsumingEnumerable())
        {
            start();
        }
    }

    Process Spawn(string folder)
    {
        // Janus reads what strangers send: none of the node's secrets is in its reach.
        var process = new Process
        {
            StartInfo = BareProgram.StartInfo(
                "setpriv", ["--pdeathsig", "KILL", "--no-new-privs", "--", "janus", "-F", folder, "-C", Path.Combine(folder, "janus.jcfg")]),
        };
        process.OutputDataReceived += (_, line) => Say(line.Data);
        process.ErrorDataReceived += (_, line) => Say(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    void Say(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
        {
            log.EngineSays(line);
        }
    }
}
