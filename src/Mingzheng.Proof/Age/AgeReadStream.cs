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
    private const int Window = AgePayload.SealedChunkSize + 1;

    private readonly Stream _source;
    private readonly bool _leaveOpen;
    private readonly byte[] _cipher;
    private readonly byte[] _plain = new byte[AgePayload.ChunkSize];
    private readonly AgePayload _payload;
    private readonly long _payloadStart;
    private int _cipherStart;
    private int _cipherEnd;
    private int _plainStart;
    private int _plainEnd;
    private long _chunk;
    private long _position;
    private bool _ended;
    private long? _length;

    private AgeReadStream(Stream source, byte[] cipher, int filled, IReadOnlyList<AgeIdentity> identities, bool leaveOpen)
    {
        var (fileKey, headerLength) = AgeHeader.Open(cipher.AsSpan(0, filled), identities);
        var start = headerLength + AgePayload.NonceSize;
        if (filled < start)
        {
            throw new AgeException(AgeFault.Altered, "The encrypted file is cut short.");
        }

        _payload = new AgePayload(AgeHeader.PayloadKey(fileKey, cipher.AsSpan(headerLength, AgePayload.NonceSize)));
        CryptographicOperations.ZeroMemory(fileKey);
        _source = source;
        _leaveOpen = leaveOpen;
        _cipher = cipher;
        _cipherStart = start;
        _cipherEnd = filled;
        _payloadStart = source.CanSeek ? source.Position - filled + start : 0;
    }

    public override bool CanRead => true;

    public override bool CanSeek => _source.CanSeek;

    public override bool CanWrite => false;

    /// <summary>Bytes of clear content. The first call authenticates the last chunk (C2SP age.md, "Random access").</summary>
    public override long Length => _length ??= MeasureLength();

    public override long Position
    {
        get => _position;
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
        if (_plainStart == _plainEnd && !_ended && buffer.Length > 0)
        {
            var missing = PrepareWindow();
            _cipherEnd += _source.ReadAtLeast(_cipher.AsSpan(_cipherEnd), missing, throwOnEndOfStream: false);
            OpenChunk();
        }

        return Give(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_plainStart == _plainEnd && !_ended && buffer.Length > 0)
        {
            var missing = PrepareWindow();
            _cipherEnd += await _source
                .ReadAtLeastAsync(_cipher.AsMemory(_cipherEnd), missing, throwOnEndOfStream: false, cancellationToken)
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
        _source.Position = _payloadStart + chunk * AgePayload.SealedChunkSize;
        (_cipherStart, _cipherEnd, _plainStart, _plainEnd) = (0, 0, 0, 0);
        (_chunk, _ended) = (chunk, false);
        var missing = PrepareWindow();
        _cipherEnd += _source.ReadAtLeast(_cipher, missing, throwOnEndOfStream: false);
        OpenChunk();
        _plainStart = (int)(target - chunk * AgePayload.ChunkSize);
        _position = target;
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
            _payload.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
            if (!_leaveOpen)
            {
                _source.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_leaveOpen)
        {
            await _source.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private static byte[] NewBuffer() => new byte[AgeHeader.MaximumSize + AgePayload.NonceSize + Window];

    /// <summary>Moves what is left to the front and says how many bytes a chunk and its lookahead still need.</summary>
    private int PrepareWindow()
    {
        _cipher.AsSpan(_cipherStart, _cipherEnd - _cipherStart).CopyTo(_cipher);
        _cipherEnd -= _cipherStart;
        _cipherStart = 0;
        return Math.Max(0, Window - _cipherEnd);
    }

    private void OpenChunk()
    {
        var available = _cipherEnd - _cipherStart;
        var last = available < Window;
        var size = Math.Min(available, AgePayload.SealedChunkSize);
        _payload.Open(_chunk, last, _cipher.AsSpan(_cipherStart, size), _plain);
        _cipherStart += size;
        _plainStart = 0;
        _plainEnd = size - AgePayload.TagSize;
        _chunk++;
        _ended = last;
    }

    private int Give(Span<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _plainEnd - _plainStart);
        _plain.AsSpan(_plainStart, count).CopyTo(buffer);
        _plainStart += count;
        _position += count;
        return count;
    }

    private long MeasureLength()
    {
        var before = _source.Position;
        var sealedLength = _source.Length - _payloadStart;
        var chunks = Math.Max(1, (sealedLength + AgePayload.SealedChunkSize - 1) / AgePayload.SealedChunkSize);
        var lastStart = (chunks - 1) * AgePayload.SealedChunkSize;
        var lastSize = (int)(sealedLength - lastStart);
        var last = new byte[Math.Max(lastSize, 0)];
        _source.Position = _payloadStart + lastStart;
        _source.ReadExactly(last);
        _source.Position = before;
        var scratch = new byte[AgePayload.ChunkSize];
        _payload.Open(chunks - 1, last: true, last, scratch);
        CryptographicOperations.ZeroMemory(scratch);
        return sealedLength - chunks * AgePayload.TagSize;
    }
}
