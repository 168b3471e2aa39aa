using System.Globalization;
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

var root = Directory.GetCurrentDirectory();
var published = Environment.GetEnvironmentVariable("MINGZHENG_PUBLISHED") ?? Path.Combine(root, ".dev", "app");
var stamp = TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);
var outcome = new Outcome(Path.Combine(root, "out", $"demo-{stamp}"));
var data = Path.Combine(outcome.Folder, "court");
Console.WriteLine($"A witnessing for {options.Principal}, special powers {string.Join(", ", options.Powers)}.");
await using var court = await LocalCourt.Start(published, Path.Combine(root, "engines", "typesetter"), data);
Console.WriteLine($"A court of its own is open at {court.Address}");
var verified = await new Demonstration(court, options, outcome, Path.Combine(published, "verify", "mingzheng-verify")).Run();
Console.WriteLine(verified ? $"Verified. Everything is in {outcome.Folder}" : $"NOT verified: see {Path.Combine(outcome.Folder, "verified.txt")}");
if (options.Keep)
{
    Console.WriteLine("The court stays open until Ctrl-C.");
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) => (pressed.Cancel, _) = (true, stop.CancelAsync());
    await Task.Delay(Timeout.Infinite, stop.Token).ContinueWith(_ => { }, TaskScheduler.Default);
}

return verified ? 0 : 1;
