using System.Text.RegularExpressions;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Sandboxes;
using Shouldly;

namespace Mingzheng.Tests.Rooms;

/// <summary>A booked session with its three people, driven over HTTP as three browsers would.</summary>
public sealed partial class Session(CourtHost court, StandInMediaNode media, Guid room, Visitor principal, Visitor agent, Visitor judge)
{
    public CourtHost Court => court;

    public StandInMediaNode Media => media;

    public Guid RoomId => room;

    public string Room => $"/rooms/{room:D}";

    public Visitor Principal => principal;

    public Visitor Agent => agent;

    public Visitor Judge => judge;

    /// <summary>Everything up to, and not including, the step named; "" for the whole session.</summary>
    /// <param name="before">Is told the name of each step before it is done.</param>
    public async Task RunUntil(string step, Func<string, Task>? before = null)
    {
        foreach (var (name, act) in Steps())
        {
            await (before?.Invoke(name) ?? Task.CompletedTask);
            if (name == step)
            {
                return;
            }

            await act();
        }

        step.ShouldBe("", "There is no such step.");
    }

    IEnumerable<(string, Func<Task>)> Steps() =>
    [
        ("opening", Open),
        ("roll-call", Admit),
        ("identity", Identify),
        ("notice", Acknowledge),
        ("recusal-principal", () => Ask(principal)),
        ("recusal-agent", () => Ask(agent)),
        ("questions", () => Ask(principal)),
        ("questions-alone", AskAlone),
        ("questions-agent", () => Ask(agent)),
        ("commitment-reading", () => Read(principal)),
        ("commitment-signing", () => Sign(principal)),
        ("agent-commitment-reading", () => Read(agent)),
        ("agent-commitment-signing", () => Sign(agent)),
        ("reading", () => Read(principal)),
        ("powers", () => Ask(principal)),
        ("signing", SignAll),
        ("record", Record),
        ("closing", Close),
    ];

    public async Task Open()
    {
        foreach (var one in new[] { principal, agent })
        {
            (await Press(one, $"{Room}/arrivals")).Refusal.ShouldBeNull();
        }

        (await Press(judge, $"{Room}/opening")).Refusal.ShouldBeNull();
    }

    public async Task Admit()
    {
        foreach (var address in Forms(await judge.Get(Room), $"{Room}/admissions/"))
        {
            await Press(judge, address);
        }

        await MediaWasTold("admit", 3);
    }

    public async Task Identify()
    {
        foreach (var one in new[] { principal, agent })
        {
            await ShowFace(one);
            await media.Beat($"{room:D}");
            (await Press(judge, Forms(await judge.Get(Room), $"{Room}/papers/").Single())).Refusal.ShouldBeNull();
        }
    }

    public async Task ShowFace(Visitor one)
    {
        await one.Get(Room);
        var answer = await one.PostBody($"{Room}/identity?act={one.NewAct():D}", "image/jpeg", Faces.With("face of a test"));
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    public async Task Acknowledge()
    {
        foreach (var one in new[] { principal, agent })
        {
            await media.Beat($"{room:D}");
            (await Press(one, $"{Room}/acknowledgements")).Refusal.ShouldBeNull();
        }
    }

    /// <summary>Answers the questions that the screens offer until this step has none left, or the one named comes up.</summary>
    public async Task Ask(Visitor asked, string? until = null)
    {
        var step = StepOf(await judge.Get(Room));
        while (StepOf(await judge.Get(Room)) == step)
        {
            var (writer, page) = Questions().IsMatch((await judge.Get(Room)).Text) ? (judge, await judge.Get(Room)) : (asked, await asked.Get(Room));
            if (!Questions().IsMatch(page.Text))
            {
                return;
            }

            await media.Beat($"{room:D}");
            var question = Questions().Match(page.Text).Groups[1].Value;
            if (question == until)
            {
                return;
            }

            var answer = page.Text.Contains("name=\"agreed\"", StringComparison.Ordinal)
                ? await writer.Submit(page, $"{Room}/answers", ("agreed", question is "Q-16" or "Q-22" or "Q-24" ? "false" : "true"))
                : await writer.Submit(page, $"{Room}/answers", ("answer", $"对{question}的回答"));
            answer.Refusal.ShouldBeNull(question);
        }
    }

    /// <summary>Answers the yes-or-no question that is asked now.</summary>
    public async Task Say(Visitor writer, bool agreed)
    {
        await media.Beat($"{room:D}");
        var answer = await writer.Submit(await writer.Get(Room), $"{Room}/answers", ("agreed", agreed ? "true" : "false"));
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    public async Task AskAlone()
    {
        await SetAside();
        await AgentIsCutOff();
        await Ask(principal);
        await BringBack();
    }

    public async Task SetAside() => await Press(judge, Forms(await judge.Get(Room), $"{Room}/asides/").Single());

    public async Task BringBack() => await Press(judge, Forms(await judge.Get(Room), $"{Room}/returns/").Single());

    /// <summary>The judge's screen asks nothing before the media node has answered.</summary>
    public async Task AgentIsCutOff()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!Questions().IsMatch((await judge.Get(Room)).Text))
        {
            await Task.Delay(20, limit.Token);
        }
    }

