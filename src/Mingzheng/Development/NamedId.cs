using System.Security.Cryptography;
using System.Text;

namespace Mingzheng.Development;

/// <summary>The same id for the same name, so that what the demo sets up is set up once. RFC 9562 version 8.</summary>
static class NamedId
{
    public static Guid Of(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes($"mingzheng/demo/{name}")).AsSpan(0, 16);
        bytes[6] = (byte)(bytes[6] & 0x0f | 0x80);
        bytes[8] = (byte)(bytes[8] & 0x3f | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
