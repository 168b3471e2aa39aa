using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Mingzheng.Access;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Access;

/// <summary>Every endpoint as everybody: what the court does against what docs/access-matrix.md says.</summary>
[Trait("kind", "matrix")]
public sealed class MatrixTests(MatrixWorlds worlds) : IClassFixture<MatrixWorlds>
{
    const string Executing = $"{MatrixWorld.WhoExecutes}: Executing endpoint";

    /// <summary>The one page that is there to show a fault.</summary>
    const string FaultAskedFor = "/development/look/fault";

    [Theory, DatabaseData]
    public async Task Every_endpoint_answers_everybody_as_the_page_says(DatabaseKind kind)
    {
        var world = await worlds.On(kind);
        var page = AccessPage.Under("Acts");
        page.People.ShouldBe(world.People.Keys, ignoreOrder: true, "the people of the page are those of the test");
        var endpoints = world.Court.Get<EndpointDataSource>().Endpoints;

        var faults = await Compare(world, page, endpoints);

        faults.ShouldBeEmpty(string.Join('\n', faults));
        // And it notices what is wrong: a word, a row that is missing, an act behind no row, an endpoint without an act.
        var seeCase = endpoints.Where(one => one.Metadata.GetMetadata<Act>() == Acts.SeeCase).Take(1).ToList();
        (await Compare(world, page.With("case.see", "anyone", "yes"), seeCase)).ShouldHaveSingleItem().ShouldContain("anyone");
        (await Compare(world, page.With("case.see", "clerk", "no"), seeCase)).ShouldHaveSingleItem().ShouldContain("clerk");
        (await Compare(world, page, [Renamed(seeCase[0], new Act("case.burn", "case", Standing.Anyone))]))
            .ShouldHaveSingleItem().ShouldContain(AccessPage.File);
        (await Compare(world, page, [Renamed(seeCase[0], null)])).ShouldHaveSingleItem().ShouldContain("declares no act");
    }

    [Theory, DatabaseData]
    public async Task Every_stream_is_followed_by_those_whom_the_page_names(DatabaseKind kind)
    {
        var world = await worlds.On(kind);
        var page = AccessPage.Under("Streams");
        var faults = new List<string>();
        foreach (var family in page.Rows)
        {
            foreach (var (name, visitor) in world.People)
            {
                var answer = await Ask(world.Court, visitor, HttpMethod.Get, $"/events?stream={world.StreamOf(family)}&after=-1");
                // The endpoint itself refuses a stream: who follows gets a flow of events, everybody else what a missing thing gives.
                var met = answer.Status == HttpStatusCode.OK ? "yes" : answer.Refused;
                faults.AddRange(Fault($"the stream {family}:", name, page.Expected(family, name)!, met));
            }
        }

        faults.ShouldBeEmpty(string.Join('\n', faults));
        (await FamiliesWritten(world.Court)).Except(page.Rows).ShouldBeEmpty($"every family of streams has a row in {AccessPage.File}");
        var families = page.Rows.Select(family => $"{family}:").ToList();
        world.Court.Get<IEnumerable<IStreamRule>>().Where(rule => !families.Exists(family => family.StartsWith(rule.Prefix, StringComparison.Ordinal)))
            .ShouldBeEmpty($"every rule for streams has a row in {AccessPage.File}");
    }

    /// <summary>A row without an act is a promise that nobody keeps; an act without an endpoint is one that nobody can do.</summary>
    [Fact]
    public async Task Every_row_has_its_act_and_every_act_its_endpoint()
    {
        var declared = (await worlds.On(DatabaseKind.Sqlite)).Court.Get<EndpointDataSource>().Endpoints.Select(one => one.Metadata.GetMetadata<Act>()!.Name).Distinct();
        var written = typeof(Acts).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<Act>()
            .Select(act => act.Name).ToList();

        written.ShouldBe(declared, ignoreOrder: true);
        AccessPage.Under("Acts").Rows.ShouldBe(written, ignoreOrder: true);
    }

    /// <summary>
    /// Answers of these are files, figures and streams, which nobody of this world gets: none is there yet, or its service is not.
    /// </summary>
    static readonly string[] NoPages =
    [
        "/authorizations/{}/documents/{}", "/authorizations/{}/package/{}", "/authorizations/{}/recordings/{}", "/cases/{}/items/{}", "/log/tile/{}",
        "/rooms/{}/documents/{}", "/rooms/{}/documents/{}/prepared", "/rooms/{}/media",
    ];

    /// <summary>"axe finds nothing" is said of every page: one that no test of the screens looks at fails here.</summary>
    [Fact]
    public async Task Every_page_is_looked_at_by_a_test_of_the_screens()
    {
        var world = await worlds.On(DatabaseKind.Sqlite);
        var pages = new HashSet<string>();
        foreach (var endpoint in world.Court.Get<EndpointDataSource>().Endpoints.Cast<RouteEndpoint>()
            .Where(one => one.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(HttpMethods.Get)))
        {
            var route = LooksAtAttribute.Route(endpoint.RoutePattern.RawText);
            if (await IsPage(world, world.AddressOf(endpoint.RoutePattern, out _)!) ?? !NoPages.Contains(route))
            {
                pages.Add(route);
            }
        }

        pages.Count.ShouldBeGreaterThan(15);
        pages.Except(LooksAtAttribute.All).ShouldBeEmpty("no test of the screens looks there: see LooksAtAttribute");
        LooksAtAttribute.All.Except(pages).ShouldBeEmpty("there is no such page");
        pages.Intersect(NoPages).ShouldBeEmpty();
    }

