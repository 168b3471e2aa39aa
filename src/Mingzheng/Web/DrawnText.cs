using Mingzheng.Base;

namespace Mingzheng.Web;

/// <summary>
/// A legal text as a form drew it. The form carries it (<c>Drawn.razor</c>), so that what is recorded is what stood before the person, and not what
/// another tab's language or the next day's version would have shown.
/// </summary>
/// <param name="Id">Id and version, for example "identity-consent/1".</param>
/// <param name="Sha256">Digest of the file in this language.</param>
public sealed record DrawnText(string Id, string Language, string Sha256)
{
    public const string Field = "drawn-text";

    /// <summary>Every text that the form drew; what is not well formed is none.</summary>
    public static IReadOnlyList<DrawnText> In(IFormCollection form) =>
        [.. form[Field].OfType<string>().Select(value => value.Split(' ')).Where(parts => parts.Length == 3)
            .Select(parts => new DrawnText(parts[0], parts[1], parts[2]))];

    /// <summary>The language in which the form drew a text, or the one to compare with when it drew none.</summary>
    public static Language LanguageOf(IEnumerable<DrawnText> drawn, string id) =>
        Web.Language.ByTag(drawn.FirstOrDefault(one => one.Id.StartsWith($"{id}/", StringComparison.Ordinal))?.Language) ?? Web.Language.SimplifiedChinese;

    /// <summary>Null when the form drew this text, which is the one in force (PIPL 14: agreed is what was told).</summary>
    /// <param name="field">Where it is agreed to.</param>
    public Refusal? ObjectionTo(IEnumerable<DrawnText> drawn, string field) => drawn.Contains(this)
        ? null
        : new Refusal("TEXT_CHANGED", "PIPL-14") { Field = field, Status = StatusCodes.Status409Conflict };

    /// <summary>What was typed, for the form that is drawn again; where it now draws another text, nothing is agreed to yet.</summary>
    /// <param name="ticks">The fields with which the texts are agreed to.</param>
    public static IFormCollection? Kept(IFormCollection? filled, IEnumerable<DrawnText> now, IEnumerable<string> ticks) =>
        filled is null || !now.Except(In(filled)).Any() ? filled
            : new FormCollection(filled.Where(field => !ticks.Contains(field.Key)).ToDictionary(field => field.Key, field => field.Value));

    public override string ToString() => $"{Id} {Language} {Sha256}";
}
