using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Base;

/// <summary>
/// Ids that follow from what they stand for, so that the same thing done again is the same act. They are of version 8 (RFC 9562), which no
/// request may name as its act: whoever knows what one is made of cannot take it first.
/// </summary>
public static class DerivedId
{
    /// <param name="parts">What the id stands for, the kind of it first; none holds a line feed.</param>
    public static Guid Of(params IEnumerable<string> parts)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts))).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
