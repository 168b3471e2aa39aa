using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Mingzheng.Demo;

/// <summary>The demo case that a demonstration is about, made fresh with a principal of any name.</summary>
public sealed record DemoCase(string CaseNumber, string PrincipalName, string Phone, string DocumentType, string DocumentNumber);

/// <summary>Everything before and after the meeting, through the real screens: sign-in, identity, application, papers, acceptance, booking, review.</summary>
public sealed partial class Paperwork(LocalCourt court, DemoOptions options, Cast cast)
{
    public const string LawyerPhone = "+8613800000001";
    public const string JudgePhone = "+8613800000002";
    const string Licence = "14401201010123456";

    static readonly FilePayload Paper = new()
    {
        Name = "paper.png",
        MimeType = "image/png",
        // One white pixel: what matters here is that a paper is on file, not what it shows.
        Buffer = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mP8/x8AAwMCAO+ip1sAAAAASUVORK5CYII="),
    };

    /// <summary>Makes the case in which the principal of this demonstration is a party.</summary>
    public static async Task<DemoCase> NewCase(LocalCourt court, DemoOptions options)
    {
        using var http = new HttpClient { BaseAddress = court.Address };
        using var answer = await http.PostAsJsonAsync("/development/cases", new { principalName = options.Principal, language = options.Language });
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<DemoCase>())!;
    }

    public async Task SignIn(Actor actor, string phone)
    {
        await actor.Go("/sign-in");
        await actor.Page.FillAsync("input[name=contact]", phone);
        await actor.Press("form[action='/sign-in'] button[type=submit]");
        await actor.Page.FillAsync("input[name=code]", await CodeSentTo(phone));
        await actor.Press("form[action='/sign-in/code'] button[type=submit]");
        await actor.Page.Locator("input[name=code]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    public async Task ProveIdentity(Actor actor, string documentType, string number)
    {
        await actor.Go("/me/identity");
        await actor.Page.CheckAsync($"input[name=document][value='{documentType}']");
        await actor.Page.FillAsync("input[name=number]", number);
        await actor.Page.FillAsync("input[name=name]", actor.Name);
        await actor.Page.CheckAsync("input[name=consent]");
        await actor.Press("form[action='/me/identity'] button[type=submit]");
        await actor.ShowFace();
        await actor.Page.Locator("[data-camera]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
    }

    /// <summary>The principal applies; gives the address of the authorization.</summary>
    public async Task<string> Apply()
    {
        var page = cast.Principal.Page;
        await cast.Principal.Go("/authorizations/new");
        await page.CheckAsync("input[name=sex][value=male]");
        await page.FillAsync("input[name=birth-date]", "1984-05-17");
        await page.FillAsync("input[name=address], textarea[name=address]", "香港九龙示例道1号");
        await page.FillAsync("input[name=place]", "香港九龙");
        await page.FillAsync("input[name=licence]", Licence);
        foreach (var power in options.Powers)
        {
            await page.CheckAsync($"input[name=powers][value={power}]");
            if (StageOf(power) is { } stage)
            {
                await page.CheckAsync($"input[name=stages][value={stage}]");
            }
        }

        foreach (var tick in await page.Locator("form[action='/authorizations/new'] input[type=checkbox][value=yes]").AllAsync())
        {
            await tick.CheckAsync();
        }

        await cast.Principal.Press("form[action='/authorizations/new'] button.primary");
        await page.WaitForURLAsync(AuthorizationAddress());
        return new Uri(page.Url).AbsolutePath;
    }

    /// <summary>The stage without which the court does not take a power.</summary>
    static string? StageOf(string power) => power switch
    {
        "S9" => "enforcement",
        "S11" => "retrial",
        "S12" => "bankruptcy",
        _ => null,
    };

    public async Task GivePapers(Actor actor, string authorization, params string[] kinds)
    {
        foreach (var kind in kinds)
        {
            await actor.Go(authorization);
            var form = actor.Page.Locator($"form[action^='{authorization}/materials?kind={kind}&']");
            await form.Locator("input[type=file]").SetInputFilesAsync(Paper);
            var there = await actor.Page.Locator("ul.materials > li").CountAsync();
            await form.Locator("button[type=submit]").ClickAsync();
            await Assertions.Expect(actor.Page.Locator("ul.materials > li")).ToHaveCountAsync(there + 1);
        }
    }

    public async Task Join(string authorization)
    {
        var page = cast.Lawyer.Page;
        await cast.Lawyer.Go(authorization);
        var form = page.Locator($"form[action='{authorization}/agency']");
        await form.Locator("textarea").First.FillAsync("已通过视频通话核对委托人的证件原件，与本人面容一致，并确认其委托意愿。");
        await form.Locator("input[name=phone]").FillAsync("020-81234567");
        await form.Locator("input[name=service-address]").FillAsync("广东省广州市天河区示例路1号示例大厦10楼");
        foreach (var tick in await form.Locator("input[type=checkbox]").AllAsync())
        {
            await tick.CheckAsync();
        }

        await cast.Lawyer.Press($"form[action='{authorization}/agency'] button.primary");
    }

    public async Task Accept(string authorization)
    {
        await cast.Judge.Go(authorization);
        await cast.Judge.Page.CheckAsync($"form[action='{authorization}/acceptance'] input[name=urgent]");
        await cast.Judge.Press($"form[action='{authorization}/acceptance'] button.primary");
    }

    /// <summary>Books the meeting to begin at once; gives the address of the room.</summary>
    public async Task<string> Book(string authorization)
    {
        await cast.Principal.Go($"{authorization}/booking");
        await cast.Principal.Press($"form[action='{authorization}/booking'] button.primary");
        await cast.Judge.Go(authorization);
        var link = await cast.Judge.Page.Locator("a[href^='/rooms/']").First.GetAttributeAsync("href");
        return link ?? throw new InvalidOperationException("The booking led to no room.");
    }

    /// <summary>The judge's review, once the recording is sealed.</summary>
    public async Task Approve(string authorization)
    {
        for (var look = 0; look < 300; look++)
        {
            await cast.Judge.Go(authorization);
            var button = cast.Judge.Page.Locator($"form[action='{authorization}/approval'] button");
            if (await button.CountAsync() > 0 && await button.First.IsEnabledAsync())
            {
                await cast.Judge.Press($"form[action='{authorization}/approval'] button");
                return;
            }

            await Task.Delay(500);
        }

        throw new TimeoutException("The recording was not sealed in time.");
    }

    /// <summary>What the lawyer then finds in the case.</summary>
    public async Task<Effect> Effect(string authorization)
    {
        await cast.Lawyer.Go(authorization);
        await cast.Lawyer.Go(await cast.Lawyer.Page.Locator("a[href^='/cases/']").First.GetAttributeAsync("href") ?? "");
        var agency = cast.Lawyer.Page.Locator("section.agent");
        return new Effect(await agency.GetAttributeAsync("data-acts-for") ?? "", await agency.GetAttributeAsync("data-powers") ?? "");
    }

    /// <summary>The package of the session and the key of its recordings, as the principal gets them.</summary>
    public async Task<(byte[] Package, string Key)> Fetch(string authorization)
    {
        var page = cast.Principal.Page;
        await cast.Principal.Go($"{authorization}/package");
        await cast.Principal.Press($"form[action='{authorization}/package'] button");
        var link = page.Locator($"a[href^='{authorization}/package/']").First;
        await link.WaitForAsync();
        var package = await page.APIRequest.GetAsync(await link.GetAttributeAsync("href") ?? "", new() { Timeout = 120_000 });
        var download = await page.RunAndWaitForDownloadAsync(() =>
            page.Locator($"form[action='{authorization}/recording-key'] button").First.ClickAsync());
        return (await package.BodyAsync(), await File.ReadAllTextAsync(await download.PathAsync()));
    }

    /// <summary>The sandbox of the SMS gateway shows what it would have sent.</summary>
    async Task<string> CodeSentTo(string phone)
    {
        using var http = new HttpClient { BaseAddress = court.Sandboxes };
        for (var look = 0; look < 300; look++)
        {
            var sent = JsonNode.Parse(await http.GetStringAsync($"/outbox?to={Uri.EscapeDataString(phone)}"))!;
            var texts = (sent as JsonArray ?? sent["messages"]!.AsArray()).Select(message => (string?)message!["text"] ?? "");
            if (texts.Select(text => Digits().Match(text)).FirstOrDefault(found => found.Success) is { } code)
            {
                return code.Value;
            }

            await Task.Delay(200);
        }

        throw new TimeoutException($"No code was sent to {phone}.");
    }

    [GeneratedRegex("(?<!\\d)\\d{6}(?!\\d)")]
    private static partial Regex Digits();

    [GeneratedRegex("/authorizations/[0-9a-f-]{36}$")]
    private static partial Regex AuthorizationAddress();
}
