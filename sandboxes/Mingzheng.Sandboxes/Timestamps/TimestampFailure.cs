namespace Mingzheng.Sandboxes.Timestamps;

/// <summary>PKIFailureInfo of RFC 3161 section 2.4.2; the value is the bit of the ASN.1 BIT STRING.</summary>
[Flags]
enum TimestampFailure
{
    None = 0,
    BadAlgorithm = 1 << 0,
    BadRequest = 1 << 2,
    BadDataFormat = 1 << 5,
    UnacceptedPolicy = 1 << 15,
    UnacceptedExtension = 1 << 16,
}
