using System.Security.Cryptography;

namespace Mingzheng.Proof.Age;

/// <summary>
/// Encrypts what is written to it into an age file below. Only <see cref="Complete"/> or <see cref="CompleteAsync"/> ends the
/// file: when it is disposed before, for instance because an upload broke off, what was written is cut short and every
/// reader refuses it. Disposing also disposes the stream below.
/// </summary>
public sealed class AgeWriteStream : Stream
{
    private readonly Stream _target;
    private readonly bool _leaveOpen;
    private readonly AgePayload _payload;
    private readonly byte[] _plain = new byte[AgePayload.ChunkSize];
    private readonly byte[] _sealed;
    private readonly int _prefix;
    private int _filled;
    private long _chunk;
    private bool _complete;

    internal AgeWriteStream(Stream target, IReadOnlyList<AgeRecipient> recipients, bool leaveOpen)
    {
        if (recipients.Count == 0)
        {
            throw new ArgumentException("An age file needs a recipient.", nameof(recipients));
        }

        _target = target;
        _leaveOpen = leaveOpen;
        var fileKey = RandomNumberGenerator.GetBytes(AgeHeader.FileKeySize);
        var nonce = RandomNumberGenerator.GetBytes(AgePayload.NonceSize);
        byte[] prefix = [.. AgeHeader.Write(fileKey, recipients), .. nonce];
        _payload = new AgePayload(AgeHeader.PayloadKey(fileKey, nonce));
        CryptographicOperations.ZeroMemory(fileKey);
        _prefix = prefix.Length;
        _sealed = new byte[prefix.Length + AgePayload.SealedChunkSize];
        prefix.CopyTo(_sealed, 0);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !_complete;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _chunk * AgePayload.ChunkSize + _filled;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RefuseAfterEnd();
        while (buffer.Length > 0)
        {
            if (_filled == _plain.Length)
            {
                _target.Write(Seal(last: false).Span);
            }

            buffer = buffer[Take(buffer)..];
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        RefuseAfterEnd();
        while (buffer.Length > 0)
        {
            if (_filled == _plain.Length)
            {
                await _target.WriteAsync(Seal(last: false), cancellationToken).ConfigureAwait(false);
            }

            buffer = buffer[Take(buffer.Span)..];
        }
    }

    /// <summary>Ends the file and flushes it below. Nothing may be written afterwards.</summary>
    public void Complete()
    {
        RefuseAfterEnd();
        _complete = true;
        _target.Write(Seal(last: true).Span);
        _target.Flush();
    }

    /// <inheritdoc cref="Complete"/>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        RefuseAfterEnd();
        _complete = true;
        await _target.WriteAsync(Seal(last: true), cancellationToken).ConfigureAwait(false);
        await _target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Flushes full chunks only: the format cannot end a chunk early.</summary>
    public override void Flush() => _target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => _target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _payload.Dispose();
            CryptographicOperations.ZeroMemory(_plain);
            if (!_leaveOpen)
            {
                _target.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!_leaveOpen)
        {
            await _target.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    private int Take(ReadOnlySpan<byte> buffer)
    {
        var count = Math.Min(buffer.Length, _plain.Length - _filled);
        buffer[..count].CopyTo(_plain.AsSpan(_filled));
        _filled += count;
        return count;
    }

    private ReadOnlyMemory<byte> Seal(bool last)
    {
        _payload.Seal(_chunk, last, _plain.AsSpan(0, _filled), _sealed.AsSpan(_prefix));
        var start = _chunk == 0 ? 0 : _prefix;
        var end = _prefix + _filled + AgePayload.TagSize;
        _chunk++;
        _filled = 0;
        return _sealed.AsMemory(start, end - start);
    }

    private void RefuseAfterEnd()
    {
        if (_complete)
        {
            throw new InvalidOperationException("The age file is already complete.");
        }
    }
}
