using System.Diagnostics;

namespace Mingzheng.Demo;

/// <summary>One complete witnessing, from a fresh case to a verified package.</summary>
public sealed class Demonstration(LocalCourt court, DemoOptions options, Outcome outcome, string verifier)
{
    readonly List<StepTaken> steps = [];
    readonly Stopwatch sinceLast = Stopwatch.StartNew();

    /// <returns>Whether the verifier found the result in order.</returns>
    public async Task<bool> Run()
    {
        await using var principal = await Browser.Launch();
        await using var lawyer = await Browser.Launch();
        await using var judge = await Browser.Launch();
        var demo = await Paperwork.NewCase(court, options);
        var cast = new Cast(
            new Actor(options.Principal, await principal.Open(court.Address, options.Language, phone: true)),
            new Actor("李示例", await lawyer.Open(court.Address, "zh-CN", phone: false)),
            new Actor("郑明示", await judge.Open(court.Address, "zh-CN", phone: false)));
        var work = new Paperwork(court, options, cast);
        var authorization = await Prepare(work, cast, demo);
        var room = await work.Book(authorization);
        await Done("book");
        await new Meeting(cast, room, Done).Run();
        await work.Approve(authorization);
        await Done("approve");
        var (package, key) = await work.Fetch(authorization);
        await outcome.Keep(package, key);
        await Done("package");
        var verified = await outcome.Verify(verifier);
        await Done("verify");
        await outcome.Summarise(options, steps, verified);
        return verified;
    }

    async Task<string> Prepare(Paperwork work, Cast cast, DemoCase demo)
    {
        await work.SignIn(cast.Principal, demo.Phone);
        await work.ProveIdentity(cast.Principal, demo.DocumentType, demo.DocumentNumber);
        await Done("principal-identity");
        var authorization = await work.Apply();
        await work.GivePapers(cast.Principal, authorization, "identity-paper");
        await Done("apply");
        await work.SignIn(cast.Lawyer, Paperwork.LawyerPhone);
        await work.ProveIdentity(cast.Lawyer, "mainland-resident-id", "440106198001010019");
        await work.Join(authorization);
        await work.GivePapers(cast.Lawyer, authorization, "licence", "firm-letter");
        await Done("join");
        await work.SignIn(cast.Judge, Paperwork.JudgePhone);
        await work.Accept(authorization);
        await Done("accept");
        return authorization;
    }

    Task Done(string step)
    {
        steps.Add(new StepTaken(step, sinceLast.Elapsed.TotalSeconds));
        Console.WriteLine($"  [{steps.Count,2}] {step,-28} {sinceLast.Elapsed.TotalSeconds,7:0.0} s");
        sinceLast.Restart();
        return Task.CompletedTask;
    }
}
