namespace Mingzheng.Base.Database;

/// <summary>
/// What the request at hand asks for under its act id, as a digest that is kept with the act. A person whose answer was lost may change the
/// form and send it again: without this the id would answer "done" for what was not done.
/// </summary>
public sealed class SentContent
{
    static readonly AsyncLocal<SentContent?> Present = new();

    readonly Func<string, byte[]> digest;
    (Guid Act, byte[] Digest)? came;

    SentContent(Func<string, byte[]> digest) => this.digest = digest;

    /// <summary>A request begins; what comes with its act id is told below it by <see cref="Came"/>.</summary>
    /// <param name="digest">Keyed: what is sent may be short, a code or a number, and must not be found by trying.</param>
    public static void Begin(Func<string, byte[]> digest) => Present.Value = new SentContent(digest);

    /// <summary>The request names this act for this content; outside a request nothing is noted.</summary>
    public static void Came(Guid act, string content)
    {
        if (Present.Value is { } request)
        {
            request.came = (act, request.digest(content));
        }
    }

    /// <summary>Null for an act that no request named, such as one of the court's own.</summary>
    internal static byte[]? Of(Guid act) => Present.Value?.came is { } came && came.Act == act ? came.Digest : null;
}
