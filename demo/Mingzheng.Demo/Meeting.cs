using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>The three people of a witnessing in their three windows.</summary>
public sealed record Cast(Actor Principal, Actor Lawyer, Actor Judge);

/// <summary>Drives the meeting through the real screens, step by step, as three people would.</summary>
public sealed class Meeting(Cast cast, string room, Func<string, Task> after)
{
    public async Task Run()
    {
        await Step("open", Open);
        await Step("identify", Identify);
        await Step("notice", AcknowledgeNotice);
        await Step("questions", () => Ask(cast.Principal));
        await Step("questions-alone", AskAlone);
        await Step("questions-agent", () => Ask(cast.Lawyer));
        await Step("commitment-principal", () => ReadAndSign(cast.Principal));
        await Step("commitment-agent", () => ReadAndSign(cast.Lawyer));
        await Step("power-of-attorney-reading", () => Read(cast.Principal));
        await Step("powers", ConfirmPowers);
        await Step("power-of-attorney-signing", SignInTurn);
        await Step("record", Record);
        await Step("close", () => cast.Judge.Press($"form[action='{room}/closing'] button"));
    }

    async Task Step(string name, Func<Task> step)
    {
        await step();
        await after(name);
    }

    async Task Open()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer })
        {
            await one.Page.GotoAsync(room);
            await one.Press($"form[action='{room}/arrivals'] button");
        }

        await cast.Judge.Page.GotoAsync(room);
        await cast.Judge.Press($"form[action='{room}/opening'] button");
        var admit = cast.Judge.Page.Locator($"form[action^='{room}/admissions/'] button");
        for (var waiting = 2; waiting > 0; waiting--)
        {
            await Assertions.Expect(admit).ToHaveCountAsync(waiting, new() { Timeout = 30_000 });
            await admit.First.ClickAsync();
        }

        // Everyone hears and sees the other two before the first question.
        foreach (var one in new[] { cast.Principal, cast.Lawyer, cast.Judge })
        {
            await Assertions.Expect(one.Page.Locator("[data-stage] figure.seen")).ToHaveCountAsync(3, new() { Timeout = 45_000 });
        }
    }

    async Task Identify()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer })
        {
            await one.ShowFace();
            await cast.Judge.Press($"form[action^='{room}/papers/'] button");
        }
    }

    async Task AcknowledgeNotice()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer })
        {
            await one.Press($"form[action='{room}/acknowledgements'] button");
        }
    }

    /// <summary>Answers the script question by question: text is written down by the judge, yes or no is given by the person asked.</summary>
    async Task Ask(Actor asked)
    {
        while (await NextQuestion(asked) is var (id, byJudge))
        {
            if (byJudge)
            {
                var form = cast.Judge.Page.Locator($"form[data-question='{id}']");
                await form.Locator("textarea").FillAsync(Answers.To(id, asked.Name));
                await form.Locator("button").ClickAsync();
                await form.WaitForAsync(new() { State = WaitForSelectorState.Detached });
            }
            else
            {
                await AnswerYesOrNo(asked, id);
            }
        }
    }

    static async Task AnswerYesOrNo(Actor asked, string id)
    {
        var form = asked.Page.Locator($"form[data-question='{id}']");
        await form.Locator($"button[value='{(Answers.SaysYes(id) ? "true" : "false")}']").ClickAsync();
        await form.WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>The question that somebody can answer at this moment, or null when this part of the script is over.</summary>
    async Task<(string Id, bool ByJudge)?> NextQuestion(Actor asked)
    {
        for (var look = 0; look < 40; look++)
        {
            foreach (var (page, byJudge) in new[] { (cast.Judge.Page, true), (asked.Page, false) })
            {
                var form = page.Locator("form[data-question]");
                if (await form.CountAsync() > 0)
                {
                    return (await form.First.GetAttributeAsync("data-question") ?? "", byJudge);
                }
            }

            // Over when the judge's screen shows anything but a question to this person.
            if (await cast.Judge.Page.Locator("#room-panel .asking").CountAsync() == 0)
            {
                return null;
            }

            await Task.Delay(150);
        }

        throw new TimeoutException("Neither a question nor the next step came up.");
    }

    async Task AskAlone()
    {
        await cast.Judge.Press($"form[action^='{room}/asides/'] button");
        await Assertions.Expect(cast.Judge.Page.Locator("form[data-question]")).ToHaveCountAsync(1);
        await Ask(cast.Principal);
        await cast.Judge.Press($"form[action^='{room}/returns/'] button");
    }

    async Task ReadAndSign(Actor one)
    {
        await Read(one);
        await one.Sign();
    }

    async Task Read(Actor reader)
    {
        await reader.Press($"form[action^='{room}/documents/'][action$='/readings'] button");
        await reader.ReadAloud();
    }

    async Task ConfirmPowers() => await Ask(cast.Principal);

    async Task SignInTurn()
    {
        foreach (var one in new[] { cast.Principal, cast.Lawyer, cast.Judge })
        {
            await one.Sign();
        }
    }

    async Task Record()
    {
        await cast.Judge.Press($"form[action='{room}/record'] button");
        await SignInTurn();
    }
}
