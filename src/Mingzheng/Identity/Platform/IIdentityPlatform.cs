namespace Mingzheng.Identity.Platform;

/// <summary>The national identity platform, which compares a person with the picture that the state holds.</summary>
public interface IIdentityPlatform
{
    /// <summary>The largest face picture, in bytes.</summary>
    const int LargestFace = 2 * 1024 * 1024;

    /// <summary>
    /// Compares a face, a JPEG picture, with a name and a document. The picture is read from the caller's memory and not copied
    /// or kept: the caller wipes it. Failures are outcomes, so that no path leads from a failure to a pass.
    /// </summary>
    Task<IdentityAnswer> Compare(IdentityQuestion question, ReadOnlyMemory<byte> face, CancellationToken cancellation);
}
