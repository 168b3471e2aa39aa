using System.Diagnostics;

namespace Mingzheng.Demo;

/// <summary>One complete witnessing, from a fresh case to a verified package, with a line of progress for each step.</summary>
public sealed class Demonstration(LocalCourt court, PublishedPrograms programs, DemoOptions options, Voice voice, Outcome outcome)
{
    readonly List<StepTaken> taken = [];
    readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <returns>Whether the verifier found the result in order.</returns>
    /// <exception cref="InvalidOperationException">The case does not say what was asked for, or somebody was not recorded, seen and heard.</exception>
    public async Task<bool> Run()
    {
        var opening = court.Open();
        await using var cast = await Cast.Enter(court, options, voice);
        await opening;
        Console.WriteLine($"A court of its own is open at {court.Address}");
        Tell("court-and-browsers");
        WholeWitnessing witnessing;
        try
        {
            witnessing = await WholeWitnessing.Of(court, options, cast, outcome.Keep);
            await witnessing.Run(after: step =>
            {
                Tell(step.Name);
                return Task.CompletedTask;
            });
        }
        catch
        {
            await cast.Photograph(Path.Combine(outcome.Folder, "stopped"));
            throw;
        }

        var verified = await outcome.Verify(programs.Verifier, court.Address);
        Tell("verify");
        await outcome.Summarise(witnessing.Effect!, taken, verified);
        RefuseUnless(witnessing.Effect == witnessing.Expected, $"The case says {witnessing.Effect}, asked for was {witnessing.Expected}.");
        var recorded = await outcome.Recorded();
        RefuseUnless(recorded == "agent audio, agent video, judge audio, judge video, principal audio, principal video", $"Recorded were only: {recorded}.");
        var faults = await outcome.PlaybackFaults();
        RefuseUnless(faults.Count == 0, $"The recordings do not show the people: {string.Join("; ", faults)}.");
        RefuseUnless(cast.ScriptFaults.Count == 0, $"Scripts failed: {string.Join("; ", cast.ScriptFaults)}.");
        return verified;
    }

    static void RefuseUnless(bool condition, string otherwise)
    {
        if (!condition)
        {
            throw new InvalidOperationException(otherwise);
        }
    }

    void Tell(string step)
    {
        taken.Add(new StepTaken(step, sinceLast.Elapsed.TotalSeconds));
        Console.WriteLine($"  [{taken.Count,2}] {step,-28} {sinceLast.Elapsed.TotalSeconds,7:0.0} s");
        sinceLast.Restart();
    }
}
