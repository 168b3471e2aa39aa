using System.Diagnostics;
using System.Globalization;
using Mingzheng.Base.Database;
using Mingzheng.Demo;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>
/// Property: what a browser was told is done, is done. The attack: SIGKILL of the app after every step of a witnessing, while three browsers
/// stay open. After every second kill the people wait until the court is back; after the others they go on at once and meet a dead line.
/// </summary>
[Collection(LiveSubset.Name), Trait("kind", "live")]
public sealed class KilledCourtTests
{
    readonly List<Task<double>> comebacks = [];
    readonly List<Snapshot> snapshots = [];

    [Theory, DatabaseData]
    public async Task A_court_killed_after_every_step_has_lost_no_act_that_it_answered(DatabaseKind database)
    {
        var name = $"killed-court-{database.ToString().ToLowerInvariant()}";
        await using var session = await LiveSession.Start(name, DemoOptions.Usual with { Powers = ["S4"] }, database);
        var faces = await MarkedFaces.Of(session.Cast);
        await session.Play(() => session.Witnessing.Run(after: _ => Kill(session)));
        await Task.WhenAll(comebacks);

        (await session.Verify()).ShouldBeTrue();
        var (acts, entries) = (await session.Books.Acts(), await session.Books.Entries());
        var lost = session.Heard.Acts.Where(act => !acts.Contains(act.Key)).Select(act => $"{act.Key} {act.Value}").ToList();
        lost.ShouldBeEmpty("Every act that a browser was told is done stands in the books.");
        (await session.Books.EntriesOf("recording.key-given")).ShouldHaveSingleItem("The form of the key carries no act of its own.");
        await WasReallyHeardAndCut(session, acts);
        snapshots.Count.ShouldBe(session.Witnessing.Steps.Count);
        foreach (var before in snapshots)
        {
            before.Entries.Where(entry => entries.GetValueOrDefault(entry.Key) != entry.Value).ShouldBeEmpty("No entry went or changed.");
            (await session.Books.RootAt(before.Size)).ShouldBe(before.Root, "What the log signed before the kill is the beginning of the log now.");
        }

        faces.Sent.ShouldBeGreaterThanOrEqualTo(4, "two people, before the meeting and in the room");
        faces.Find(session.Court).ShouldBeEmpty("AW-04: no face is kept, not even by a court that is killed.");
        await EachStepWasDoneOnce(session);
        await Tell(name, session, lost.Count);
        await session.DisposeAsync();
        session.StillRunning().ShouldBeEmpty();
    }

    /// <summary>
    /// Nothing is lost of nothing: most of what people did has to have been heard in the browsers, and after the kills that nobody waited for
    /// somebody has to have met a dead line. An answer that was cut off was done and not heard, so not all are.
    /// </summary>
    static async Task WasReallyHeardAndCut(LiveSession session, IReadOnlySet<string> acts)
    {
        var ofPeople = await session.Books.Count("acts where actor like 'account:%'");
        ofPeople.ShouldBeGreaterThan(session.Witnessing.Steps.Count, "Each step is at least one act of somebody.");
        session.Heard.Acts.Keys.Count(acts.Contains).ShouldBeGreaterThan((int)(ofPeople * 3 / 4), $"of {ofPeople} acts of people");
        (session.Heard.Cut + session.Cast.Everyone.Sum(person => person.Repeated)).ShouldBeGreaterThan(0, "No line was cut by so many kills.");
    }

    async Task Kill(LiveSession session)
    {
        await Task.WhenAll(comebacks);
        var (size, root) = await session.Books.Checkpoint();
        snapshots.Add(new Snapshot(await session.Books.Entries(), size, root));
        await session.Court.Kill(CourtProcess.App);
        await session.Court.Start(CourtProcess.App);
        comebacks.Add(Comeback(session));
        if (comebacks.Count % 2 == 0)
        {
            await comebacks[^1];
        }
    }

    static async Task<double> Comeback(LiveSession session)
    {
        var away = Stopwatch.StartNew();
        await session.Court.Ready();
        return away.Elapsed.TotalSeconds;
    }

    static async Task EachStepWasDoneOnce(LiveSession session)
    {
        var steps = await session.Books.EntriesOf("room.step-done");
        steps.ShouldBeUnique();
        steps.Count.ShouldBe(Meeting.Order.Count);
        (await session.Books.Ceremonies()).Where(one => one.Completed).Select(one => $"{one.Document} {one.Role}").Order().ShouldBe(
        [
            "agent-commitment agent", "certificate court", "power-of-attorney agent", "power-of-attorney judge", "power-of-attorney principal",
            "principal-commitment principal", "record agent", "record judge", "record principal",
        ]);
        (await session.Books.Count("unsequenced")).ShouldBe(0);
        (await session.Books.EntriesOf("recording.node-restarted")).ShouldBeEmpty("The app's death is none of the media node's business.");
        (await session.Books.EntriesOf("recording.disconnected")).ShouldAllBe(
            left => !left.Contains("SignallingLost", StringComparison.Ordinal), "The calls go on while the app is away, however long.");
    }

    async Task Tell(string name, LiveSession session, int lost)
    {
        var seconds = await Task.WhenAll(comebacks);
        string Text(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);
        await Figures.Write(
            name,
            $"kills of the app: {comebacks.Count}",
            $"acts answered to a browser: {session.Heard.Acts.Count}, lost: {lost}",
            $"requests cut off and sent again by the pages: {session.Heard.Cut}",
            $"pages asked for or buttons pressed a second time by people: {session.Cast.Everyone.Sum(person => person.Repeated)}",
            $"seconds until ready: {Text(seconds.Average())} on average, {Text(seconds.Max())} at most");
    }

    sealed record Snapshot(IReadOnlyDictionary<(string Stream, long N), string> Entries, long Size, string Root);
}
