using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Mingzheng.Proof.Age;
using Mingzheng.Proof.Journal;
using Mingzheng.Proof.Log;
using Mingzheng.Proof.Packages;
using Mingzheng.Proof.Pdf;
using Mingzheng.Tests.Pdf;
using Xunit;

namespace Mingzheng.Tests.Proof;

/// <summary>The package of a fictitious session, written once as an application would, and taken apart for tampering.</summary>
public sealed class SamplePackage : IAsyncLifetime
{
    internal const string Session = "019a8c3e-5d2f-7b41-9c60-2f1e8d7a6b50";
    internal const string Stream = "room:" + Session;
    internal const string Authorization = "authorization:019a8c3e-5d2f-7b41-9c60-2f1e8d7a6b51";
    internal const string Document = "documents/power-of-attorney.pdf";
    internal const string Recording = "recordings/principal-video.age";
    internal const string Page = "verify.html";

    readonly Dictionary<string, byte[]> content = [];
    string? leftOut;
    int format = 3;
    string? alsoCompleted;
    IReadOnlyList<WithheldDocument> withheld = [];
    readonly Dictionary<string, long> numbers = [];

    /// <summary>Of the document that is in the journal and not in the package.</summary>
    internal static readonly string OtherDigest = new('a', 64);

    internal byte[] Zip { get; private set; } = [];

    internal PackageManifest Manifest { get; private set; } = null!;

    /// <summary>Checkpoints that the same log signed before and after that of the package.</summary>
    internal SignedNote Earlier { get; private set; } = null!;

    internal SignedNote Later { get; private set; } = null!;

    internal NoteVerifier LogKey { get; private set; } = null!;

    internal Dictionary<string, byte[]> Parts
    {
        get
        {
            using var archive = new ZipArchive(new MemoryStream(Zip));
            return archive.Entries.ToDictionary(part => part.FullName, part =>
            {
                using var open = part.Open();
                using var bytes = new MemoryStream();
                open.CopyTo(bytes);
                return bytes.ToArray();
            });
        }
    }

    public async Task InitializeAsync()
    {
        using var log = new PublishedLog();
        var authority = new TestAuthority(Pdf.Signing.Instant);
        await MakeContent(authority, log);
        Manifest = Describe();
        var signers = PdfCheck.Check(content[Document], authority.Roots, authority.Roots).Signatures.Select(one => one.CertificateSha256).ToList();
        var positions = new List<long>
        {
            Append(log, "case:019a8c3e-5d2f-7b41-9c60-2f1e8d7a6b52", "case.opened", []),
            Append(log, Stream, "witnessing.session-opened", []),
            Append(log, Stream, PackageDocument.SignedKind, new() { ["document"] = "power-of-attorney", ["certificate"] = signers[0] }),
            Append(log, Stream, PackageDocument.SealedKind, new() { ["sha256"] = Digest(Document), ["certificate"] = signers[1] }, version: 2),
            Append(log, Stream, PackageDocument.EntryKind, new() { ["document"] = "power-of-attorney", ["sha256"] = Digest(Document) }),
            Append(log, Stream, "witnessing.session-closed", []),
            Append(log, Stream, PackageRecording.EntryKind, new() { ["path"] = Recording, ["sha256"] = Digest(Recording) }),
        }[1..];
        if (alsoCompleted is not null)
        {
            positions.Add(Append(log, Stream, PackageDocument.EntryKind, new() { ["document"] = alsoCompleted, ["sha256"] = OtherDigest }));
        }

        Earlier = log.Checkpoint(log.Size);
        positions.Add(Append(log, Stream, PackageManifest.EntryKind, new() { ["manifest"] = Manifest.Sha256() }));
        positions.Add(Append(log, Authorization, "witnessing.granted", []));
        positions.Add(Append(log, Authorization, "witnessing.ended", []));
        var size = log.Size;
        var entries = positions.Select(position =>
        {
            var (entry, salt, proof) = log.Prove(position, size);
            return new PackageEntry(entry, salt, position, proof);
        });
        using var zip = new MemoryStream();
        await PackageWriter.Write(new AsyncOnlyStream(zip), Manifest, Open, entries, log.Checkpoint(size));
        Zip = zip.ToArray();
        Append(log, Stream, "witnessing.review-passed", []);
        Later = log.Checkpoint(log.Size);
        LogKey = log.Signer.Verifier;
    }

    public Task DisposeAsync() => Task.CompletedTask;

    /// <summary>The package as a court would make and prove it that leaves out a file of which its journal tells.</summary>
    internal static async Task<byte[]> WithoutFile(string path)
    {
        var sample = new SamplePackage { leftOut = path };
        await sample.InitializeAsync();
        return sample.Zip;
    }

    /// <summary>The same package as it was made in an earlier format: the first did not say how long the streams are, the second withheld nothing.</summary>
    internal static async Task<SamplePackage> OfFormat(int format)
    {
        var sample = new SamplePackage { format = format };
        await sample.InitializeAsync();
        return sample;
    }

    /// <summary>A package without a document that its journal tells of, and with what its manifest says is withheld.</summary>
    internal static async Task<SamplePackage> Without(string completed, params WithheldDocument[] withheld)
    {
        var sample = new SamplePackage { alsoCompleted = completed, withheld = withheld };
        await sample.InitializeAsync();
        return sample;
    }

    internal Task<System.IO.Stream> Open(string path) => Task.FromResult<System.IO.Stream>(new MemoryStream(content[path]));

    async Task MakeContent(TestAuthority authority, PublishedLog log)
    {
        using var identity = AgeIdentity.Generate();
        content[Document] = await Pdf.Signing.SignedBy(authority, SamplePdf.Pages("Power of attorney"), "Chan Siu Ming", "Zhang Wei");
        content[Recording] = AgeFile.Encrypt(new byte[100_000], identity.Recipient);
        content[PackagePath.Root] = Encoding.ASCII.GetBytes(authority.Root.ExportCertificatePem() + "\n");
        content[PackagePath.TimestampRoot] = content[PackagePath.Root];
        content[PackagePath.LogKey] = Encoding.UTF8.GetBytes(log.Signer.Verifier + "\n");
        content[Page] = "<!doctype html><title>Verify</title>"u8.ToArray();
    }

    PackageManifest Describe() => new(
        Session, "(2025)\u4eac0105\u6c11\u521d1\u53f7", "\u865a\u6784\u533a\u4eba\u6c11\u6cd5\u9662", PublishedLog.Origin, 1_763_800_000_000_000,
        [new StreamHead(Stream, format == 1 ? null : 4), new StreamHead(Authorization, format == 1 ? null : 2)],
        [.. content.Where(file => file.Key != leftOut).Select(file => PackageFile.Of(file.Key, file.Value))],
        [.. new[] { new PackageDocument(Document, "power-of-attorney", Digest(Document), 2) }.Where(document => document.Path != leftOut)],
        [.. new[] { new PackageRecording(Recording, "principal", "video", 61, 7) }.Where(recording => recording.Path != leftOut)],
        format < 3 ? null : withheld);

    string Digest(string path) => PackageFile.Of(path, content[path]).Sha256;

    long Append(PublishedLog log, string stream, string kind, JsonObject body, int version = 1)
    {
        numbers[stream] = numbers.GetValueOrDefault(stream) + 1;
        var act = new Guid(log.Size, 0, 0, new byte[8]);
        return log.Append(new JournalEntry(stream, numbers[stream], kind, version, 1_763_800_000_000_000 + log.Size, "system", act, body));
    }
}
