using System.Security.Cryptography;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Base.Programs;
using Mingzheng.Cases;

namespace Mingzheng.Witnessing.Applying;

/// <summary>
/// The text of a power of attorney that the principal has already, pasted or as a file (ACC-AW-04). It ticks what it names and warns of 全权代理;
/// which powers are given is what is ticked when the application is sent.
/// </summary>
public sealed class ExistingText
{
    public const string Field = "existing";
    public const string FileField = "existing-file";

    /// <summary>The field by which a form says about which text its page warned: <see cref="Sha256"/>.</summary>
    public const string Warned = "existing-warned";

    public const string Unwarned = "FULL_AGENCY_UNREAD";
    public const int Longest = 8000;
    public const int LargestFile = 2 * 1024 * 1024;

    /// <summary>The file and the form around it.</summary>
    public const int LargestRequest = LargestFile + 256 * 1024;

    const string Unreadable = "EXISTING_FILE_UNREADABLE";

    /// <summary>What pdftotext says of a file that it cannot read; anything above is a fault of the machine.</summary>
    const int LastFaultOfFile = 99;

    static readonly ProgramBounds Bounds = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(15), Memory: 512 << 20, LargestFile: 0);

    /// <summary>A browser sends every line of a text area with CR LF; for the digest a text is the same however it came.</summary>
    public ExistingText(string text)
    {
        Text = text.ReplaceLineEndings("\n").Trim();
        (Powers, SaysFullAgency) = AgentPowers.Read(Text);
    }

    public string Text { get; }

    public Powers Powers { get; }

    public bool SaysFullAgency { get; }

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    /// <summary>The text of the file, when one was chosen, else what was pasted.</summary>
    /// <exception cref="RefusedException">FILE_TOO_LARGE, EXISTING_FILE_UNREADABLE, TEXT_TOO_LONG.</exception>
    public static async Task<ExistingText> Of(IFormCollection form, CancellationToken stop)
    {
        var file = form.Files.GetFile(FileField) is { Length: > 0 } chosen ? chosen : null;
        var existing = new ExistingText(file is null ? form[Field].ToString() : await TextOf(file, stop));
        Refuse.If(file is null || existing.Text.Length > 0 ? null : Refused(Unreadable));
        Refuse.If(existing.Text.Length <= Longest ? null : new Refusal("TEXT_TOO_LONG", null, Longest) { Field = file is null ? Field : FileField });
        return existing;
    }

    static async Task<string> TextOf(IFormFile file, CancellationToken stop)
    {
        Refuse.If(file.Length <= LargestFile ? null : Refused("FILE_TOO_LARGE", LargestFile / 1024 / 1024));
        var content = new byte[file.Length];
        await using (var stream = file.OpenReadStream())
        {
            await stream.ReadExactlyAsync(content, stop);
        }

        var text = content.AsSpan().StartsWith("%PDF-"u8) ? await TextOfPdf(content, stop) : TextOfPlain(content);
        // The end of a page is a control character, which no form can send back.
        return string.Concat(text.Where(letter => !char.IsControl(letter) || letter is '\n' or '\r' or '\t'));
    }

    /// <summary>A file of a stranger is read by a process that can harm nothing but itself.</summary>
    static async Task<string> TextOfPdf(byte[] content, CancellationToken stop)
    {
        var end = await BoundedProgram.Run("pdftotext", ["-q", "-enc", "UTF-8", "-nopgbrk", "-l", "20", "-", "-"], Bounds, stop, [content]);
        Refuse.If(end.OutOfBounds || end.ExitCode is > 0 and <= LastFaultOfFile ? Refused(Unreadable) : null);
        return end.ExitCode == 0
            ? Encoding.UTF8.GetString(end.Output)
            : throw new InvalidOperationException($"pdftotext failed ({end.ExitCode}): {end.Complaints}");
    }

    /// <summary>UTF-8, or what its first two bytes say; another encoding read as if it were one of these would hide what stands there.</summary>
    static string TextOfPlain(byte[] content)
    {
        Encoding encoding = content.AsSpan() switch
        {
            [0xFF, 0xFE, ..] => new UnicodeEncoding(bigEndian: false, byteOrderMark: true, throwOnInvalidBytes: true),
            [0xFE, 0xFF, ..] => new UnicodeEncoding(bigEndian: true, byteOrderMark: true, throwOnInvalidBytes: true),
            _ => new UTF8Encoding(encoderShouldEmitUTF8Identifier: true, throwOnInvalidBytes: true),
        };
        var mark = content.AsSpan().StartsWith(encoding.Preamble) ? encoding.Preamble.Length : 0;
        try
        {
            var text = encoding.GetString(content, mark, content.Length - mark);
            return text.Contains('\0', StringComparison.Ordinal) ? throw new RefusedException(Refused(Unreadable)) : text;
        }
        catch (DecoderFallbackException)
        {
            throw new RefusedException(Refused(Unreadable));
        }
    }

    static Refusal Refused(string code, params object[] arguments) => new(code, "AW-04", arguments) { Field = FileField };
}
