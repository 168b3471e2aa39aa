using System.Data.Common;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Hostile;
using Mingzheng.Tests.Journal;
using Mingzheng.Tests.Verification;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Access;

/// <summary>
/// ACC-X-02: given a finished session, the actor, time, object and old and new digest of every act can be listed, and no role has a way to change
/// or delete it.
/// </summary>
[Collection(FinishedSessionTests.Name), Trait("kind", "court")]
public sealed partial class AuditTests(FinishedSessions sessions)
{
    /// <summary>
    /// Acts that leave no entry: a code asked for or typed belongs to nobody yet; a prepared file changes nothing before it is signed.
    /// </summary>
    static readonly string[] WithoutEntry = ["identity.take-try", "sign-in.ask", "sign-in.use-code", "signing.prepare"];

    /// <summary>Of their own entry nothing but the step or the number names what they are about, in the stream of the thing itself.</summary>
    static readonly string[] NamedByStream = ["case.opened", "room.closed", "room.step-done", "identity.account-opened", "recording.node-restarted"];

    /// <summary>Ids that the court has no row for: of a question to an outside service, and of an act that was not done.</summary>
    static readonly string[] WithoutRow = ["transaction", "act"];

    [Theory, DatabaseData]
    public async Task ACC_X_02_Actor_time_object_and_digests_of_every_act_can_be_listed(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        using var judge = await session.Court.SignIn("JDG");
        var streams = await StreamsOf(session);

        var listed = await List(judge, session.Court, streams);

        foreach (var stream in listed.GroupBy(entry => (string)entry["stream"]!))
        {
            stream.Select(entry => (long)entry["n"]!).ShouldBe(Enumerable.Range(1, stream.Count()).Select(n => (long)n), $"{stream.Key} has no hole");
        }

        foreach (var entry in listed)
        {
            ((string)entry["kind"]!).ShouldNotBeEmpty();
            Actor().IsMatch((string)entry["actor"]!).ShouldBeTrue(entry.ToJsonString());
            ((long)entry["at"]!).ShouldBeInRange(1_600_000_000_000_000, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds() * 1000);
        }

        var things = await Things(session.Court);
        listed.SelectMany(entry => WithoutObject(entry, things)).ShouldBeEmpty();

        await EveryoneListsTheirOwnAccount(session);
        (await KindsWithoutEntry(session.Court)).ShouldBeSubsetOf(WithoutEntry);
        var kept = await KeptDigests.Of(session.Court, session.Authorization);
        kept.Faults(listed).ShouldBeEmpty();
        foreach (var document in kept.Documents)
        {
            Convert.ToHexStringLower(SHA256.HashData(await session.Pdf(document.Kind))).ShouldBe(document.Sha256, document.Kind);
        }
    }

    /// <summary>And it is noticed when one who writes does not say what, or when somebody with the keys and the database writes past the court.</summary>
    [Theory, DatabaseData]
    public async Task ACC_X_02_A_writer_who_forgets_and_an_insider_who_writes_past_the_journal_are_found(DatabaseKind database)
    {
        var session = await sessions.On(database);
        using var judge = await session.Court.SignIn("JDG");
        var listed = await List(judge, session.Court, await StreamsOf(session));
        var kept = await KeptDigests.Of(session.Court, session.Authorization);
        var other = new string('0', 64);

        foreach (var kind in new[] { "witnessing.submitted", "witnessing.agent-joined", "signing.completed", "signing.sealed", "document.drafted", "room.answered" })
        {
            var forgetful = listed.ToList();
            forgetful.RemoveAt(forgetful.FindIndex(entry => (string)entry["kind"]! == kind));
            kept.Faults(forgetful).ShouldNotBeEmpty(kind);
        }

        (kept with { Facts = other }).Faults(listed).ShouldHaveSingleItem();
        (kept with { Documents = [.. kept.Documents.Select(one => one with { Sha256 = other })] }).Faults(listed).Count.ShouldBe(5);
        (kept with { Answers = [.. kept.Answers, other] }).Faults(listed).ShouldHaveSingleItem();
        var joined = listed.Single(entry => (string)entry["kind"]! == "witnessing.agent-joined");
        WithoutObject(joined, new HashSet<string>()).ShouldNotBeEmpty("an id of nothing is no object");
    }

