using System.Globalization;

namespace Mingzheng.Bench.Append;

/// <summary>What the act and the raw insert both write, so that the bytes are the same.</summary>
static class PaperRow
{
    public const string Actor = "account:0192f4c2-0000-7000-8000-000000000001";
    public const string Kind = "bench.paper-received";
    public const string Owner = "case:0192f4c2-0000-7000-8000-000000000002";
    public const string MediaType = "application/pdf";
    public const long Bytes = 123_456;

    public static string StreamOf(int subject) => string.Create(CultureInfo.InvariantCulture, $"case:0192f4c2-0000-7000-8000-{subject:D12}");
}
