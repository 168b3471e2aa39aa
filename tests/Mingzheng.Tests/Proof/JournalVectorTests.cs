using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

/// <summary>The vectors were made by a program in another language; the Go program checks them too.</summary>
public sealed class JournalVectorTests
{
    /// <summary>An entry may be nested 64 deep, and the file is nested around it.</summary>
    static readonly JsonNode Vectors =
        JsonNode.Parse(File.ReadAllText(Checkout.File("tests/vectors/journal.json")), documentOptions: new() { MaxDepth = 80 })!;

    public static TheoryData<string> Entries => [.. Vectors["entries"]!.AsArray().Select(vector => vector!["name"]!.GetValue<string>())];

    public static TheoryData<string> Refused => [.. Vectors["refused"]!.AsArray().Select(vector => vector!["why"]!.GetValue<string>())];

    [Theory]
    [MemberData(nameof(Entries))]
    public void An_entry_has_the_published_bytes(string name)
    {
        var vector = Vectors["entries"]!.AsArray().Single(candidate => candidate!["name"]!.GetValue<string>() == name)!;
        var canonical = vector["canonical"]!.GetValue<string>();

        var entry = JournalEntry.FromJson(vector["entry"]);

        Encoding.UTF8.GetString(entry.CanonicalBytes()).ShouldBe(canonical);
        JournalEntry.Parse(Encoding.UTF8.GetBytes(canonical)).CanonicalBytes().ShouldBe(entry.CanonicalBytes());
        var leaf = entry.Leaf(Convert.FromHexString(vector["salt"]!.GetValue<string>()));
        Convert.ToHexStringLower(leaf).ShouldBe(vector["leaf"]!.GetValue<string>());
        Convert.ToHexStringLower(LogHash.Leaf(leaf)).ShouldBe(vector["leafHash"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void Bytes_of_any_other_spelling_are_refused(string why)
    {
        var vector = Vectors["refused"]!.AsArray().Single(candidate => candidate!["why"]!.GetValue<string>() == why)!;

        Should.Throw<FormatException>(() => JournalEntry.Parse(Encoding.UTF8.GetBytes(vector["text"]!.GetValue<string>())));
    }

    [Theory]
    [InlineData("n", 0)]
    [InlineData("n", "1")]
    [InlineData("v", 0)]
    [InlineData("v", 3_000_000_000)]
    [InlineData("kind", "signed")]
    [InlineData("stream", "session")]
    [InlineData("actor", "somebody")]
    [InlineData("act", "019A8C3E-6000-7000-8000-000000000001")]
    [InlineData("body", null)]
    [InlineData("extra", 1)]
    public void An_entry_out_of_shape_is_refused(string member, object? value)
    {
        var entry = (JsonObject)Vectors["entries"]![0]!["entry"]!.DeepClone();
        entry[member] = value switch { int n => n, long n => n, string text => text, _ => null };

        Should.Throw<FormatException>(() => JournalEntry.FromJson(entry));
    }
}
