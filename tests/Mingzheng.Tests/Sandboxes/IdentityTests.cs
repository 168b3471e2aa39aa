using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Identity.Platform;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Sandboxes;

public sealed class IdentityTests(RunningSandboxes sandboxes) : IClassFixture<RunningSandboxes>
{
    [Fact]
    public async Task A_person_with_their_own_document_and_face_matches()
    {
        using var platform = sandboxes.Identity();
        var question = Question("陳大文", "A123456(3)");

        var answer = await platform.Compare(question, Faces.With("own"), CancellationToken.None);

        answer.Outcome.ShouldBe(IdentityOutcome.Match);
        answer.Band.ShouldBe(ScoreBand.High);
        answer.Transaction.ShouldBe(question.Transaction);
        answer.ProviderTransaction.ShouldNotBeNullOrEmpty();
        answer.Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData("陳大文", "A123456(3)", "MISMATCH", IdentityOutcome.Mismatch)]
    [InlineData("黃小明", "A123456(3)", "own", IdentityOutcome.Mismatch)]
    [InlineData("陳大文", "A123456(4)", "own", IdentityOutcome.UnknownDocument)]
    [InlineData("陳大文", "a123456 3", "own", IdentityOutcome.Match)]
    [InlineData("黃小明", "G123456(A)", "own", IdentityOutcome.Match)]
    public async Task A_comparison_says_what_differs(string name, string number, string face, IdentityOutcome expected)
    {
        using var platform = sandboxes.Identity();

        var answer = await platform.Compare(Question(name, number), Faces.With(face), CancellationToken.None);

        answer.Outcome.ShouldBe(expected);
    }

    [Theory]
    [InlineData(IdentityDocumentType.MainlandResidentId, "440106198506120037", IdentityOutcome.Match)]
    [InlineData(IdentityDocumentType.MainlandResidentId, "110101199003074515", IdentityOutcome.UnknownDocument)]
    [InlineData(IdentityDocumentType.MainlandResidentId, "440106198502300030", IdentityOutcome.UnknownDocument)]
    [InlineData(IdentityDocumentType.ResidencePermit, "820000198512310029", IdentityOutcome.Match)]
    [InlineData(IdentityDocumentType.MainlandTravelPermit, "H1234567800", IdentityOutcome.Match)]
    [InlineData(IdentityDocumentType.MainlandTravelPermit, "K12345678", IdentityOutcome.UnknownDocument)]
    [InlineData(IdentityDocumentType.TaiwanTravelPermit, "12345678", IdentityOutcome.Match)]
    [InlineData(IdentityDocumentType.Passport, "ZE000509", IdentityOutcome.Mismatch)]
    public async Task Each_kind_of_document_has_its_own_numbers(IdentityDocumentType type, string number, IdentityOutcome expected)
    {
        using var platform = sandboxes.Identity();
        var question = new IdentityQuestion(Guid.CreateVersion7(), "王示范", type, number);

        var answer = await platform.Compare(question, Faces.With("own"), CancellationToken.None);

        answer.Outcome.ShouldBe(expected);
    }

    [Fact]
    public async Task A_registered_person_takes_over_a_document()
    {
        using var put = await sandboxes.Http.PutAsJsonAsync(
            "control/identity/people",
            new { documentType = "hong-kong-identity-card", documentNumber = "K123456(0)", name = "何演示" });
        put.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        using var platform = sandboxes.Identity();

        (await platform.Compare(Question("何演示", "K123456(0)"), Faces.With("own"), CancellationToken.None))
            .Outcome.ShouldBe(IdentityOutcome.Match);
    }

    [Theory]
    [InlineData("")]
    [InlineData("GIF89a")]
    [InlineData("\u00ff\u00d8\u00ff")]
    public async Task A_face_that_is_no_jpeg_is_unusable(string latin1)
    {
        using var platform = sandboxes.Identity();

        var answer = await platform.Compare(Question("陳大文", "A123456(3)"), Encoding.Latin1.GetBytes(latin1), CancellationToken.None);

        answer.Outcome.ShouldBe(IdentityOutcome.UnusableFace);
    }

    [Fact]
    public async Task A_face_of_two_mebibytes_passes_and_one_byte_more_is_unusable()
    {
        using var platform = sandboxes.Identity();
        var largest = Faces.With("own", IIdentityPlatform.LargestFace - Faces.With("own").Length);
        byte[] larger = [.. largest, 0];

        (await platform.Compare(Question("陳大文", "A123456(3)"), largest, CancellationToken.None)).Outcome.ShouldBe(IdentityOutcome.Match);
        (await platform.Compare(Question("陳大文", "A123456(3)"), larger, CancellationToken.None))
            .Outcome.ShouldBe(IdentityOutcome.UnusableFace);
    }

    [Theory]
    [InlineData(0, HttpStatusCode.UnprocessableEntity, "not-a-jpeg")]
    [InlineData(2 * 1024 * 1024 + 1, HttpStatusCode.RequestEntityTooLarge, "too-large")]
    public async Task The_platform_itself_refuses_an_empty_and_an_oversized_body(int size, HttpStatusCode status, string code)
    {
        using var answer = await SendSigned(Facts("陳大文", "A123456(3)"), new byte[size], RunningSandboxes.Key.Secret);

        answer.StatusCode.ShouldBe(status);
        (await answer.Content.ReadAsStringAsync()).ShouldContain(code);
    }

