using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Mingzheng.Base.Database;
using Mingzheng.Bench.Hosting;
using Mingzheng.Cases;
using Mingzheng.Courts;
using Mingzheng.Documents;
using Mingzheng.Objects;
using Mingzheng.Proof.Pdf;
using Mingzheng.Signing;
using Mingzheng.Signing.Issuer;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Bench.Document;

/// <summary>Makes powers of attorney as a session does, every step an act; the devices of the three signers are played here.</summary>
sealed class SigningTable
{
    public static readonly IReadOnlyList<string> Signers = ["principal", "agent", "judge"];

    /// <summary>Strokes of a hand: about a second of an ordinary signature.</summary>
    static readonly double[][][] Strokes =
        [[.. Enumerable.Range(0, 80).Select(i => new[] { 0.05 + (i * 0.011), 0.5 + (0.35 * Math.Sin(i / 3.0)), 0.6 })]];

    readonly BenchCourt court;
    readonly Shares shares;
    readonly Guid matter = BenchCourt.NewId();
    readonly JsonObject data;
    readonly IReadOnlyList<DocumentClause> clauses;

    SigningTable(BenchCourt court, Shares shares)
    {
        this.court = court;
        this.shares = shares;
        var texts = court.Get<LegalTexts>();
        data = PowerOfAttorneyDocument.Data(SampleAuthority.Facts, texts);
        clauses = [.. PowerOfAttorneyText.Compose(SampleAuthority.Facts, texts).Select(clause => new DocumentClause(clause.Line, clause.Translation, clause.Power))];
    }

    public static async Task<SigningTable> Open(BenchCourt court, Shares shares)
    {
        var table = new SigningTable(court, shares);
        court.Get<DataKeys>().New(Case.OwnerOf(table.matter));
        await court.Get<Writer>().Do(new Command(BenchCourt.NewId(), "system", "bench.seed"), writing =>
        {
            var at = new Court { Id = writing.NewId(), Code = "示01", Name = "示范中级人民法院", NameEn = "Model Intermediate People's Court", Hotline = "12368" };
            writing.Db.Add(at);
            writing.Db.Add(new Case
            {
                Id = table.matter,
                CourtId = at.Id,
                Number = SampleAuthority.Facts.Case.CaseNumber,
                Cause = "买卖合同纠纷",
                Stage = Stage.FirstInstance,
                FiledAt = writing.Now,
            });
            return Task.CompletedTask;
        });
        return table;
    }

    /// <summary>The bytes of a document that all have signed.</summary>
    public Task<byte[]> Make() => shares.OfDocument(async () =>
    {
        var draft = await court.Get<Drafting>().Draft(
            matter, "power-of-attorney", "授权委托书", PowerOfAttorneyDocument.Template, data, clauses,
            [.. Signers.Select(role => $"signature:{role}")], CancellationToken.None);
        var document = await Act("bench.draft", writing => Task.FromResult(draft.AddTo(writing, matter, null, Case.StreamOf(matter), version: 1)));
        foreach (var role in Signers)
        {
            document = await Sign(document, role);
        }

        return await court.Get<ObjectStore>().Read(Case.OwnerOf(matter), document.ObjectId);
    });

    public async Task<PdfReport> Check(byte[] pdf)
    {
        var (roots, timestamps) = (new X509Certificate2Collection(), new X509Certificate2Collection());
        var anchors = court.Get<TrustAnchorFiles>();
        roots.ImportFromPem(await anchors.Root(CancellationToken.None));
        timestamps.ImportFromPem(await anchors.Timestamps(CancellationToken.None));
        return PdfCheck.Check(pdf, roots, timestamps);
    }

    async Task<Documents.Document> Sign(Documents.Document document, string role)
    {
        using var device = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signing = court.Get<SigningDesk>();
        var ceremony = await Act("bench.begin", writing => Task.FromResult(Begin(writing, document, role, device)));
        var prepared = await signing.Prepare(ceremony, document, Prove(device), Strokes, null, CancellationToken.None);
        ceremony = await Act("bench.prepare", async writing =>
        {
            var held = await writing.Hold<Ceremony>(ceremony.Id);
            writing.Db.Add(prepared.Object);
            held.Prepare(prepared.Certificate, prepared.Chain, prepared.Object.Id);
            return held;
        });
        await using var db = court.Get<Reads>().Open();
        var signature = Raw(device, await signing.Attributes(db, ceremony, matter, CancellationToken.None));
        var signed = await signing.Complete(db, ceremony, matter, signature, CancellationToken.None);
        return await Act("bench.complete", writing => Complete(writing, document.Id, ceremony.Id, signed));
    }

    /// <summary>Hands out the row that the act wrote; what the books remember of the act is only that it was done.</summary>
    Task<T> Act<T>(string kind, Func<Writing, Task<T>> work) => shares.Of(Shares.Books, async () =>
    {
        T? row = default;
        await court.Get<Writer>().Do(new Command(BenchCourt.NewId(), "system", kind), async writing => row = await work(writing));
        return row!;
    });

    Ceremony Begin(Writing writing, Documents.Document document, string role, ECDsa device)
    {
        var ceremony = new Ceremony
        {
            Id = writing.NewId(),
            DocumentId = document.Id,
            Role = role,
            Name = Ceremony.SealName(court.Get<DataKeys>().Of(Case.OwnerOf(matter)), SampleAuthority.NameOf(role)),
            DocumentSha256 = document.Sha256,
            KeySha256 = Convert.ToHexStringLower(SHA256.HashData(device.ExportSubjectPublicKeyInfo())),
            Method = "device",
            BegunAt = writing.Now,
        };
        writing.Db.Add(ceremony);
        writing.Journal(Case.StreamOf(matter), "signing.begun", new JsonObject { ["ceremony"] = $"{ceremony.Id:D}", ["key"] = ceremony.KeySha256 });
        return ceremony;
    }

    static async Task<Documents.Document> Complete(Writing writing, Guid document, Guid ceremony, StoredObject signed)
    {
        var held = await writing.Hold<Documents.Document>(document);
        (await writing.Hold<Ceremony>(ceremony)).Complete(signed.Sha256, writing.Now);
        writing.Db.Add(signed);
        held.Revise(signed.Id, signed.Sha256);
        writing.Journal(Case.StreamOf(held.CaseId), "signing.completed", new JsonObject { ["ceremony"] = $"{ceremony:D}", ["sha256"] = signed.Sha256 });
        return held;
    }

    static ProvenPublicKey Prove(ECDsa device)
    {
        var challenge = RandomNumberGenerator.GetBytes(32);
        var key = new ProvenPublicKey(device.ExportSubjectPublicKeyInfo(), challenge, Raw(device, challenge));
        return DeviceKey.Proves(key.Information, key.Challenge, key.Proof) ? key : throw new CryptographicException("The key is not proved.");
    }

    /// <summary>As WebCrypto signs: r || s.</summary>
    static byte[] Raw(ECDsa device, byte[] data) => device.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
}
