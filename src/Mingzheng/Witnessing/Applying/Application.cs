using Mingzheng.Base.Identifiers;
using Mingzheng.Web;

namespace Mingzheng.Witnessing.Applying;

/// <summary>What a person asks for with the form, well formed but not yet compared with case, identity and register.</summary>
/// <param name="Special">S1 to S13, each ticked by itself (CPL 62).</param>
/// <param name="Consents">Clauses of the consents text that were ticked.</param>
/// <param name="Existing">The text that was given to be read, if any.</param>
/// <param name="Drawn">The legal texts that stood on the page.</param>
public sealed record Application(
    Guid Case,
    string Licence,
    IReadOnlyList<string> Stages,
    IReadOnlyList<string> Special,
    bool MayReceiveService,
    string? ExcludedAdmissions,
    DateOnly? TermEnd,
    string? Latin,
    Sex Sex,
    DateOnly BirthDate,
    string Address,
    string Place,
    string TimeZone,
    IReadOnlyList<string> Consents,
    ExistingText? Existing,
    IReadOnlyList<DrawnText> Drawn)
{
    /// <summary>General authority always, receiving service as ticked (7.4), and the special powers in the order of the law.</summary>
    public IReadOnlyList<string> Powers =>
        [.. Texts.PowerCodes.General.Where(code => code != "G5" || MayReceiveService), .. Texts.PowerCodes.Special.Where(Special.Contains)];
}
