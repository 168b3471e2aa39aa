using Mingzheng.Web;

namespace Mingzheng.Witnessing.Texts;

/// <summary>
/// One version of a legal text in one language. The Chinese version (zh-Hans) is the law between the parties; every other
/// language is a translation of exactly that version.
/// </summary>
/// <param name="Sha256">Digest of this file, lower-case hex, as <c>sha256sum</c> prints it: what was shown can be proved later.</param>
/// <param name="TranslationOf">Digest of the authoritative file that this text translates; null for the authoritative text itself.</param>
public sealed record LegalText(
    string Id,
    string Version,
    string Language,
    DateOnly EffectiveFrom,
    string Title,
    IReadOnlyList<Clause> Clauses,
    string Sha256,
    string? TranslationOf)
{
    /// <summary>As a form carries it.</summary>
    public DrawnText Drawn => new($"{Id}/{Version}", Language, Sha256);

    /// <exception cref="KeyNotFoundException">The text has no such clause.</exception>
    public Clause this[string clauseId] =>
        Clauses.FirstOrDefault(clause => clause.Id == clauseId)
        ?? throw new KeyNotFoundException($"{Id} version {Version} has no clause {clauseId}.");
}
