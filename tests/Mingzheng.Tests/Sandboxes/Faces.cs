using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Tests.Sandboxes;

/// <summary>Pictures with the structure of a JPEG and nothing to see.</summary>
static class Faces
{
    /// <summary>Stands in every picture of this run and nowhere else.</summary>
    internal static string Mark { get; } = $"FACE-{RandomNumberGenerator.GetHexString(24)}";

    /// <summary>A picture with a comment; the comment MISMATCH makes the sandbox see somebody else.</summary>
    internal static byte[] With(string comment, int padding = 0) => Marked(Mark, comment, padding);

    /// <summary>A picture with another mark, for a test that leaves it lying about on purpose.</summary>
    internal static byte[] Marked(string mark, string comment, int padding = 0)
    {
        var text = Encoding.ASCII.GetBytes($"{comment} {mark} ");
        return
        [
            0xFF, 0xD8,
            0xFF, 0xFE, (byte)((text.Length + 2) >> 8), (byte)(text.Length + 2), .. text,
            0xFF, 0xC0, 0x00, 0x0B, 0x08, 0x00, 0x01, 0x00, 0x01, 0x01, 0x01, 0x11, 0x00,
            0xFF, 0xDA, 0x00, 0x08, 0x01, 0x01, 0x00, 0x00, 0x3F, 0x00, .. new byte[padding], 0x37,
            0xFF, 0xD9,
        ];
    }
}