    // Attack: a recorded request is sent again. Property: a transaction is answered once.
    [Fact]
    public async Task A_replayed_comparison_is_refused()
    {
        using var platform = sandboxes.Identity();
        var question = Question("陳大文", "A123456(3)");

        (await platform.Compare(question, Faces.With("own"), CancellationToken.None)).Outcome.ShouldBe(IdentityOutcome.Match);
        var again = await platform.Compare(question, Faces.With("own"), CancellationToken.None);

        again.Outcome.ShouldBe(IdentityOutcome.Unavailable);
        again.Fault.ShouldBe("transaction-used");
    }

    [Fact]
    public async Task A_wrong_secret_and_an_unknown_application_never_pass()
    {
        foreach (var key in new[] { RunningSandboxes.Key with { Secret = "guess" }, RunningSandboxes.Key with { AppId = "stranger" } })
        {
            using var platform = sandboxes.Identity(key: key);

            var answer = await platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), CancellationToken.None);

            answer.Outcome.ShouldBe(IdentityOutcome.Unavailable);
            answer.Fault.ShouldBe("bad-signature");
        }
    }

    // Attack: the face is exchanged on the way. Property: the signature covers the body.
    [Fact]
    public async Task A_signature_holds_for_its_own_body_only()
    {
        var facts = Facts("陳大文", "A123456(3)");
        var signature = await OpenSslSignature(facts, Faces.With("signed"), RunningSandboxes.Key.Secret);

        using var exchanged = await Send(facts, Faces.With("exchanged"), signature);
        using var own = await Send(facts, Faces.With("signed"), signature);

        exchanged.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        own.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    // Attack: a request signed for the register of lawyers is used here.
    [Fact]
    public async Task A_signature_holds_for_its_own_purpose_only()
    {
        var facts = Facts("陳大文", "A123456(3)").Replace("identity.comparison", "lawyers.licence", StringComparison.Ordinal);

        using var answer = await SendSigned(facts, Faces.With("own"), RunningSandboxes.Key.Secret);

        answer.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("wrong-purpose");
    }

    [Theory]
    [InlineData("refuse", 0, "refused")]
    [InlineData("fail", 0, "HTTP 503")]
    [InlineData("slow", 60_000, "no answer within 0.3 s")]
    public async Task A_platform_that_does_not_answer_never_passes(string mode, int milliseconds, string fault)
    {
        await using var _ = await sandboxes.Told("identity", mode, milliseconds);
        using var platform = sandboxes.Identity(TimeSpan.FromSeconds(0.3));

        var answer = await platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), CancellationToken.None);

        answer.Outcome.ShouldBe(IdentityOutcome.Unavailable);
        answer.Fault.ShouldBe(fault);
        answer.ProviderTransaction.ShouldBeNull();
    }

    [Fact]
    public async Task A_slow_platform_is_waited_for()
    {
        await using var _ = await sandboxes.Told("identity", "slow", 50);
        using var platform = sandboxes.Identity();

        (await platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), CancellationToken.None))
            .Outcome.ShouldBe(IdentityOutcome.Match);
    }

    [Fact]
    public async Task A_platform_that_is_not_there_never_passes()
    {
        var nowhere = new NationalIdentityPlatformOptions(
            new Uri("http://127.0.0.1:9/"), RunningSandboxes.Key, RunningSandboxes.Patience, Sandboxed: true);
        using var platform = new NationalIdentityPlatform(nowhere, TimeProvider.System);

        (await platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), CancellationToken.None))
            .Outcome.ShouldBe(IdentityOutcome.Unavailable);
    }

    // Attack: a court is pointed at a sandbox without being told. Property: nothing is silently simulated.
    [Fact]
    public async Task A_sandbox_that_is_not_configured_as_one_never_passes()
    {
        using var platform = sandboxes.Identity(sandboxed: false);

        var answer = await platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), CancellationToken.None);

        answer.Outcome.ShouldBe(IdentityOutcome.Unavailable);
        answer.Fault!.ShouldContain("sandbox");
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_told_so()
    {
        using var platform = sandboxes.Identity();

        await Should.ThrowAsync<OperationCanceledException>(() =>
            platform.Compare(Question("陳大文", "A123456(3)"), Faces.With("own"), new CancellationToken(canceled: true)));
    }

    static IdentityQuestion Question(string name, string number) =>
        new(Guid.CreateVersion7(), name, IdentityDocumentType.HongKongIdentityCard, number);

    static string Facts(string name, string number) => $$"""
        {"purpose":"identity.comparison","transaction":"{{Guid.CreateVersion7()}}","name":"{{name}}","documentType":"hong-kong-identity-card","documentNumber":"{{number}}"}
        """;

    static string Header(string facts) => System.Buffers.Text.Base64Url.EncodeToString(Encoding.UTF8.GetBytes(facts));

    async Task<HttpResponseMessage> SendSigned(string facts, byte[] body, string secret) =>
        await Send(facts, body, await OpenSslSignature(facts, body, secret));

    async Task<HttpResponseMessage> Send(string facts, byte[] body, string signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "identity/v1/comparisons") { Content = new ByteArrayContent(body) };
        request.Headers.Add("X-App-Id", RunningSandboxes.Key.AppId);
        request.Headers.Add("X-Request", Header(facts));
        request.Headers.Add("X-Signature", signature);
        return await sandboxes.Http.SendAsync(request);
    }

    static async Task<string> OpenSslSignature(string facts, byte[] body, string secret)
    {
        var text = Encoding.ASCII.GetBytes($"{Header(facts)}\n{Convert.ToHexStringLower(SHA256.HashData(body))}");
        var (exit, output, errors) = await PublicTool.Run("openssl", ["dgst", "-sha256", "-hmac", secret, "-r"], text);
        exit.ShouldBe(0, errors);
        return Encoding.ASCII.GetString(output).Split(' ')[0];
    }
}
