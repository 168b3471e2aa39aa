using Microsoft.Extensions.DependencyInjection;
using Mingzheng.Base.Database;
using Mingzheng.Journal;
using Mingzheng.Notices;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Notices;

[Trait("kind", "court")]
public sealed class NoticeTests
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, DatabaseData]
    public async Task An_entry_becomes_one_message_in_the_language_of_the_person(DatabaseKind database)
    {
        await using var court = await CourtHost.Start(database);
        var entry = Entry();
        var sender = SenderOf(court, new TellThePrincipal(court.AccountOf("HKP")));

        await sender.React(entry, CancellationToken.None);
        await sender.React(entry, CancellationToken.None);

        // Met twice, as after a crash: the gateway sends once per reference.
        var message = (await court.Sandboxes.MessagesTo("+85291234567")).ShouldHaveSingleItem();
        message.ShouldContain("驗證碼");
    }

    [Fact]
    public async Task A_gateway_that_is_down_keeps_the_entry_waiting()
    {
        await using var court = await CourtHost.Start();
        var sender = SenderOf(court, new TellThePrincipal(court.AccountOf("HKP")));
        await court.Sandboxes.Tell("sms", "fail");
        await Should.ThrowAsync<Mingzheng.Base.OutsideServiceUnavailableException>(() => sender.React(Entry(), CancellationToken.None));

        await court.Sandboxes.Tell("sms", "ok");
        await sender.React(Entry(), CancellationToken.None).WaitAsync(Patience);

        (await court.Sandboxes.MessagesTo("+85291234567")).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_person_who_is_not_known_is_not_told()
    {
        await using var court = await CourtHost.Start();

        await SenderOf(court, new TellThePrincipal(Guid.Empty)).React(Entry(), CancellationToken.None);

        (await court.Sandboxes.MessagesTo("+85291234567")).ShouldBeEmpty();
    }

    static NoticeSender SenderOf(CourtHost court, INoticeRule rule) =>
        ActivatorUtilities.CreateInstance<NoticeSender>(court.Services, new[] { rule }.AsEnumerable());

    static PlacedEntry Entry() => new(
        7, "test:1", 1, TellThePrincipal.Happened, 1, DateTimeOffset.UnixEpoch, "system", "00000000-0000-7000-8000-000000000001", []);

    sealed class TellThePrincipal(Guid account) : INoticeRule
    {
        public const string Happened = "test.happened";

        public string Kind => Happened;

        public Task<IReadOnlyList<Notice>> Of(PlacedEntry entry, CancellationToken stop) =>
            Task.FromResult<IReadOnlyList<Notice>>([new Notice(account, "notices.code", _ => ["1", 2])]);
    }
}
