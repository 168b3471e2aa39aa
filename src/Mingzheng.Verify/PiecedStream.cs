namespace Mingzheng.Verify;

/// <summary>
/// What came over the standard input, kept in pieces as it came: a package of hundreds of megabytes then needs the memory of its own length, and not
/// twice or three times that while one array grows into the next.
/// </summary>
sealed class PiecedStream : Stream
{
    const int Piece = 1 << 20;

    readonly List<byte[]> pieces = [];
    long length;
    long position;

    /// <exception cref="FormatException">It is longer than <paramref name="most"/>.</exception>
    internal static PiecedStream ReadAll(Stream source, long most)
    {
        var content = new PiecedStream();
        int count;
        do
        {
            var piece = new byte[Piece];
            count = source.ReadAtLeast(piece, Piece, throwOnEndOfStream: false);
            content.pieces.Add(piece);
            content.length += count;
            if (content.length > most)
            {
                throw new FormatException($"The file is larger than {most} bytes.");
            }
        }
        while (count == Piece);
        return content;
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position
    {
        get => position;
        set => position = value >= 0 ? value : throw new IOException("There is nothing before the beginning.");
    }

    public override int Read(Span<byte> buffer)
    {
        if (position >= length)
        {
            return 0;
        }

        var (piece, start) = ((int)(position / Piece), (int)(position % Piece));
        var count = (int)Math.Min(Math.Min(buffer.Length, Piece - start), length - position);
        pieces[piece].AsSpan(start, count).CopyTo(buffer);
        position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => position,
        _ => length,
    };

    public override void Flush()
    {
        // Nothing is written.
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
