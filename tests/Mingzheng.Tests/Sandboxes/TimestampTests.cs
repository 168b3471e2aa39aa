using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.Pkcs;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class TimestampTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    static readonly byte[] Data = "a signature value"u8.ToArray();

    [Fact]
    public async Task OpenSSL_makes_a_query_and_verifies_the_reply_under_the_root()
    {
        using var folder = new TemporaryFolder();
        folder.Write("data", Data);
        await OpenSsl("ts", "-query", "-data", folder["data"], "-sha256", "-cert", "-out", folder["query"]);
        using var authority = sandboxes.Timestamps();

        folder.Write("reply", await authority.Stamp(await File.ReadAllBytesAsync(folder["query"]), CancellationToken.None));
        folder.Write("root.pem", await sandboxes.Http.GetByteArrayAsync("ca/root.pem"));

        (await OpenSsl("ts", "-verify", "-queryfile", folder["query"], "-in", folder["reply"], "-CAfile", folder["root.pem"])).ShouldBe(0);
        folder.Write("other", "another signature value"u8.ToArray());
        (await OpenSsl("ts", "-verify", "-data", folder["other"], "-in", folder["reply"], "-CAfile", folder["root.pem"])).ShouldNotBe(0);
    }

    [Theory]
    [InlineData("SHA256")]
    [InlineData("SHA384")]
    [InlineData("SHA512")]
    public async Task The_reply_answers_the_request_it_was_given(string algorithm)
    {
        using var authority = sandboxes.Timestamps();
        var request = Request(new HashAlgorithmName(algorithm));

        var reply = await authority.Stamp(request.Encode(), CancellationToken.None);

        var token = request.ProcessResponse(reply, out _);
        token.VerifySignatureForData(Data, out var signer).ShouldBeTrue();
        signer!.Subject.ShouldContain("Timestamp Authority");
        token.TokenInfo.GetNonce()!.Value.ToArray().ShouldBe(request.GetNonce()!.Value.ToArray());
        Should.Throw<CryptographicException>(() => Request(new HashAlgorithmName(algorithm)).ProcessResponse(reply, out _));
    }

    [Fact]
    public async Task The_use_of_the_certificate_is_timestamps_alone_and_critical()
    {
        using var authority = sandboxes.Timestamps();
        using var folder = new TemporaryFolder();
        folder.Write("chain.pem", Encoding.ASCII.GetBytes(await authority.Chain(CancellationToken.None)));
        folder.Write("root.pem", await sandboxes.Http.GetByteArrayAsync("ca/root.pem"));

        var (_, text, _) = await PublicTool.Run("openssl", ["x509", "-in", folder["chain.pem"], "-noout", "-text"]);

        Encoding.UTF8.GetString(text).ShouldContain("X509v3 Extended Key Usage: critical\n                Time Stamping\n");
        (await OpenSsl("verify", "-x509_strict", "-purpose", "timestampsign", "-CAfile", folder["root.pem"], folder["chain.pem"])).ShouldBe(0);
    }

    [Fact]
    public async Task A_weak_digest_an_unknown_policy_and_noise_are_rejected()
    {
        using var authority = sandboxes.Timestamps();
        var weak = Rfc3161TimestampRequest.CreateFromHash(new byte[20], new Oid("1.3.14.3.2.26"));
        var policy = Rfc3161TimestampRequest.CreateFromData(Data, HashAlgorithmName.SHA256, new Oid("1.2.3.4"));

        foreach (var query in new[] { weak.Encode(), policy.Encode(), "noise"u8.ToArray(), [.. Request(HashAlgorithmName.SHA256).Encode(), 0] })
        {
            var refusal = await Should.ThrowAsync<OutsideServiceRefusedException>(() => authority.Stamp(query, CancellationToken.None));
            refusal.Code.ShouldBe("status-2");
        }
    }

    [Fact]
    public async Task OpenSSL_reads_the_cause_of_a_rejection()
    {
        using var content = new ByteArrayContent("noise"u8.ToArray());
        content.Headers.ContentType = new("application/timestamp-query");
        using var answer = await sandboxes.Http.PostAsync("tsa", content);
        using var folder = new TemporaryFolder();
        folder.Write("reply", await answer.Content.ReadAsByteArrayAsync());

        var (_, output, errors) = await PublicTool.Run("openssl", ["ts", "-reply", "-in", folder["reply"], "-text"]);

        var reading = Encoding.UTF8.GetString(output);
        reading.ShouldContain("Status: Rejected.", customMessage: errors);
        reading.ShouldContain("the data submitted has the wrong format");
    }

    [Fact]
    public async Task Only_timestamp_queries_of_a_sane_size_are_read()
    {
        using var text = new StringContent("hello");
        using var large = new ByteArrayContent(new byte[20_000]);
        large.Headers.ContentType = new("application/timestamp-query");

        using var unsupported = await sandboxes.Http.PostAsync("tsa", text);
        using var oversized = await sandboxes.Http.PostAsync("tsa", large);

        unsupported.StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType);
        oversized.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task An_authority_that_refuses_fails_or_dawdles_says_so_by_type()
    {
        using var authority = sandboxes.Timestamps(TimeSpan.FromSeconds(0.3));
        var query = Request(HashAlgorithmName.SHA256).Encode();
        await using (await sandboxes.Told("tsa", "refuse"))
        {
            await Should.ThrowAsync<OutsideServiceRefusedException>(() => authority.Stamp(query, CancellationToken.None));
        }

        await using (await sandboxes.Told("tsa", "fail"))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => authority.Stamp(query, CancellationToken.None));
        }

        await using (await sandboxes.Told("tsa", "slow", 60_000))
        {
            await Should.ThrowAsync<OutsideServiceUnavailableException>(() => authority.Stamp(query, CancellationToken.None));
        }
    }

    static Rfc3161TimestampRequest Request(HashAlgorithmName algorithm) => Rfc3161TimestampRequest.CreateFromData(
        Data, algorithm, requestSignerCertificates: true, nonce: RandomNumberGenerator.GetBytes(8));

    static async Task<int> OpenSsl(params string[] arguments) => (await PublicTool.Run("openssl", arguments)).ExitCode;
}
