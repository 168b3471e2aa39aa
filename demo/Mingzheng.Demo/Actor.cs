using System.Diagnostics;
using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>
/// One person at one device. When the line is dead and a page says that nothing was sent, the person presses again, as people do; the court
/// does an act once, however often it arrives.
/// </summary>
public sealed class Actor
{
    const int Patience = 60;
    static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(2);

    readonly Voice voice;

    Actor(string name, IPage page, Voice voice)
    {
        this.voice = voice;
        Name = name;
        Page = page;
    }

    public string Name { get; }

    public IPage Page { get; private set; }

    /// <summary>How often a page was asked for again, or a button pressed again, because the court did not answer or said "not yet".</summary>
    public int Repeated { get; private set; }

    public static async Task<Actor> Enter(string name, Task<IPage> page, Voice voice) => new(name, await page, voice);

    /// <summary>Opens a page; asks again while the court is away.</summary>
    public async Task Go(string path)
    {
        for (var before = Repeated; ; Repeated++)
        {
            try
            {
                await Page.GotoAsync(path);
                return;
            }
            catch (PlaywrightException away) when (away.Message.Contains("net::ERR_", StringComparison.Ordinal) && Repeated - before < Patience)
            {
                await Task.Delay(Breath);
            }
        }
    }

    /// <summary>Takes a new window on the same device, where the person is still signed in, after the old one was lost.</summary>
    public async Task Reopen(string path)
    {
        Page = await Page.Context.NewPageAsync();
        await Go(path);
    }

    public Task Press(string selector) => Press(Page.Locator(selector).First);

    /// <summary>Presses the button of a form and waits for the court's answer.</summary>
    /// <exception cref="InvalidOperationException">The court refused.</exception>
    public Task Press(ILocator button) => Until(
        () => button.ClickAsync(),
        """
        () => {
          if (document.querySelector('form[aria-busy=true]')) return null;
          const refusal = document.querySelector('[data-refusal]');
          // After a break the court first has to hear from its recorder again, of everyone who is needed.
          if (/^RECORDER_SILENT$|_MUST_BE_PRESENT$/.test(refusal?.dataset.refusal ?? '')) return { again: true, why: refusal.textContent };
          if (refusal) return { refused: refusal.textContent };
          const mistakes = document.querySelector('[data-error-summary]');
          if (mistakes) return { refused: mistakes.textContent };
          return { again: Boolean(document.querySelector('form p[data-said]')) };
        }
        """);

    /// <summary>Lets the camera take the one picture of the face.</summary>
    public async Task ShowFace()
    {
        await Page.Locator("[data-camera-start]").ClickAsync();
        await Until(
            () => Page.Locator("[data-camera-take]").ClickAsync(),
            """
            () => {
              const check = document.querySelector('[data-camera]');
              if (!check || check.querySelector('[data-camera-take]').hidden) return {};
              const said = check.querySelector('[data-camera-state]').textContent;
              const unsent = JSON.parse(document.getElementById('court-words')?.textContent ?? '{}')['not-sent'];
              return said === unsent ? { again: true } : null;
            }
            """);
    }

    /// <summary>Reads the text on the prompter clause by clause, with a voice, and presses the button after each.</summary>
    /// <param name="beforeEnd">What happens when a clause, counted from 1, is spoken and its button not yet pressed.</param>
    public async Task ReadAloud(Func<int, Task>? beforeEnd = null)
    {
        const string Outcome = """
            (clause) => {
              const prompter = document.querySelector('[data-prompter]');
              if (!prompter) return {};
              if (prompter.querySelector('[data-prompter-next]').getAttribute('aria-disabled') === 'true') return null;
              const trouble = prompter.querySelector('[data-prompter-trouble]');
              if (!trouble.hidden) return { again: true, why: trouble.textContent };
              return prompter.querySelector(`[data-clause="${clause}"]`).matches('.begun, .read') ? {} : null;
            }
            """;
        var next = Page.Locator("[data-prompter-next]");
        await next.WaitForAsync();
        var clauses = await Page.Locator("[data-clause] > p:first-child").AllInnerTextsAsync();
        var speech = voice.Speak(clauses[0]);
        await Until(() => next.ClickAsync(), Outcome, 1);
        for (var clause = 1; clause <= clauses.Count; clause++)
        {
            var wav = Convert.ToBase64String(await speech);
            speech = clause < clauses.Count ? voice.Speak(clauses[clause]) : speech;
            await Page.EvaluateAsync("wav => window.speak(wav)", wav);
            await (beforeEnd?.Invoke(clause) ?? Task.CompletedTask);
            await Until(() => next.ClickAsync(), Outcome, Math.Min(clause + 1, clauses.Count));
        }

        await Page.Locator("[data-prompter]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    public async Task Sign()
    {
        await Draw();
        await Until(
            PressToSign,
            """
            () => {
              const signing = document.querySelector('[data-signing]');
              if (!signing) return {};
              const trouble = signing.querySelector('[data-signing-trouble]');
              return !trouble.hidden && !signing.querySelector('form[aria-busy=true]') ? { again: true, why: trouble.textContent } : null;
            }
            """);
    }

    /// <summary>Draws on the pad with the pointer, as with a finger.</summary>
    public async Task Draw()
    {
        var pad = Page.Locator("[data-signature-pad] canvas");
        await pad.ScrollIntoViewIfNeededAsync();
        var box = await pad.BoundingBoxAsync() ?? throw new InvalidOperationException("The signature pad is not on the screen.");
        foreach (var (start, end) in new[] { (0.15f, 0.45f), (0.4f, 0.8f) })
        {
            await Page.Mouse.MoveAsync(box.X + box.Width * start, box.Y + box.Height * 0.3f);
            await Page.Mouse.DownAsync();
            for (var step = 1; step <= 12; step++)
            {
                var along = start + (end - start) * step / 12;
                var wave = 0.5f + 0.25f * MathF.Sin(step * 1.3f);
                await Page.Mouse.MoveAsync(box.X + box.Width * along, box.Y + box.Height * wave);
            }

            await Page.Mouse.UpAsync();
        }
    }

    public Task PressToSign() => Page.Locator("[data-signing] form button[type=submit]").Last.ClickAsync();

    /// <summary>Does it, and does it again each time the page says that it was not done yet.</summary>
    /// <param name="outcome">Script: null while the answer is open, then <c>{again, why}</c> or <c>{refused}</c>.</param>
    async Task Until(Func<Task> press, string outcome, object? about = null)
    {
        await press();
        for (var tries = 1; ; tries++)
        {
            var answer = await Read(outcome, about);
            if (answer.Refused is not null || tries == Patience)
            {
                throw new InvalidOperationException($"{Name} was refused at {Page.Url}: {answer.Refused ?? answer.Why}");
            }

            if (!answer.Again)
            {
                return;
            }

            await Task.Delay(Breath);
            if ((await Read(outcome, about)).Again)
            {
                Repeated++;
                await press();
            }
        }
    }

    async Task<Answer> Read(string outcome, object? about)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < LongestWait;)
        {
            try
            {
                if (await Page.EvaluateAsync<Answer?>(outcome, about) is { } answer)
                {
                    return answer;
                }
            }
            catch (PlaywrightException gone) when (gone.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                // The page went on to the next one while we looked.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException($"{Name} got no answer at {Page.Url}.");
    }

    sealed class Answer
    {
        public bool Again { get; set; }

        public string? Refused { get; set; }

        public string? Why { get; set; }
    }
}
