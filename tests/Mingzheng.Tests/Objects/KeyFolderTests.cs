using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Mingzheng.Base.Database;
using Mingzheng.Identity;
using Mingzheng.Objects;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Objects;

/// <summary>A key that should be there and is not: whatever is made in its place hides the loss and collides with what is restored.</summary>
[Trait("kind", "court")]
public sealed class KeyFolderTests
{
    [Theory, DatabaseData]
    public async Task A_court_whose_key_folder_is_gone_does_not_start(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        var keys = KeysOf(court);
        await court.Stop();
        Directory.Move(keys, $"{keys}.away");

        var refused = await Should.ThrowAsync<KeyFolderException>(court.Restart);
        refused.Message.ShouldContain(keys);
        refused.Message.ShouldContain("restore it from its backup");
        Directory.Exists(keys).ShouldBeFalse("Nothing is made in its place.");

        Directory.CreateDirectory(keys);
        await Should.ThrowAsync<KeyFolderException>(court.Restart);
        Directory.EnumerateFileSystemEntries(keys).ShouldBeEmpty();

        Directory.Delete(keys);
        Directory.Move($"{keys}.away", keys);
        await court.Restart();
        using var judge = await court.SignIn("JDG");
    }

    [Theory, DatabaseData("court.key")]
    [DatabaseData("log.age")]
    [DatabaseData("data-protection.age")]
    public async Task A_court_of_which_one_own_key_is_lost_does_not_start(DatabaseKind kind, string file)
    {
        await using var court = await CourtHost.Start(kind);
        await court.Stop();
        File.Delete(Path.Combine(KeysOf(court), file));

        await Should.ThrowAsync<KeyFolderException>(court.Restart);
        File.Exists(Path.Combine(KeysOf(court), file)).ShouldBeFalse();
    }

    [Theory, DatabaseData]
    public async Task A_court_whose_log_key_is_another_one_does_not_start(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await court.Stop();
        File.Copy(Path.Combine(KeysOf(court), "data-protection.age"), Path.Combine(KeysOf(court), "log.age"), overwrite: true);

        (await Should.ThrowAsync<KeyFolderException>(court.Restart)).Message.ShouldContain("its key of log is another one");
    }

    /// <summary>What was begun before databases knew their folders takes the folder that it has, and never an empty one.</summary>
    [Theory, DatabaseData]
    public async Task An_older_database_learns_its_folder_at_the_next_start(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        await Forget(court);
        await court.Restart();
        await Forget(court);
        await court.Stop();
        Directory.Move(KeysOf(court), $"{KeysOf(court)}.away");

        await Should.ThrowAsync<KeyFolderException>(court.Restart);
        Directory.Exists(KeysOf(court)).ShouldBeFalse();
    }

    /// <summary>A missing key that was not erased is an alarm; whoever opens what is under it gets a fault and no empty page.</summary>
    [Theory, DatabaseData]
    public async Task A_lost_key_is_an_alarm_and_is_not_made_anew(DatabaseKind kind)
    {
        await using var court = await CourtHost.Start(kind);
        using var principal = await court.SignIn("HKP");
        var owner = Accounts.OwnerOf(court.AccountOf("HKP"));
        var file = FileOf(court, owner);
        File.Delete(file);

        (await principal.Get("/desk")).Status.ShouldBe(HttpStatusCode.InternalServerError);
        Should.Throw<MissingKeyException>(() => court.Get<DataKeys>().Of(owner)).Message.ShouldContain(owner);
        court.Log.All.ShouldContain(line => line.StartsWith("Critical", StringComparison.Ordinal) && line.Contains(owner, StringComparison.Ordinal));

        await court.Restart();
        Should.Throw<MissingKeyException>(() => court.Get<DataKeys>().Of(owner));
        await Should.ThrowAsync<MissingKeyException>(() => court.Get<ObjectStore>().Put(owner, "text/plain", [1]));
        File.Exists(file).ShouldBeFalse();
    }

    [Fact]
    public async Task Nodes_that_share_a_folder_make_each_key_once()
    {
        using var folder = new TemporaryFolder();
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Keys:Folder", folder.Path)]).Build();
        var nodes = Enumerable.Range(0, 8).Select(_ => new DataKeys(configuration, NullLogger<DataKeys>.Instance)).ToList();
        await Task.WhenAll(nodes.Select(node => Task.Run(node.MakeOwn)));
        var made = await Task.WhenAll(nodes.Select(node => Task.Run(() => node.New("case:1").ExportSecret())));

        made.Distinct().Count().ShouldBe(1);
        nodes.Select(node => Convert.ToHexString(node.CheckOf(DataKeys.Log))).Distinct().Count().ShouldBe(1);
        nodes.Select(node => node.Of("case:1").ExportSecret()).Distinct().ShouldBe(made.Distinct());
        Directory.EnumerateFiles(folder.Path, "*", SearchOption.AllDirectories).Count().ShouldBe(4, "No draft stays behind.");
        nodes.ForEach(node => node.Dispose());
    }

    static Task Forget(CourtHost court) => court.Get<Writer>().Housekeep(async (connection, transaction) =>
    {
        await using var command = connection.Command("delete from key_checks", transaction);
        (await command.ExecuteNonQueryAsync()).ShouldBe(3);
    });

    static string KeysOf(CourtHost court) => Path.Combine(court.Folder, "keys");

    static string FileOf(CourtHost court, string owner)
    {
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(owner)));
        return Path.Combine(KeysOf(court), name[..2], $"{name}.age");
    }
}