    /// <summary>As a browser sees it; null when nobody of this world gets an answer there.</summary>
    static async Task<bool?> IsPage(MatrixWorld world, string address)
    {
        foreach (var visitor in world.People.Values)
        {
            using var answer = await visitor.Http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (answer.IsSuccessStatusCode && answer.RequestMessage!.RequestUri!.AbsolutePath == address)
            {
                // A part of a page, which its script fetches, is looked at with the page.
                return answer.Content.Headers.ContentType?.MediaType == "text/html"
                    && (await answer.Content.ReadAsStringAsync()).Contains("<html", StringComparison.OrdinalIgnoreCase);
            }
        }

        return null;
    }

    static async Task<List<string>> Compare(MatrixWorld world, AccessPage page, IReadOnlyList<Endpoint> endpoints)
    {
        var faults = new List<string>();
        foreach (var endpoint in endpoints.Cast<RouteEndpoint>())
        {
            var act = endpoint.Metadata.GetMetadata<Act>();
            var address = world.AddressOf(endpoint.RoutePattern, out var isThere);
            if (act is null || address is null || page.Expected(act.Name, page.People[0]) is null)
            {
                faults.Add(Unknown(endpoint, act, address));
                continue;
            }

            foreach (var method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods)
            {
                foreach (var (name, visitor) in world.People)
                {
                    var answer = await Ask(world.Court, visitor, HttpMethod.Parse(method), address);
                    var met = !answer.Executed ? answer.Refused : Behind(answer, isThere, address);
                    faults.AddRange(Fault($"{method} {address} ({act.Name})", name, page.Expected(act.Name, name)!, met));
                }
            }
        }

        return faults;
    }

    static IEnumerable<string> Fault(string what, string person, string expected, string met) =>
        met == expected ? [] : [$"{what} as {person}: {AccessPage.File} says \"{expected}\", the court \"{met}\""];

    static string Unknown(RouteEndpoint endpoint, Act? act, string? address) =>
        act is null ? $"{endpoint.DisplayName} declares no act: say .Declares(Acts.…) where it is mapped."
        : address is null ? $"{endpoint.DisplayName} has a route value that {nameof(MatrixWorld)}.Remember does not know: say there what stands for it."
        : $"{endpoint.DisplayName} is the act {act.Name}, which has no row: add one to {AccessPage.File}.";

    /// <summary>The gate let it through. What comes behind may still refuse, but it neither breaks nor hides a thing that is there.</summary>
    static string Behind(Answer answer, bool isThere, string address) =>
        (int)answer.Status >= 500 && address != FaultAskedFor ? $"a fault behind the gate ({answer.Refused})"
        : answer.Status == HttpStatusCode.NotFound && isThere ? "missing behind the gate"
        : answer.Status is HttpStatusCode.Unauthorized ? "asked again behind the gate"
        : "yes";

    /// <summary>Asks as a program that is ours, with nothing in its hands: no form and no act's id, so nothing is ever done.</summary>
    static async Task<Answer> Ask(CourtHost court, Visitor visitor, HttpMethod method, string address)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.Accept.ParseAdd("application/json");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        var executed = 0;
        void Notice(string line) => executed += line.Contains(Executing, StringComparison.Ordinal) ? 1 : 0;
        court.Log.Written += Notice;
        using var response = await visitor.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        court.Log.Written -= Notice;
        return new Answer(response.StatusCode, await RefusedBy(response), executed > 0);
    }

    static async Task<string> RefusedBy(HttpResponseMessage response)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
        {
            return $"{(int)response.StatusCode} without a refusal";
        }

        await response.Content.LoadIntoBufferAsync();
        var code = Page.Read(response).Refusal;
        return (response.StatusCode, code) switch
        {
            (HttpStatusCode.Unauthorized, "SIGN_IN_FIRST") => "sign in",
            (HttpStatusCode.Forbidden, "NOT_YOURS") => "no",
            (HttpStatusCode.NotFound, "NOT_FOUND") => "–",
            _ => $"{(int)response.StatusCode} {code}",
        };
    }

    static async Task<IReadOnlyList<string>> FamiliesWritten(CourtHost court)
    {
        var families = new HashSet<string>();
        await using var connection = await court.Get<Reads>().Connect();
        await using var command = connection.Command("select distinct stream from entries");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            families.Add(row.GetString(0).Split(':')[0]);
        }

        return [.. families];
    }

    /// <summary>The same endpoint under another act, or under none.</summary>
    static RouteEndpoint Renamed(Endpoint endpoint, Act? act)
    {
        var route = (RouteEndpoint)endpoint;
        var others = route.Metadata.Where(one => one is not Act);
        return new RouteEndpoint(
            route.RequestDelegate!, route.RoutePattern, route.Order, new EndpointMetadataCollection(act is null ? others : others.Append(act)), route.DisplayName);
    }

    /// <param name="Refused">In the words of the page, or what else was answered.</param>
    /// <param name="Executed">Whether the request reached its endpoint.</param>
    sealed record Answer(HttpStatusCode Status, string Refused, bool Executed);
}

/// <summary>One world per database, made when it is first needed.</summary>
public sealed class MatrixWorlds() : OnEachDatabase<MatrixWorld>(MatrixWorld.Make);
