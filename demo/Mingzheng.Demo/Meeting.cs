using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>Drives the meeting through the real screens, step by step, as three people would.</summary>
public sealed class Meeting
{
    /// <summary>The steps of the procedure, by the names that the court gives them.</summary>
    public static readonly IReadOnlyList<string> Order =
    [
        "opening", "roll-call", "identity-principal", "identity-agent", "notice", "recusal-principal", "recusal-agent", "questions",
        "questions-alone", "questions-agent", "commitment-reading", "commitment-signing", "agent-commitment-reading", "agent-commitment-signing",
        "reading", "powers", "signing", "record", "closing",
    ];

    readonly Cast cast;

    public Meeting(Cast cast, string room)
    {
        this.cast = cast;
        Room = room;
    }

    /// <summary>Address of the room.</summary>
    public string Room { get; }

    public Task Do(string step) => step switch
    {
        "opening" => Open(),
        "roll-call" => Admit(),
        "identity-principal" => Identify(cast.Principal),
        "identity-agent" => Identify(cast.Lawyer),
        "notice" => AcknowledgeNotice(),
        "recusal-principal" => Ask(step, cast.Principal),
        "recusal-agent" => Ask(step, cast.Lawyer),
        "questions" => Ask(step, cast.Principal),
        "questions-alone" => AskAlone(),
        "questions-agent" => Ask(step, cast.Lawyer),
        "commitment-reading" => Read(cast.Principal),
        "commitment-signing" => cast.Principal.Sign(),
        "agent-commitment-reading" => Read(cast.Lawyer),
        "agent-commitment-signing" => cast.Lawyer.Sign(),
        "reading" => Read(cast.Principal),
        "powers" => Ask(step, cast.Principal),
        "signing" => SignInTurn(),
        "record" => Record(),
        "closing" => cast.Judge.Press($"form[action='{Room}/closing'] button"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "The procedure has no such step."),
    };

    /// <summary>The judge changes the special powers while the session goes on.</summary>
    public async Task ChangePowers(IReadOnlyList<string> powers)
    {
        var tool = cast.Judge.Page.Locator($"details:has(form[action='{Room}/powers'])");
        await tool.Locator("summary").ClickAsync();
        foreach (var box in await tool.Locator("input[name=powers]").AllAsync())
        {
            await box.SetCheckedAsync(powers.Contains(await box.GetAttributeAsync("value")));
        }

        await cast.Judge.Press(tool.Locator("button"));
    }

    /// <summary>Begins the reading that is due.</summary>
    public Task BeginReading(Actor reader) => reader.Press($"form[action^='{Room}/documents/'][action$='/readings'] button");

    /// <summary>Waits until everyone sees the other two, and themselves.</summary>
    public async Task AllSeeEachOther()
    {
        foreach (var one in cast.Everyone)
        {
            await Assertions.Expect(one.Page.Locator("[data-stage] figure.seen")).ToHaveCountAsync(3);
        }
    }

    async Task Open()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer })
        {
            await one.Go(Room);
            await one.Press($"form[action='{Room}/arrivals'] button");
        }

        await cast.Judge.Go(Room);
        await cast.Judge.Press($"form[action='{Room}/opening'] button");
    }

    async Task Admit()
    {
        var waiting = cast.Judge.Page.Locator($"form[action^='{Room}/admissions/'] button");
        for (var left = 2; left > 0; left--)
        {
            await Assertions.Expect(waiting).ToHaveCountAsync(left);
            await cast.Judge.Press(waiting.First);
        }

        await AllSeeEachOther();
    }

    async Task Identify(Actor one)
    {
        await one.ShowFace();
        await cast.Judge.Press($"form[action^='{Room}/papers/'] button");
    }

    async Task AcknowledgeNotice()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer })
        {
            await one.Press($"form[action='{Room}/acknowledgements'] button");
        }
    }

    /// <summary>Answers the script question by question: text is written down by the judge, yes or no is given by the person asked, or found by the judge.</summary>
    async Task Ask(string step, Actor asked)
    {
        await cast.Judge.Page.Locator(Asking(step)).WaitForAsync();
        while (await NextQuestion(step, asked) is var (id, byJudge))
        {
            var answering = byJudge ? cast.Judge : asked;
            var form = answering.Page.Locator($"form[data-question='{id}']");
            var inWords = await form.Locator("textarea").CountAsync() > 0;
            if (inWords)
            {
                await form.Locator("textarea").FillAsync(Answers.To(id, asked.Name));
            }

            await answering.Press(inWords ? form.Locator("button") : form.Locator($"button[value='{(Answers.SaysYes(id) ? "true" : "false")}']"));
            await form.WaitForAsync(new() { State = WaitForSelectorState.Detached });
        }
    }

    /// <summary>The question that somebody can answer at this moment, or null when this part of the script is over.</summary>
    async Task<(string Id, bool ByJudge)?> NextQuestion(string step, Actor asked)
    {
        for (var look = 0; look < 600; look++)
        {
            foreach (var (page, byJudge) in new[] { (cast.Judge.Page, true), (asked.Page, false) })
            {
                var form = page.Locator($"{Asking(step)} form[data-question]");
                if (await form.CountAsync() > 0)
                {
                    return (await form.First.GetAttributeAsync("data-question") ?? "", byJudge);
                }
            }

            // Over when the judge's screen shows anything but a question of this step.
            if (await cast.Judge.Page.Locator(Asking(step)).CountAsync() == 0)
            {
                return null;
            }

            await Task.Delay(100);
        }

        throw new TimeoutException("Neither a question nor the next step came up.");
    }

    static string Asking(string step) => $"#room-panel .asking[data-step='{step}']";

    async Task AskAlone()
    {
        await cast.Judge.Press($"form[action^='{Room}/asides/'] button");
        await Ask("questions-alone", cast.Principal);
        await cast.Judge.Press($"form[action^='{Room}/returns/'] button");
    }

    async Task Read(Actor reader)
    {
        await BeginReading(reader);
        await reader.ReadAloud();
    }

    async Task SignInTurn()
    {
        foreach (var one in cast.Everyone)
        {
            await one.Sign();
        }
    }

    async Task Record()
    {
        await cast.Judge.Press($"form[action='{Room}/record'] button");
        await SignInTurn();
    }
}
