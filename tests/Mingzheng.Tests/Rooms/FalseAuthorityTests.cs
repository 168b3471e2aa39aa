using System.Text;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Signing;
using Mingzheng.Signing.Timestamps;
using Mingzheng.Tests.Hosting;
using Mingzheng.Tests.Pdf;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Rooms;

/// <summary>
/// Attack: somebody between the court and an authority answers in its place, correctly in everything but the root. The court that trusts another
/// root plays the one who is answered by a stranger.
/// </summary>
[Trait("kind", "court")]
public sealed class FalseAuthorityTests : IDisposable
{
    readonly TemporaryFolder folder = new();

    public FalseAuthorityTests() => folder.Write("other.pem", Encoding.ASCII.GetBytes(new TestAuthority(TimeProvider.System.GetUtcNow()).Root.ExportCertificatePem()));

    public void Dispose() => folder.Dispose();

    [Theory, DatabaseData]
    public async Task A_signature_with_the_timestamp_of_a_stranger_is_never_completed(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind, null, $"OutsideServices:Timestamps:ChainFile={folder["other.pem"]}");
        using var device = await BeforeSigning(scene);

        var answer = await device.Sign(scene.Session.Room);

        answer.Refusal.ShouldBe("TIMESTAMP_UNTRUSTED", answer.Text);
        (await scene.Session.Court.EntriesOf($"room:{scene.Session.RoomId:D}")).ShouldNotContain(entry => entry.Kind == "signing.completed");
    }

    [Theory, DatabaseData]
    public async Task Nobody_is_asked_to_sign_under_the_certificate_of_a_stranger(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind, null, $"OutsideServices:CertificateIssuer:RootFile={folder["other.pem"]}");
        using var device = await BeforeSigning(scene);

        var answer = await device.Begin(SigningDevice.Offer(await scene.Session.Principal.Get(scene.Session.Room)));

        answer.Refusal.ShouldBe("ISSUER_UNAVAILABLE", answer.Text);
    }

    /// <summary>It is not the issuer who refused, and the authority is not away: who mends it must know where to look.</summary>
    [Theory, DatabaseData]
    public async Task A_timestamp_that_the_authority_refuses_is_told_as_that(DatabaseKind kind)
    {
        await using var scene = await Scene.Booked(kind);
        using var device = await BeforeSigning(scene);
        await scene.Session.Court.Sandboxes.Tell("tsa", "refuse");

        (await device.Sign(scene.Session.Room)).Refusal.ShouldBe("TIMESTAMP_REFUSED");
    }

    [Fact]
    public async Task A_chain_that_the_authority_refuses_is_told_as_that()
    {
        var refused = await Should.ThrowAsync<RefusedException>(() => new TrustAnchorFiles(null!, new Refusing()).Timestamps(default));

        (refused.Refusal.Code, refused.Refusal.Status).ShouldBe(("TIMESTAMP_REFUSED", 503));
        refused.Refusal.Args.ShouldBe(["http-404"]);
    }

    sealed class Refusing : ITimestampAuthority
    {
        public Task<byte[]> Stamp(ReadOnlyMemory<byte> request, CancellationToken cancellation) => throw new OutsideServiceRefusedException("Timestamps", "http-404");

        public Task<string> Chain(CancellationToken cancellation) => throw new OutsideServiceRefusedException("Timestamps", "http-404");
    }

    static async Task<SigningDevice> BeforeSigning(Scene scene)
    {
        await scene.Session.RunUntil("commitment-signing");
        await scene.Session.Media.Beat($"{scene.Session.RoomId:D}");
        return new SigningDevice(scene.Session.Principal);
    }
}
