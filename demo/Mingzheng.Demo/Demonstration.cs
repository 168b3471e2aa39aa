using System.Diagnostics;

namespace Mingzheng.Demo;

/// <summary>One complete witnessing, from a fresh case to a verified package, with a line of progress for each step.</summary>
public sealed class Demonstration(LocalCourt court, PublishedPrograms programs, DemoOptions options, Voice voice, Outcome outcome)
{
    readonly List<StepTaken> taken = [];
    readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <returns>Whether the verifier found the result in order.</returns>
    /// <exception cref="InvalidOperationException">The case does not say what was asked for, or somebody was not recorded.</exception>
    public async Task<bool> Run()
    {
        var opening = court.Open();
        await using var cast = await Cast.Enter(court, options, voice);
        await opening;
        Console.WriteLine($"A court of its own is open at {court.Address}");
        Tell("court-and-browsers");
        Effect effect;
        try
        {
            var witnessing = await WholeWitnessing.Of(court, options, cast, outcome.Keep);
            await witnessing.Run(after: step =>
            {
                Tell(step.Name);
                return Task.CompletedTask;
            });
            effect = witnessing.Effect!;
        }
        catch
        {
            await cast.Photograph(Path.Combine(outcome.Folder, "stopped"));
            throw;
        }

        var verified = await outcome.Verify(programs.Verifier);
        Tell("verify");
        await outcome.Summarise(effect, taken, verified);
        RefuseUnless(effect == options.Expected, $"The case says {effect}, asked for was {options.Expected}.");
        var recorded = await outcome.Recorded();
        RefuseUnless(recorded == "agent audio, agent video, judge audio, judge video, principal audio, principal video", $"Recorded were only: {recorded}.");
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
