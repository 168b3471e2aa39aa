using System.Buffers;
using System.IO.Pipelines;

namespace Mingzheng.Sandboxes.Messages;

/// <summary>One line without its CRLF. <c>Fault</c> says why it must not be used: too long, or a bare CR or LF in it, by which a
/// message could be smuggled past a server that reads line ends otherwise (RFC 5321 section 2.3.8).</summary>
readonly record struct SmtpLine(byte[] Bytes, string? Fault);

/// <summary>Reads lines that end in CRLF, in bounded memory.</summary>
sealed class SmtpLines(Stream stream)
{
    readonly PipeReader reader = PipeReader.Create(stream);

    /// <summary>The next line, or null at the end of the connection.</summary>
    public async Task<SmtpLine?> Next(int longest, CancellationToken cancellation)
    {
        var tooLong = false;
        while (true)
        {
            var read = await reader.ReadAsync(cancellation);
            var buffer = read.Buffer;
            if (TryTake(ref buffer, out var line))
            {
                var bytes = line.Length > longest ? [] : line.ToArray();
                reader.AdvanceTo(buffer.Start);
                return new SmtpLine(bytes, Fault(bytes, tooLong || line.Length > longest));
            }

            if (read.IsCompleted)
            {
                reader.AdvanceTo(buffer.End);
                return null;
            }

            if (buffer.Length > longest + 1)
            {
                // The rest of an overlong line is skipped; its last byte stays, it may be the CR of the end.
                tooLong = true;
                reader.AdvanceTo(buffer.GetPosition(buffer.Length - 1), buffer.End);
            }
            else
            {
                reader.AdvanceTo(buffer.Start, buffer.End);
            }
        }
    }

    static bool TryTake(ref ReadOnlySequence<byte> buffer, out ReadOnlySequence<byte> line)
    {
        var reader = new SequenceReader<byte>(buffer);
        if (!reader.TryReadTo(out line, "\r\n"u8))
        {
            return false;
        }

        buffer = buffer.Slice(reader.Position);
        return true;
    }

    static string? Fault(byte[] bytes, bool tooLong) =>
        tooLong ? "line too long" : bytes.AsSpan().IndexOfAny((byte)'\r', (byte)'\n') >= 0 ? "bare CR or LF" : null;
}
