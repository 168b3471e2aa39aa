using System.Text.Json;
using Mingzheng.Base;

namespace Mingzheng.Witnessing.Applying;

/// <summary>
/// Causes about a person's status (身份关系), as <c>status-causes.json</c> lists them with the law behind each. In a divorce the party attends or
/// files a written opinion in spite of an agent (CPL 65), the judge asks whether the principal knows that, and the signature is also taken
/// by hand before the camera (witnessing rules 14). A meeting that holds neither may not witness such an authority: the case goes to the
/// court in person (RF-12).
/// </summary>
static class StatusCauses
{
    const string Table = "witnessing/status-causes.json";

    static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    static readonly IReadOnlyList<Version> Versions = Read();

    /// <summary>Null when the cause is none of those. A case with several causes (litigation rules 2.1) counts by each of them.</summary>
    /// <param name="on">The date in Beijing.</param>
    public static Refusal? Objection(string cause, DateOnly on)
    {
        var inForce = Versions.Where(version => version.EffectiveFrom <= on).MaxBy(version => version.EffectiveFrom)?.Causes ?? [];
        var causes = cause.Split('、', StringSplitOptions.TrimEntries);
        return inForce.FirstOrDefault(row => causes.Contains(row.Cause)) is { } found ? new Refusal("CASE_OF_STATUS", found.Article) { Field = "case" } : null;
    }

    static List<Version> Read()
    {
        using var stream = typeof(StatusCauses).Assembly.GetManifestResourceStream(Table)
            ?? throw new InvalidOperationException($"{Table} is not in the program.");
        return JsonSerializer.Deserialize<List<Version>>(stream, Format)!;
    }

    sealed record Version(DateOnly EffectiveFrom, IReadOnlyList<Row> Causes);

    sealed record Row(string Cause, string Article);
}
