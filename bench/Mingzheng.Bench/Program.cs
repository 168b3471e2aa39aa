using System.Runtime.InteropServices;
using Mingzheng.Bench;

// The courts in this process would take a signal as their own and only close; the benchmark would wait for them for ever.
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => Environment.Exit(130));
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, _ => Environment.Exit(143));

return await BenchCommand.Run(args, Console.Out);