    public async Task Read(Visitor reader)
    {
        await media.Beat($"{room:D}");
        await ReadOn(reader, await Press(reader, Forms(await reader.Get(Room), $"{Room}/documents/").Single()));
    }

    /// <param name="page">On which the prompter stands before its first clause.</param>
    public async Task ReadOn(Visitor reader, Page page)
    {
        var marks = Marks().Match(page.Text).Groups[1].Value;
        var clauses = Clauses().Count(page.Text);
        for (var clause = 1; clause <= clauses; clause++)
        {
            await media.Beat($"{room:D}");
            (await reader.Post(marks, ("clause", $"{clause}"))).Refusal.ShouldBeNull();
        }
    }

    public async Task Sign(Visitor signer)
    {
        await media.Beat($"{room:D}");
        using var device = new SigningDevice(signer);
        var answer = await device.Sign(Room);
        answer.Refusal.ShouldBeNull(answer.Text);
    }

    public async Task SignAll()
    {
        foreach (var one in new[] { principal, agent, judge })
        {
            await Sign(one);
        }
    }

    public async Task Record()
    {
        await DraftRecord();
        await SignAll();
    }

    public async Task DraftRecord()
    {
        await media.Beat($"{room:D}");
        (await Press(judge, $"{Room}/record")).Refusal.ShouldBeNull();
    }

    public async Task Close() => (await Press(judge, $"{Room}/closing")).Refusal.ShouldBeNull();

    /// <summary>The step whose questions stand on a screen, or "".</summary>
    static string StepOf(Page page) => Asking().Match(page.Text).Groups[1].Value;

    /// <summary>Presses the one button of a form on the room page.</summary>
    public async Task<Page> Press(Visitor visitor, string address) => await visitor.Submit(await visitor.Get(Room), address);

    public static IReadOnlyList<string> Forms(Page page, string prefix) =>
        [.. Actions().Matches(page.Text).Select(match => match.Groups[1].Value).Where(action => action.StartsWith(prefix, StringComparison.Ordinal)).Distinct()];

    /// <summary>The media node follows the journal; what it was told arrives in a moment.</summary>
    public async Task MediaWasTold(string what, int times = 1)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (media.Told.Count(told => told.StartsWith(what, StringComparison.Ordinal)) < times)
        {
            await Task.Delay(20, limit.Token);
        }
    }

    [GeneratedRegex("data-question=\"([^\"]+)\"")]
    private static partial Regex Questions();

    [GeneratedRegex("card asking\" data-step=\"([^\"]+)\"")]
    private static partial Regex Asking();

    [GeneratedRegex("data-marks=\"([^\"]+)\"")]
    private static partial Regex Marks();

    [GeneratedRegex("data-clause=")]
    private static partial Regex Clauses();

    [GeneratedRegex("<form[^>]*\\saction=\"([^\"]+)\"")]
    private static partial Regex Actions();
}
