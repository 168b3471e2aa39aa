using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;

namespace Mingzheng.Bench.Page;

/// <summary>
/// The desk of a judge with fifty matters in a court that has thousands, from the cookie to the last tag, against the same list from the same queries as JSON from a
/// bare endpoint: no sign-in, no gate, no page.
/// </summary>
sealed class PageBenchmark : IBenchmark
{
    const int Matters = 50;
    const int MattersOfOthers = 2_000;
    const int AtOnce = 8;
    const int Requests = 600;

    static readonly Limit OfTheList = new(Bound.AtLeast, 0.25);

    public string Name => "page";

    public string Question => $"the desk with {Matters} matters as a page against its list as bare JSON, {AtOnce} kept connections";

    public async Task Run(Report report, Extent extent)
    {
        foreach (var kind in BenchDatabase.Kinds)
        {
            await using var court = await BenchCourt.Open(kind);
            var judge = await JudgeWithMatters.Make(court, Matters, extent.Of(MattersOfOthers));
            await using var list = await BareList.Open(court, judge.Person);
            using var browser = new Visits(court.Address, judge.Cookie);
            using var reader = new Visits(list.Address, cookie: null);
            var page = await browser.Check("/desk", "href=\"/authorizations/", Matters);
            var json = await reader.Check("/", "\"/authorizations/", Matters);
            var requests = extent.Of(Requests, AtOnce);
            var found = await Comparison.Of(
                extent.Rounds,
                () => Load.Rate(requests, AtOnce, _ => browser.Get("/desk")),
                () => Load.Rate(requests, AtOnce, _ => reader.Get("/")));
            report.Add(new Finding(
                Name, $"{kind.ToString().ToLowerInvariant()}, {AtOnce} at once",
                $"{Numbers.Short(found.Ours)} pages/s of {Numbers.Short(page / 1024.0)} KiB, JSON {Numbers.Short(found.Floor)}/s of {Numbers.Short(json / 1024.0)} KiB",
                found.Ratio, OfTheList));
        }
    }
}
