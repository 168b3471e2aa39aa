using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Mingzheng.Demo;
using Xunit;

namespace Mingzheng.Tests.LiveSessions;

/// <summary>
/// One witnessing in which the media node is killed during the reading of the power of attorney, the powers are changed after it, and the
/// principal's tab crashes during the signature. Here it is played; the tests say what has to be true of it.
/// </summary>
public sealed class TroubledSession : IAsyncLifetime
{
    /// <summary>The clause during which the node is killed.</summary>
    const int Third = 3;

    readonly List<string> read = [];

    internal LiveSession Session { get; private set; } = null!;

    internal IReadOnlyList<SegmentRow> SegmentsBeforeTheKill { get; private set; } = [];

    internal DateTimeOffset KilledAt { get; private set; }

    internal TimeSpan NodeAway { get; private set; }

    internal string SaidWhileSilent { get; private set; } = "";

    /// <summary>The powers of attorney as they were read, one text each.</summary>
    internal IReadOnlyList<string> Read => read;

    /// <summary>The court's answer to a signature of the text that was changed meanwhile.</summary>
    internal (int Status, string Code) StaleSignature { get; private set; }

    internal IReadOnlyList<string> DoneBeforeTheCrash { get; private set; } = [];

    internal IReadOnlyList<string> DoneAfterTheCrash { get; private set; } = [];

    internal string PowersInTheCase { get; private set; } = "";

    internal bool Verified { get; private set; }

    Actor Principal => Session.Cast.Principal;

    public async Task InitializeAsync()
    {
        Session = await LiveSession.Start("troubled", DemoOptions.Usual with { Powers = ["S4"] });
        await Session.Play(async () =>
        {
            await Session.Witnessing.Run(last: "agent-commitment-signing");
            await ReadWhileTheMediaNodeDies();
            await Session.Meeting.Do("powers");
            await ChangeTheTextDuringTheSignature();
            await ReadPowerOfAttorney();
            await Session.Meeting.Do("powers");
            await CrashDuringTheSignature();
            await Session.Witnessing.Run(first: "signing");
        });
        Verified = await Session.Verify();
        PowersInTheCase = await Session.Books.Text("select powers from case_agents");
    }

    public Task DisposeAsync() => Session.DisposeAsync().AsTask();

    async Task ReadWhileTheMediaNodeDies()
    {
        await Session.Meeting.BeginReading(Principal);
        read.Add(await OnThePrompter());
        await Principal.ReadAloud(clause => clause == Third ? KillTheMediaNode() : Task.CompletedTask);
    }

    async Task KillTheMediaNode()
    {
        SegmentsBeforeTheKill = await Session.Books.Segments();
        await Session.Court.Kill(CourtProcess.Media);
        KilledAt = TimeProvider.System.GetUtcNow();
        await Books.Until(async () => (await Session.Books.Segments()).Max(segment => segment.To) < TimeProvider.System.GetUtcNow().AddSeconds(-15));
        await Principal.Page.ClickAsync("[data-prompter-next]");
        var said = Principal.Page.Locator("[data-prompter-trouble]");
        await Assertions.Expect(said).ToBeVisibleAsync();
        SaidWhileSilent = await said.InnerTextAsync();
        NodeAway = TimeProvider.System.GetUtcNow() - KilledAt;
        await Session.Court.Start(CourtProcess.Media);
        await Books.Until(async () => (await Session.Books.Segments()).Where(segment => segment.From > KilledAt)
            .DistinctBy(segment => (segment.Participant, segment.Kind)).Count() == 6);
        await Session.Meeting.AllSeeEachOther();
    }

    async Task ReadPowerOfAttorney()
    {
        await Session.Meeting.BeginReading(Principal);
        read.Add(await OnThePrompter());
        await Principal.ReadAloud();
    }

    async Task<string> OnThePrompter()
    {
        await Principal.Page.Locator("[data-prompter]").WaitForAsync();
        return string.Concat(await Principal.Page.Locator("[data-clause] > p:first-child").AllInnerTextsAsync());
    }

    /// <summary>The principal's signature is under way when the judge changes the powers; it arrives after the change.</summary>
    async Task ChangeTheTextDuringTheSignature()
    {
        var held = await HeldSignature.Of(Principal);
        await Session.Meeting.ChangePowers(["S6"]);
        await Assertions.Expect(Principal.Page.Locator("form[action$='/readings'] button")).ToBeVisibleAsync();
        var answer = await held.Release();
        StaleSignature = (answer.Status, (string)JsonNode.Parse(await answer.TextAsync())!["code"]!);
    }

    /// <summary>The principal's page dies between the beginning and the end of the signature, and is opened again.</summary>
    async Task CrashDuringTheSignature()
    {
        await HeldSignature.Of(Principal);
        DoneBeforeTheCrash = await Session.Books.EntriesOf("room.step-done");
        var crashed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Principal.Page.Crash += (_, _) => crashed.TrySetResult();
        var devices = await Principal.Page.Context.NewCDPSessionAsync(Principal.Page);
        _ = devices.SendAsync("Page.crash").ContinueWith(_ => { }, TaskScheduler.Default);
        await crashed.Task.WaitAsync(TimeSpan.FromMinutes(1));
        await Principal.Page.CloseAsync();
        await Principal.Reopen(Session.Meeting.Room);
        await Principal.Page.Locator("[data-signing]").WaitForAsync();
        await Session.Meeting.AllSeeEachOther();
        DoneAfterTheCrash = await Session.Books.EntriesOf("room.step-done");
    }
}
