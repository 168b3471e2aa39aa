using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Mingzheng.Proof.Log;

namespace Mingzheng.Proof.Packages;

/// <summary>The keys that a check rests on: given ones first, else those of the package itself.</summary>
sealed class PackageTrust
{
    const int MaximumFile = 1 << 20;
    const int MaximumCertificates = 64;

    readonly Dictionary<string, Judgement> judgements = [];
    readonly TrustAnchors given;

    internal PackageTrust(PackageSource source, TrustAnchors given)
    {
        this.given = given;
        Roots = Certificates(source, PackagePath.Root, given.Roots);
        TimestampRoots = Certificates(source, PackagePath.TimestampRoot, given.TimestampRoots);
        Log = LogKey(source);
    }

    internal X509Certificate2Collection? Roots { get; private set; }

    internal X509Certificate2Collection? TimestampRoots { get; private set; }

    internal NoteVerifier? Log { get; }

    internal bool IsLogGiven => given.Log is not null;

    /// <summary>What there is; a package without keys rests on nothing.</summary>
    internal IEnumerable<PackageAnchor> Anchors => new PackageAnchor[]
    {
        new("log key", Log?.ToString() ?? "", given.Log is null),
        new("signer roots", Fingerprints(Roots), given.Roots is null),
        new("timestamp roots", Fingerprints(TimestampRoots), given.TimestampRoots is null),
    }.Where(anchor => anchor.Fingerprint.Length > 0);

    internal Judgement JudgementOf(string path)
    {
        if (!judgements.TryGetValue(path, out var judgement))
        {
            judgements.Add(path, judgement = new Judgement(path));
        }

        return judgement;
    }

    /// <summary>A certificate that the proved manifest does not list vouches for nothing.</summary>
    internal void Distrust(string path)
    {
        Roots = path == PackagePath.Root && given.Roots is null ? null : Roots;
        TimestampRoots = path == PackagePath.TimestampRoot && given.TimestampRoots is null ? null : TimestampRoots;
    }

    X509Certificate2Collection? Certificates(PackageSource source, string path, X509Certificate2Collection? given)
    {
        var found = new X509Certificate2Collection();
        try
        {
            found.ImportFromPem(Encoding.ASCII.GetString(source.Has(path) ? source.Read(path, MaximumFile) : []));
        }
        catch (Exception fault) when (fault is CryptographicException or InvalidDataException or IOException)
        {
            JudgementOf(path).Fail(PackageFault.Malformed, "it holds no readable certificate");
            return given;
        }

        if (found.Count > MaximumCertificates)
        {
            JudgementOf(path).Fail(PackageFault.Malformed, $"it holds more than {MaximumCertificates} certificates");
            return given;
        }

        if (found.Count == 0)
        {
            JudgementOf(path).Fail(PackageFault.Malformed, "it holds no certificate");
        }
        else if (given is not null && !found.Any(certificate => IsAmong(given, certificate)))
        {
            JudgementOf(path).Fail(PackageFault.NotTheGivenAnchor, "it is not the certificate that you trust");
        }

        return given ?? (found.Count > 0 ? found : null);
    }

    NoteVerifier? LogKey(PackageSource source)
    {
        try
        {
            var path = PackagePath.LogKey;
            var found = NoteVerifier.Parse(Encoding.UTF8.GetString(source.Has(path) ? source.Read(path, MaximumFile) : []));
            if (given.Log is not null && found.ToString() != given.Log.ToString())
            {
                JudgementOf(path).Fail(PackageFault.NotTheGivenAnchor, "it is not the log key that you trust");
            }

            return given.Log ?? found;
        }
        catch (Exception fault) when (fault is FormatException or InvalidDataException or IOException)
        {
            JudgementOf(PackagePath.LogKey).Fail(PackageFault.Malformed, $"it is no log key ({fault.Message.TrimEnd('.')})");
            return given.Log;
        }
    }

    /// <summary>By every byte; certificates of .NET count as equal when only issuer and serial number are.</summary>
    static bool IsAmong(X509Certificate2Collection given, X509Certificate2 certificate) =>
        given.Any(candidate => candidate.RawDataMemory.Span.SequenceEqual(certificate.RawDataMemory.Span));

    static string Fingerprints(X509Certificate2Collection? certificates) =>
        string.Join(" ", (certificates ?? []).Select(certificate => certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()));
}
