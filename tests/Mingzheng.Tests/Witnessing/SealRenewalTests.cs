using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Mingzheng.Base.Database;
using Mingzheng.Courts;
using Mingzheng.Objects;
using Mingzheng.Signing;
using Mingzheng.Tests.Hosting;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Witnessing;

/// <summary>A court seals for decades with one key; its certificates live a few years each.</summary>
[Trait("kind", "court")]
public sealed class SealRenewalTests
{
    [Theory, DatabaseData]
    public async Task A_seal_whose_certificate_is_over_is_certified_anew_before_the_next_document(DatabaseKind kind)
    {
        await using var scene = await Rooms.Scene.Booked(kind);
        var session = scene.Session;
        await session.RunUntil("");
        var ended = await PlantEndedSeal(session.Court);

        await scene.Approve();

        await using var db = session.Court.Get<Reads>().Open();
        var seal = await db.Set<CourtSeal>().SingleAsync();
        seal.NotAfter.ShouldBeGreaterThan(TimeProvider.System.GetUtcNow().AddYears(1));
        using var renewed = X509CertificateLoader.LoadCertificate(seal.Certificate);
        renewed.PublicKey.ExportSubjectPublicKeyInfo().ShouldBe(ended.PublicKey.ExportSubjectPublicKeyInfo(), "the key stays");
        (await session.Court.EntriesOf($"court:{seal.CourtId:D}")).Count(entry => entry.Kind == "signing.seal-certified").ShouldBe(1);
        ended.Dispose();
    }

    static async Task<X509Certificate2> PlantEndedSeal(CourtHost court)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var db = court.Get<Reads>().Open();
        var id = (await db.Set<Court>().SingleAsync()).Id;
        court.Get<DataKeys>().NewSecret($"seal-{id:N}", key.ExportPkcs8PrivateKey);
        var certificate = new CertificateRequest("CN=Model court", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddYears(-3), now.AddDays(-1));
        await court.Get<Writer>().Do(new Command(Guid.CreateVersion7(now), "system", "test.plant-seal"), writing =>
        {
            writing.Db.Add(new CourtSeal { CourtId = id, Certificate = certificate.RawData, Chain = [], At = now.AddYears(-3) });
            return Task.CompletedTask;
        });
        return certificate;
    }
}
