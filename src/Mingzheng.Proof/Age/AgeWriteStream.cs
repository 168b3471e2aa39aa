using System.Security.Cryptography;

namespace Mingzheng.Proof.Age;

/// <summary>
/// Encrypts what is written to it into an age file below. Only <see cref="Complete"/> or <see cref="CompleteAsync"/> ends the
/// file: when it is disposed before, for instance because an upload broke off, what was written is cut short and every
/// reader refuses it. Disposing also disposes the stream below.
/// </summary>
public sealed class AgeWriteStream : Stream
{
    readonly Stream target;
    readonly bool leaveOpen;
    readonly AgePayload payload;
    readonly byte[] plain = new byte[AgePayload.ChunkSize];
    readonly byte[] cipher;
    readonly int prefix;
    int filled;
    long chunk;
    bool complete;

    internal AgeWriteStream(Stream target, IReadOnlyList<AgeRecipient> recipients, bool leaveOpen)
    {
        if (recipients.Count == 0)
        {
            throw new ArgumentException("An age file needs a recipient.", nameof(recipients));
        }

        this.target = target;
        this.leaveOpen = leaveOpen;
        var fileKey = RandomNumberGenerator.GetBytes(AgeHeader.FileKeySize);
        var nonce = RandomNumberGenerator.GetBytes(AgePayload.NonceSize);
        byte[] prefix = [.. AgeHeader.Write(fileKey, recipients), .. nonce];
        payload = new AgePayload(AgeHeader.PayloadKey(fileKey, nonce));
        CryptographicOperations.ZeroMemory(fileKey);
        this.prefix = prefix.Length;
        cipher = new byte[prefix.Length + AgePayload.SealedChunkSize];
        prefix.CopyTo(cipher, 0);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => !complete;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => chunk * AgePayload.ChunkSize + filled;
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        RefuseAfterEnd();
        while (buffer.Length > 0)
        {
            if (filled == plain.Length)
            {
                target.Write(Seal(last: false).Span);
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
            if (filled == plain.Length)
            {
                await target.WriteAsync(Seal(last: false), cancellationToken).ConfigureAwait(false);
            }

            buffer = buffer[Take(buffer.Span)..];
        }
    }

    /// <summary>Ends the file and flushes it below. Nothing may be written afterwards.</summary>
    public void Complete()
    {
        RefuseAfterEnd();
        complete = true;
        target.Write(Seal(last: true).Span);
        target.Flush();
    }

    /// <inheritdoc cref="Complete"/>
    public async Task CompleteAsync(CancellationToken cancellationToken = default)
    {
        RefuseAfterEnd();
        complete = true;
        await target.WriteAsync(Seal(last: true), cancellationToken).ConfigureAwait(false);
        await target.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Flushes full chunks only: the format cannot end a chunk early.</summary>
    public override void Flush() => target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            payload.Dispose();
            CryptographicOperations.ZeroMemory(plain);
            if (!leaveOpen)
            {
                target.Dispose();
            }
        }

        base.Dispose(disposing);
    }

    public override async ValueTask DisposeAsync()
    {
        if (!leaveOpen)
        {
            await target.DisposeAsync().ConfigureAwait(false);
        }

        await base.DisposeAsync().ConfigureAwait(false);
    }

    int Take(ReadOnlySpan<byte> buffer)
    {
        var count = Math.Min(buffer.Length, plain.Length - filled);
        buffer[..count].CopyTo(plain.AsSpan(filled));
        filled += count;
        return count;
    }

    ReadOnlyMemory<byte> Seal(bool last)
    {
        payload.Seal(chunk, last, plain.AsSpan(0, filled), cipher.AsSpan(prefix));
        var start = chunk == 0 ? 0 : prefix;
        var end = prefix + filled + AgePayload.TagSize;
        chunk++;
        filled = 0;
        return cipher.AsMemory(start, end - start);
    }

    void RefuseAfterEnd()
    {
        if (complete)
        {
            throw new InvalidOperationException("The age file is already complete.");
        }
    }
}
