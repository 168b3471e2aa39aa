namespace Mingzheng.Demo;

/// <summary>For whom the lawyer acts in the case, and with which powers ("G1 G2 S4"), as the case itself says.</summary>
public sealed record Effect(string Principal, string Powers);

/// <summary>One step of a witnessing.</summary>
public sealed record Step(string Name, Func<Task> Do);

/// <summary>
/// A complete witnessing as its steps, from the first sign-in to the package: first the papers, then the meeting in the order of its procedure,
/// then the review. They are done one after another, and a test may do something in between.
/// </summary>
public sealed class WholeWitnessing
{
    readonly Paperwork papers;
    readonly Cast cast;
    readonly DemoCase demo;
    readonly Func<byte[], string, Task> keep;
    string? authorization;
    Meeting? meeting;

    WholeWitnessing(LocalCourt court, DemoOptions options, Cast cast, DemoCase demo, Func<byte[], string, Task> keep)
    {
        papers = new Paperwork(court, options, cast);
        this.cast = cast;
        this.demo = demo;
        this.keep = keep;
        Expected = options.Expected(demo.PrincipalName);
        Steps =
        [
            new("sign-in", SignIn),
            new("principal-identity", () => papers.ProveIdentity(cast.Principal, demo.DocumentType, demo.DocumentNumber)),
            new("apply", Apply),
            new("lawyer-identity", () => papers.ProveIdentity(cast.Lawyer, "mainland-resident-id", "440106198001010019")),
            new("join", Join),
            new("accept", () => papers.Accept(Authorization)),
            new("book", Book),
            .. Meeting.Order.Select(name => new Step(name, () => Meeting.Do(name))),
            new("approve", () => papers.Approve(Authorization)),
            new("effect", See),
            new("package", Fetch),
        ];
    }

    public IReadOnlyList<Step> Steps { get; }

    /// <summary>Address of the authorization, from the application on.</summary>
    public string Authorization => authorization ?? throw new InvalidOperationException("Nobody has applied yet.");

    /// <summary>The meeting, from the booking on.</summary>
    public Meeting Meeting => meeting ?? throw new InvalidOperationException("Nothing is booked yet.");

    /// <summary>What has to come of it.</summary>
    public Effect Expected { get; }

    /// <summary>What came of it; null until the review is done.</summary>
    public Effect? Effect { get; private set; }

    /// <param name="keep">Takes the package and the key of its recordings at the end.</param>
    public static async Task<WholeWitnessing> Of(LocalCourt court, DemoOptions options, Cast cast, Func<byte[], string, Task> keep) =>
        new(court, options, cast, await Paperwork.NewCase(court, options), keep);

    /// <summary>Does the steps in order, those before <paramref name="first"/> left out, up to and with <paramref name="last"/>.</summary>
    public async Task Run(string? first = null, string? last = null, Func<Step, Task>? after = null)
    {
        foreach (var step in Steps.SkipWhile(step => first is not null && step.Name != first))
        {
            await step.Do();
            await (after?.Invoke(step) ?? Task.CompletedTask);
            if (step.Name == last)
            {
                return;
            }
        }
    }

    Task SignIn() => Task.WhenAll(
        papers.SignIn(cast.Principal, demo.Phone),
        papers.SignIn(cast.Lawyer, Paperwork.LawyerPhone),
        papers.SignIn(cast.Judge, Paperwork.JudgePhone));

    async Task Apply()
    {
        authorization = await papers.Apply();
        await papers.GivePapers(cast.Principal, authorization, "identity-paper");
    }

    async Task Join()
    {
        await papers.Join(Authorization);
        await papers.GivePapers(cast.Lawyer, Authorization, "licence", "firm-letter");
    }

    async Task Book() => meeting = new Meeting(cast, await papers.Book(Authorization));

    async Task See() => Effect = await papers.Effect(Authorization);

    async Task Fetch()
    {
        var (package, key) = await papers.Fetch(Authorization);
        await keep(package, key);
    }
}
