using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Courts;

namespace Mingzheng.Witnessing.Accepting;

/// <summary>
/// Which lawyers may be appointed before a judge on video (AW-R9): mainland lawyers in full-time or part-time practice. A court may admit
/// further categories of licence (dossier-and-data 9.11) by <c>Witnessing:LawyerCategories:CODE</c>, a list of <see cref="LawyerCategory"/>
/// under the court's code, for example 粤01. Who can change this decides who but ordinary lawyers may be appointed.
/// </summary>
public sealed class CoveredLawyers(IConfiguration configuration, CourtRegister courts)
{
    const string Setting = "Witnessing:LawyerCategories";

    /// <summary>Null when this court witnesses the appointment of a lawyer with this licence.</summary>
    public async Task<Refusal?> ObjectionTo(string licence, Guid court, CancellationToken stop)
    {
        var code = (await courts.Of(court, stop))?.Code;
        return Objection(licence, configuration.GetSection($"{Setting}:{code}").Get<LawyerCategory[]>() ?? []);
    }

    /// <summary>Pure: the category stands in the number.</summary>
    internal static Refusal? Objection(string licence, IReadOnlyCollection<LawyerCategory> admitted) =>
        LawyerLicenceNumber.TryParse(licence, out var number, out _)
        && (number.Category is LawyerCategory.FullTime or LawyerCategory.PartTime || admitted.Contains(number.Category))
            ? null
            : new Refusal("AGENT_KIND_NOT_COVERED", "RF-03") { Field = "licence" };
}
