using Mingzheng.Proof.Age;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Proof;

[Trait("kind", "proof")]
public sealed class AgeFileTests
{
    public static TheoryData<int> EdgeSizes => [0, 1, 65535, 65536, 65537, 131072, 1024 * 1024];

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public async Task The_public_age_tool_opens_what_we_wrote(int size)
    {
        using var folder = new TemporaryFolder();
        using var identity = AgeIdentity.Generate();
        var plain = Sample(size);
        folder.Write("key", System.Text.Encoding.ASCII.GetBytes(identity.ExportSecret() + "\n"));

        var (exitCode, output, errors) = await PublicTool.Run(
            "age", ["-d", "-i", folder["key"]], AgeFile.Encrypt(plain, identity.Recipient));

        exitCode.ShouldBe(0, errors);
        output.ShouldBe(plain);
    }

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public async Task We_open_what_the_public_age_tool_wrote(int size)
    {
        using var folder = new TemporaryFolder();
        await PublicTool.Run("age-keygen", ["-o", folder["key"]]);
        var secret = (await File.ReadAllLinesAsync(folder["key"])).Single(line => line.StartsWith("AGE-", StringComparison.Ordinal));
        using var identity = AgeIdentity.Parse(secret);
        using var stranger = AgeIdentity.Generate();
        var plain = Sample(size);

        var (exitCode, file, errors) = await PublicTool.Run(
            "age", ["-r", stranger.Recipient.ToString(), "-r", identity.Recipient.ToString()], plain);

        exitCode.ShouldBe(0, errors);
        identity.ExportSecret().ShouldBe(secret);
        AgeFile.Decrypt(file, identity).ShouldBe(plain);
        AgeFile.Decrypt(file, stranger).ShouldBe(plain);
    }

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public async Task Streams_give_back_what_was_written_in_odd_pieces(int size)
    {
        using var identity = AgeIdentity.Generate();
        var plain = Sample(size);
        using var file = new MemoryStream();
        var writer = AgeFile.OpenWrite(file, identity.Recipient);
        for (var at = 0; at < size; at += 7001)
        {
            await writer.WriteAsync(plain.AsMemory(at, Math.Min(7001, size - at)));
        }

        await writer.CompleteAsync();
        using var source = new MemoryStream(file.ToArray());
        using var back = new MemoryStream();
        await AgeFile.DecryptAsync(source, back, CancellationToken.None, identity);

        back.ToArray().ShouldBe(plain);
    }

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public async Task A_reader_seeks_to_any_place(int size)
    {
        using var identity = AgeIdentity.Generate();
        var plain = Sample(size);
        await using var reader = await AgeFile.OpenReadAsync(
            new MemoryStream(AgeFile.Encrypt(plain, identity.Recipient)), CancellationToken.None, identity);

        reader.Length.ShouldBe(size);
        foreach (var start in new[] { size, 0, size / 2, Math.Max(0, size - 1), Math.Min(size, 65536), Math.Min(size, 65535) })
        {
            reader.Position = start;
            using var rest = new MemoryStream();
            await reader.CopyToAsync(rest);
            rest.ToArray().ShouldBe(plain[start..]);
            reader.Position.ShouldBe(size);
        }
    }

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public void A_truncated_file_is_refused(int size)
    {
        using var identity = AgeIdentity.Generate();
        var file = AgeFile.Encrypt(Sample(size), identity.Recipient);

        foreach (var length in Cuts(file.Length))
        {
            Should.Throw<AgeException>(() => AgeFile.Decrypt(file.AsMemory(0, length), identity));
        }
    }

    [Fact]
    public void A_file_cut_at_a_chunk_is_refused_before_seeking()
    {
        using var identity = AgeIdentity.Generate();
        var file = AgeFile.Encrypt(Sample(200_000), identity.Recipient);
        var payload = file.Length - 200_000 - 4 * 16;
        var cut = file[..(payload + 2 * (65536 + 16))];

        using var reader = AgeFile.OpenRead(new MemoryStream(cut), identity);

        Should.Throw<AgeException>(() => reader.Length).Fault.ShouldBe(AgeFault.Altered);
    }

    [Theory]
    [MemberData(nameof(EdgeSizes))]
    public void A_file_with_one_bit_flipped_is_refused(int size)
    {
        using var identity = AgeIdentity.Generate();
        var file = AgeFile.Encrypt(Sample(size), identity.Recipient);

        foreach (var place in Enumerable.Range(0, 170).Concat(Cuts(file.Length)))
        {
            var broken = (byte[])file.Clone();
            broken[place] ^= 1;
            Should.Throw<AgeException>(() => AgeFile.Decrypt(broken, identity), $"byte {place}");
        }
    }

    [Fact]
    public void A_lengthened_file_is_refused()
    {
        using var identity = AgeIdentity.Generate();
        var file = AgeFile.Encrypt(Sample(65536), identity.Recipient);

        Should.Throw<AgeException>(() => AgeFile.Decrypt(new byte[][] { file, [0] }.SelectMany(part => part).ToArray(), identity));
        Should.Throw<AgeException>(() => AgeFile.Decrypt(new byte[][] { file, file }.SelectMany(part => part).ToArray(), identity));
    }

    [Fact]
    public void A_stranger_cannot_open_a_file()
    {
        using var identity = AgeIdentity.Generate();
        using var stranger = AgeIdentity.Generate();
        var file = AgeFile.Encrypt(Sample(10), identity.Recipient);

        Should.Throw<AgeException>(() => AgeFile.Decrypt(file, stranger)).Fault.ShouldBe(AgeFault.WrongIdentity);
    }

    /// <summary>An upload that breaks off must not look finished.</summary>
    [Fact]
    public async Task A_writer_disposed_before_completion_leaves_a_file_that_is_refused()
    {
        using var identity = AgeIdentity.Generate();
        var file = new MemoryStream();
        var writer = AgeFile.OpenWrite(file, identity.Recipient);
        await writer.WriteAsync(Sample(100_000));
        await writer.DisposeAsync();

        Should.Throw<AgeException>(() => AgeFile.Decrypt(file.ToArray(), identity));
    }

    [Fact]
    public void A_mistyped_recipient_is_refused_and_a_secret_never_shows_itself()
    {
        using var identity = AgeIdentity.Generate();
        var text = identity.Recipient.ToString();
        var mistyped = text[..^1] + (text[^1] == 'q' ? 'p' : 'q');

        AgeRecipient.Parse(text).ShouldBe(identity.Recipient);
        Should.Throw<FormatException>(() => AgeRecipient.Parse(mistyped));
        Should.Throw<FormatException>(() => AgeIdentity.Parse(text));
        identity.ToString().ShouldNotContain("SECRET", Case.Insensitive);
    }

    static byte[] Sample(int size)
    {
        var data = new byte[size];
        new Random(size).NextBytes(data);
        return data;
    }

    static IEnumerable<int> Cuts(int length) =>
        new[] { 0, 1, 22, 100, 150, length / 2, length - 17, length - 16, length - 1 }.Where(cut => cut < length).Distinct();
}
