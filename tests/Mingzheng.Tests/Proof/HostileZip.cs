using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Mingzheng.Tests.Proof;

/// <summary>Zip files that no honest program writes.</summary>
static class HostileZip
{
    const int EndRecord = 22;
    const int NameInDirectory = 46;

    /// <summary>One part, and a directory that leads to it under many names.</summary>
    internal static byte[] Overlapping(byte[] content, int names)
    {
        using var zip = new MemoryStream();
        using (var archive = new ZipArchive(zip, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry("00000").Open();
            part.Write(content);
        }

        var bytes = zip.ToArray();
        var end = bytes[^EndRecord..];
        var directory = BinaryPrimitives.ReadInt32LittleEndian(end.AsSpan(16));
        var record = bytes[directory..^EndRecord];
        using var hostile = new MemoryStream();
        hostile.Write(bytes, 0, directory);
        for (var i = 0; i < names; i++)
        {
            Encoding.ASCII.GetBytes($"{i:D5}", record.AsSpan(NameInDirectory));
            hostile.Write(record);
        }

        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(8), (ushort)names);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(10), (ushort)names);
        BinaryPrimitives.WriteInt32LittleEndian(end.AsSpan(12), names * record.Length);
        hostile.Write(end);
        return hostile.ToArray();
    }
}
