using System.Globalization;
using System.Runtime.InteropServices;
using Mingzheng.Demo;

if (args is ["--help" or "-h"])
{
    Console.WriteLine(DemoOptions.Usage);
    return 0;
}

DemoOptions options;
try
{
    options = DemoOptions.Parse(args);
}
catch (FormatException wrong)
{
    await Console.Error.WriteLineAsync($"{wrong.Message}\n{DemoOptions.Usage}");
    return 2;
}

var stopped = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
using var interrupt = StopOn(PosixSignal.SIGINT, 130);
using var terminate = StopOn(PosixSignal.SIGTERM, 143);
var programs = PublishedPrograms.Of(Directory.GetCurrentDirectory());
var stamp = TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
var outcome = new Outcome(Path.Combine(Directory.GetCurrentDirectory(), "out", $"demo-{stamp}"));
Console.WriteLine($"A witnessing for {options.Principal}, special powers {(options.Powers is [] ? "none" : string.Join(", ", options.Powers))}.");
await using var court = new LocalCourt(programs, Path.Combine(outcome.Folder, "court"), Voice.Complete);
int? verdict = null;
// A signal ends the wait; leaving takes the court's processes with it, and the browsers go with this program.
var status = await await Task.WhenAny(Show(), stopped.Task);
return verdict ?? status;

async Task<int> Show()
{
    try
    {
        var verified = await new Demonstration(court, programs, options, Voice.Complete, outcome).Run();
        verdict = verified ? 0 : 1;
        Console.WriteLine(verified ? $"Verified. Everything is in {outcome.Folder}" : $"NOT verified: see {Path.Combine(outcome.Folder, "verified.txt")}");
        if (options.Keep)
        {
            Console.WriteLine($"The court stays open at {court.Address} until Ctrl-C.");
            await stopped.Task;
        }

        return verdict.Value;
    }
    catch (Exception fault) when (!stopped.Task.IsCompleted)
    {
        await Console.Error.WriteLineAsync($"The demonstration stopped: {fault.Message}\nWhat there is lies in {outcome.Folder}");
        return 1;
    }
}

PosixSignalRegistration StopOn(PosixSignal signal, int status) => PosixSignalRegistration.Create(signal, context =>
{
    context.Cancel = true;
    stopped.TrySetResult(status);
});
