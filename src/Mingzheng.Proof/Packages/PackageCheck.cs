namespace Mingzheng.Proof.Packages;

/// <summary>
/// Checks a package offline: every byte against the manifest, the manifest and every entry against the signed log, every
/// document and recording against its entry, every signature against its root. Whatever is wrong is reported, not thrown.
/// </summary>
public static class PackageCheck
{
    /// <param name="path">A folder or a zip file. Throws <see cref="FileNotFoundException"/> when there is neither.</param>
    /// <param name="anchors">What is trusted from elsewhere; null means that the package vouches for itself.</param>
    public static PackageReport Run(string path, TrustAnchors? anchors = null)
    {
        if (Directory.Exists(path))
        {
            return Run(() => new FolderSource(path), anchors);
        }

        using var zip = File.Exists(path) ? File.OpenRead(path) : throw new FileNotFoundException($"There is no package at {path}.", path);
        return Run(zip, anchors);
    }

    /// <param name="zip">The package as a zip file; must seek.</param>
    /// <inheritdoc cref="Run(string, TrustAnchors?)"/>
    public static PackageReport Run(Stream zip, TrustAnchors? anchors = null) => Run(() => new ZipSource(zip), anchors);

    static PackageReport Run(Func<PackageSource> open, TrustAnchors? anchors)
    {
        try
        {
            using var source = open();
            return new PackageInspection(source, anchors ?? new TrustAnchors()).Run();
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return new PackageReport(null, [new PackageFinding("package", PackageOutcome.Failed, PackageFault.Unreadable, fault.Message)], []);
        }
    }
}
