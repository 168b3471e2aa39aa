namespace Mingzheng.Verify;

/// <summary>What is to be checked: a document by itself, a zip that came over the standard input, or else a package at a path.</summary>
sealed record GivenFile(byte[]? Pdf, Stream? Zip)
{
    const string StandardInput = "-";
    const int Largest = 256 * 1024 * 1024;

    internal static GivenFile Open(string path, Stream input)
    {
        if (path == StandardInput)
        {
            var content = PiecedStream.ReadAll(input, Largest);
            return IsPdf(content) ? new GivenFile(Whole(content), null) : new GivenFile(null, content);
        }

        if (!File.Exists(path))
        {
            return new GivenFile(null, null);
        }

        using var file = File.OpenRead(path);
        return new GivenFile(IsPdf(file) ? Whole(PiecedStream.ReadAll(file, Largest)) : null, null);
    }

    /// <summary>And goes back to the beginning.</summary>
    static bool IsPdf(Stream content)
    {
        var start = new byte[5];
        var isPdf = content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) == start.Length && start.AsSpan().SequenceEqual("%PDF-"u8);
        content.Position = 0;
        return isPdf;
    }

    static byte[] Whole(PiecedStream content)
    {
        var whole = new byte[content.Length];
        content.ReadExactly(whole);
        return whole;
    }
}
