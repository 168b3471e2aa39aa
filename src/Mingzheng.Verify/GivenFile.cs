namespace Mingzheng.Verify;

/// <summary>What is to be checked: a document by itself, a zip that came over the standard input, or else a package at a path.</summary>
sealed record GivenFile(byte[]? Pdf, Stream? Zip)
{
    const string StandardInput = "-";
    const int LargestDocument = 256 * 1024 * 1024;

    internal static GivenFile Open(string path, Stream input)
    {
        if (path == StandardInput)
        {
            var content = ReadAll(input);
            return IsPdf(content) ? new GivenFile(content, null) : new GivenFile(null, new MemoryStream(content, writable: false));
        }

        if (!File.Exists(path))
        {
            return new GivenFile(null, null);
        }

        using var file = File.OpenRead(path);
        var start = new byte[5];
        var isPdf = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && IsPdf(start);
        file.Position = 0;
        return new GivenFile(isPdf ? ReadAll(file) : null, null);
    }

    static bool IsPdf(ReadOnlySpan<byte> content) => content.StartsWith("%PDF-"u8);

    static byte[] ReadAll(Stream source)
    {
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        int count;
        while ((count = source.Read(buffer)) > 0)
        {
            content.Write(buffer, 0, count);
            if (content.Length > LargestDocument)
            {
                throw new FormatException($"The file is larger than {LargestDocument} bytes.");
            }
        }

        return content.ToArray();
    }
}