    [Theory, DatabaseData]
    public async Task ACC_X_02_No_role_has_a_way_to_change_or_delete_what_was_done(DatabaseKind kind)
    {
        var session = await sessions.On(kind);
        session.Court.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>()!.HttpMethods).Distinct()
            .ShouldBe(["GET", "POST"], ignoreOrder: true, "nothing is put, patched or deleted over HTTP");
        var before = await Books.Of(session.Court);
        foreach (var person in new[] { "HKP", "LAW", "JDG", "CLK" })
        {
            using var visitor = await session.Court.SignIn(person);
            var signedIn = await Books.Of(session.Court);
            foreach (var address in await Addresses(session))
            {
                foreach (var method in new[] { HttpMethod.Delete, HttpMethod.Put, HttpMethod.Patch })
                {
                    var reply = await Besieged.Send(visitor, method, address);
                    reply.Status.ShouldBe(HttpStatusCode.MethodNotAllowed, $"{method} {address} as {person}");
                }
            }

            (await Books.Of(session.Court)).ShouldBe(signedIn);
        }

        before.Except(await Books.Of(session.Court)).ShouldBeEmpty();
    }

    /// <summary>An insider with the rights of the court's own program: the database refuses, whatever the program says.</summary>
    [Theory]
    [DatabaseData("update entries set actor = 'system'")]
    [DatabaseData("delete from entries")]
    [DatabaseData("update positions set n = n + 1")]
    [DatabaseData("delete from positions")]
    [DatabaseData("update acts set actor = 'system'")]
    [DatabaseData("delete from acts")]
    [DatabaseData("update log_nodes set idx = idx + 1")]
    [DatabaseData("delete from log_nodes")]
    [DatabaseData("update checkpoints set note = ''")]
    [DatabaseData("delete from checkpoints")]
    [DatabaseData("insert into entries select * from entries where true on conflict(stream, n) do update set actor = 'system'")]
    [DatabaseData("insert into positions select * from positions where true on conflict(position) do update set n = excluded.n + 1")]
    [DatabaseData("insert into acts select * from acts where true on conflict(id) do update set actor = 'system'")]
    [DatabaseData("insert into log_nodes select * from log_nodes where true on conflict(level, idx) do update set hash = excluded.hash")]
    [DatabaseData("insert into checkpoints select * from checkpoints where true on conflict(size) do update set note = ''")]
    [SqliteData("replace into entries select stream, n, kind, version, at, 'system', act, body, leaf from entries")]
    [SqliteData("replace into positions select position, stream, n + 1000000 from positions")]
    [SqliteData("replace into positions select position + 1000000, stream, n from positions")]
    [SqliteData("replace into acts(id, kind, actor, at, result) select id, kind, 'system', at, result from acts")]
    [SqliteData("replace into log_nodes select level, idx, x'00' from log_nodes")]
    [SqliteData("replace into checkpoints select size, root, '', at from checkpoints")]
    [SqliteData("update or replace entries set actor = 'system'")]
    [PostgresData("truncate entries")]
    [PostgresData("truncate positions")]
    [PostgresData("truncate acts")]
    [PostgresData("truncate log_nodes")]
    [PostgresData("truncate checkpoints")]
    [PostgresData("merge into entries e using entries o on e.stream = o.stream and e.n = o.n when matched then delete")]
    [PostgresData("set local session_replication_role = replica; update entries set actor = 'system'")]
    [PostgresData("set local session_replication_role = replica; truncate checkpoints")]
    public async Task ACC_X_02_The_database_itself_refuses_to_change_the_journal(DatabaseKind kind, string statement)
    {
        var session = await sessions.On(kind);
        var before = await Books.Of(session.Court);

        var refused = await Should.ThrowAsync<DbException>(() => session.Court.Get<Writer>().Housekeep(async (connection, transaction) =>
        {
            await using var command = connection.Command(statement, transaction);
            await command.ExecuteNonQueryAsync();
        }));

        refused.Message.ShouldContain("never");
        (await Books.Of(session.Court)).ShouldBe(before);
    }

    /// <summary>Sign-ins and identity checks stand in the stream of the account, which its holder lists and nobody else.</summary>
    static async Task EveryoneListsTheirOwnAccount(FinishedSession session)
    {
        var account = $"account:{session.Court.AccountOf("HKP"):D}";
        var own = await List(session.Principal, session.Court, [account]);
        own.Select(entry => (string)entry["kind"]!).ShouldContain("identity.checked");
        (await session.Agent.Get($"/events?stream={account}")).Refusal.ShouldBe("NOT_FOUND");
    }

    /// <summary>What is wrong with the objects of an entry: an id of nothing, or no id and no digest at all.</summary>
    static IEnumerable<string> WithoutObject(JsonObject entry, IReadOnlySet<string> things)
    {
        var (kind, body) = ((string)entry["kind"]!, entry["body"]!.AsObject());
        var members = JournalPage.Rows.Where(row => row.Kind == kind).MaxBy(row => row.Version)!.Members.Where(member => !member.Path.Contains('[')).ToList();
        var ids = members.Where(member => member.Type == "id" && body[member.Path] is not null).ToList();
        return
        [
            .. ids.Where(member => !WithoutRow.Contains(member.Path) && !things.Contains((string)body[member.Path]!)).Select(member => $"{kind}: {member.Path} is an id of nothing"),
            .. ids.Count == 0 && !members.Exists(member => member.Type is "sha256" or "list") && !NamedByStream.Contains(kind)
                ? [$"{entry.ToJsonString()} does not name what it is about"] : Array.Empty<string>(),
        ];
    }

    /// <summary>The ids of all rows that the court has.</summary>
    static async Task<IReadOnlySet<string>> Things(CourtHost court)
    {
        await using var db = court.Get<Reads>().Open();
        await using var connection = await court.Get<Reads>().Connect();
        var things = new HashSet<string>();
        foreach (var key in db.Model.GetEntityTypes().Select(type => type.FindPrimaryKey()!).Where(key => key.Properties is [{ ClrType: var type }] && type == typeof(Guid)))
        {
            await using var command = connection.Command($"select {key.Properties[0].GetColumnName()} from {key.DeclaringEntityType.GetTableName()}");
            await using var row = await command.ExecuteReaderAsync();
            while (await row.ReadAsync())
            {
                things.Add(row.GetGuid(0).ToString("D"));
            }
        }

        return things;
    }

    /// <summary>All entries of some streams as anybody who may follow them gets them: from the first, over Server-Sent Events.</summary>
    static async Task<List<JsonObject>> List(Visitor visitor, CourtHost court, IReadOnlyList<string> streams)
    {
        var expected = 0;
        foreach (var stream in streams)
        {
            expected += (await court.EntriesOf(stream)).Count;
        }

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        await using var flow = await visitor.Http.GetStreamAsync($"/events?after=-1&{string.Join('&', streams.Select(stream => $"stream={stream}"))}", limit.Token);
        using var lines = new StreamReader(flow);
        var listed = new List<JsonObject>();
        while (listed.Count < expected && await lines.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: {", StringComparison.Ordinal))
            {
                listed.Add(JsonNode.Parse(line["data: ".Length..])!.AsObject());
            }
        }

        return listed;
    }

    static async Task<IReadOnlyList<string>> StreamsOf(FinishedSession session)
    {
        var authorization = session.Address["/authorizations/".Length..];
        return [$"room:{session.Room:D}", $"room-private:{session.Room:D}", $"authorization:{authorization}", $"case:{(await session.Document("record")).CaseId:D}"];
    }

    static async Task<IReadOnlyList<string>> Addresses(FinishedSession session)
    {
        var record = await session.Document("record");
        return
        [
            "/events", "/log/checkpoint", "/log/tile/entries/000", session.Address, $"{session.Address}/documents/{record.Id:D}", $"/rooms/{session.Room:D}",
            $"/rooms/{session.Room:D}/documents/{record.Id:D}", $"/cases/{record.CaseId:D}",
        ];
    }

    static async Task<IReadOnlyList<string>> KindsWithoutEntry(CourtHost court)
    {
        var kinds = new List<string>();
        await using var connection = await court.Get<Reads>().Connect();
        await using var command = connection.Command("select distinct kind from acts where not exists (select 1 from entries where act = acts.id)");
        await using var row = await command.ExecuteReaderAsync();
        while (await row.ReadAsync())
        {
            kinds.Add(row.GetString(0));
        }

        return kinds;
    }

    [GeneratedRegex("^(account|visitor):[0-9a-f-]{36}$|^system$")]
    private static partial Regex Actor();
}
