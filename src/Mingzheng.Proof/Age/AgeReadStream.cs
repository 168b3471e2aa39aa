using System.Security.Cryptography;

namespace Mingzheng.Proof.Age;

/// <summary>
/// The clear content of an age file. Each 64 KiB chunk is authenticated before any of it is returned; a cut or altered
/// file throws <see cref="AgeException"/>. Over a seekable stream it seeks too, after proving that the last chunk is there.
/// Disposing also disposes the stream below.
/// </summary>
public sealed class AgeReadStream : Stream
{
    /// <summary>One byte more than a chunk, so that the last chunk is known as such before it is opened.</summary>
    const int Window = AgePayload.SealedChunkSize + 1;

    readonly Stream source;
    readonly bool leaveOpen;
    readonly byte[] cipher;
    readonly byte[] plain = new byte[AgePayload.ChunkSize];
    readonly AgePayload payload;
    readonly long payloadStart;
    int cipherStart;
    int cipherEnd;
    int plainStart;
    int plainEnd;
    long chunk;
    long position;
    bool ended;
    long? length;

    AgeReadStream(Stream source, byte[] cipher, int filled, IReadOnlyList<AgeIdentity> identities, bool leaveOpen)
    {
        var (fileKey, headerLength) = AgeHeader.Open(cipher.AsSpan(0, filled), identities);
        var start = headerLength + AgePayload.NonceSize;
        if (filled < start)
        {
            throw new AgeException(AgeFault.Altered, "The encrypted file is cut short.");
        }

        payload = new AgePayload(AgeHeader.PayloadKey(fileKey, cipher.AsSpan(headerLength, AgePayload.NonceSize)));
        CryptographicOperations.ZeroMemory(fileKey);
        this.source = source;
        this.leaveOpen = leaveOpen;
        this.cipher = cipher;
        cipherStart = start;
        cipherEnd = filled;
        payloadStart = source.CanSeek ? source.Position - filled + start : 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => source.CanSeek;

    public override bool CanWrite => false;

    /// <summary>Bytes of clear content. The first call authenticates the last chunk (C2SP age.md, "Random access").</summary>
    public override long Length => length ??= MeasureLength();

    public override long Position
    {
        get => position;
        set => Seek(value, SeekOrigin.Begin);
    }

    internal static AgeReadStream Open(Stream source, IReadOnlyList<AgeIdentity> identities, bool leaveOpen)
    {
        var buffer = NewBuffer();
        var filled = source.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        return new AgeReadStream(source, buffer, filled, identities, leaveOpen);
    }

    internal static async Task<AgeReadStream> OpenAsync(
        Stream source, IReadOnlyList<AgeIdentity> identities, bool leaveOpen, CancellationToken cancellationToken)
    {
        var buffer = NewBuffer();
        var filled = await source.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken)
            .ConfigureAwait(false);
        return new AgeReadStream(source, buffer, filled, identities, leaveOpen);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (plainStart == plainEnd && !ended && buffer.Length > 0)
        {
            var missing = PrepareWindow();
            cipherEnd += source.ReadAtLeast(cipher.AsSpan(cipherEnd), missing, throwOnEndOfStream: false);
            OpenChunk();
        }

        return Give(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (plainStart == plainEnd && !ended && buffer.Length > 0)
        {
            var missing = PrepareWindow();
            cipherEnd += await source
                .ReadAtLeastAsync(cipher.AsMemory(cipherEnd), missing, throwOnEndOfStream: false, cancellationToken)
                .ConfigureAwait(false);
            OpenChunk();
        }

        return Give(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin)
    {
        var target = origin switch
        {
            SeekOrigin.Begin => offset,
            SeekOrigin.Current => Position + offset,
            _ => Length + offset,
        };
        ArgumentOutOfRangeException.ThrowIfNegative(target, nameof(offset));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(target, Length, nameof(offset));

        // The end of a file that fills its last chunk lies in that chunk, not in a following one.
        var chunk = Math.Min(target / AgePayload.ChunkSize, Math.Max(0, Length - 1) / AgePayload.ChunkSize);
        source.Position = payloadStart + chunk * AgePayload.SealedChunkSize;
        (cipherStart, cipherEnd, plainStart, plainEnd) = (0, 0, 0, 0);
        (this.chunk, ended) = (chunk, false);
        var missing = PrepareWindow();
        cipherEnd += source.ReadAtLeast(cipher, missing, throwOnEndOfStream: false);
        OpenChunk();
        plainStart = (int)(target - chunk * AgePayload.ChunkSize);
        position = target;
        return target;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            payload.Dispose();
            CryptographicOperations.ZeroMemory(plain);
            if (!leaveOpen)
            {
                source.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
        {
            await source.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    static byte[] NewBuffer() => new byte[AgeHeader.MaximumSize + AgePayload.NonceSize + Window];

    /// <summary>Moves what is left to the front and says how many bytes a chunk and its lookahead still need.</summary>
    int PrepareWindow()
    {
        cipher.AsSpan(cipherStart, cipherEnd - cipherStart).CopyTo(cipher);
        cipherEnd -= cipherStart;
        cipherStart = 0;
        return Math.Max(0, Window - cipherEnd);
    }

    void OpenChunk()
    {
        var available = cipherEnd - cipherStart;
        var last = available < Window;
        var size = Math.Min(available, AgePayload.SealedChunkSize);
        payload.Open(chunk, last, cipher.AsSpan(cipherStart, size), plain);
        cipherStart += size;
        plainStart = 0;
        plainEnd = size - AgePayload.TagSize;
        chunk++;
        ended = last;
    }

    int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, plainEnd - plainStart);
        plain.AsSpan(plainStart, count).CopyTo(buffer);
        plainStart += count;
        position += count;
        return count;
    }

    long MeasureLength()
    {
        var before = source.Position;
        var sealedLength = source.Length - payloadStart;
        var chunks = Math.Max(1, (sealedLength + AgePayload.SealedChunkSize - 1) / AgePayload.SealedChunkSize);
        var lastStart = (chunks - 1) * AgePayload.SealedChunkSize;
        var lastSize = (int)(sealedLength - lastStart);
        var last = new byte[Math.Max(lastSize, 0)];
        source.Position = payloadStart + lastStart;
        source.ReadExactly(last);
        source.Position = before;
        var scratch = new byte[AgePayload.ChunkSize];
        payload.Open(chunks - 1, last: true, last, scratch);
        CryptographicOperations.ZeroMemory(scratch);
        return sealedLength - chunks * AgePayload.TagSize;
    }
}
