using System.Globalization;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Witnessing.Applying;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Meeting;

/// <summary>
/// What the power of attorney is to say after a change in the meeting. Special powers are those ticked; what a form does not speak of stays; of
/// the general authority only the receiving of papers can be given or taken (7.4).
/// </summary>
static class WishedText
{
    public const string Powers = "powers";
    public const string Service = "service";
    public const string Excluded = "excluded";
    public const string Stages = StagesOfPowers.Field;
    public const string Place = "place";
    public const string TermEnd = "term-end";

    static readonly IReadOnlyList<string> Nothing = [];

    /// <param name="today">The legal date (Beijing): no authority is given that is over already.</param>
    /// <exception cref="RefusedException">
    /// POWER_UNKNOWN, STAGE_UNKNOWN, those of <see cref="StagesOfPowers"/>, TEXT_TOO_LONG, TEXT_UNREADABLE, PLACE_MISSING, TERM_END_INVALID,
    /// TERM_END_PAST.
    /// </exception>
    public static AuthorizationFacts Of(AuthorizationFacts facts, IFormCollection form, DateOnly today)
    {
        var special = Chosen(form, Powers, PowerCodes.Special, "POWER_UNKNOWN");
        var stages = form.ContainsKey(Stages) ? Chosen(form, Stages, ApplicationForm.Stages, "STAGE_UNKNOWN") : facts.Stages;
        Refuse.If(StagesOfPowers.Objection(special, stages));
        var mayReceiveService = form.ContainsKey(Service) ? form[Service] == "yes" : facts.MayReceiveService;
        return facts with
        {
            MayReceiveService = mayReceiveService,
            ExcludedAdmissions = Typed(form, Excluded, facts.ExcludedAdmissions, ApplicationForm.LongestText),
            Powers = [.. PowerCodes.General.Where(code => code == "G5" ? mayReceiveService : facts.Powers.Contains(code)), .. special],
            Stages = stages,
            Place = Typed(form, Place, facts.Place, ApplicationForm.LongestName)
                ?? throw new RefusedException(new Refusal("PLACE_MISSING", "W-7.1") { Field = Place }),
            TermEnd = form.ContainsKey(TermEnd) ? LastDay(form[TermEnd].ToString().Trim(), today) : facts.TermEnd,
        };
    }

    /// <summary>
    /// Whether the power of attorney would say anything else than now. The order in which powers and stages were ticked says nothing, and neither
    /// does how a browser ends its lines.
    /// </summary>
    public static bool IsAnother(AuthorizationFacts wished, AuthorizationFacts now) => Comparable(wished) != Comparable(now)
        || !wished.Powers.ToHashSet().SetEquals(now.Powers) || !wished.Stages.ToHashSet().SetEquals(now.Stages);

    static AuthorizationFacts Comparable(AuthorizationFacts facts) => facts with
    {
        Powers = Nothing,
        Stages = Nothing,
        ExcludedAdmissions = facts.ExcludedAdmissions?.ReplaceLineEndings("\n"),
    };

    static IReadOnlyList<string> Chosen(IFormCollection form, string field, IReadOnlyList<string> known, string refusal)
    {
        var chosen = form[field].OfType<string>().ToList();
        var unknown = chosen.Except(known).FirstOrDefault();
        Refuse.If(unknown is null ? null : new Refusal(refusal, "CPL-62", unknown) { Field = field });
        return [.. known.Where(chosen.Contains)];
    }

    static string? Typed(IFormCollection form, string field, string? before, int longest)
    {
        if (!form.ContainsKey(field))
        {
            return before;
        }

        var typed = form[field].ToString().Trim();
        Refuse.If(typed.Length <= longest ? null : new Refusal("TEXT_TOO_LONG", null, longest) { Field = field });
        Refuse.If(WrittenForm.IsReadable(typed) ? null : new Refusal("TEXT_UNREADABLE") { Field = field });
        return typed.Length == 0 ? null : typed;
    }

    /// <summary>Nothing typed: the authority ends with its stages.</summary>
    static DateOnly? LastDay(string typed, DateOnly today)
    {
        if (typed.Length == 0)
        {
            return null;
        }

        var isDay = DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end);
        Refuse.If(isDay ? null : new Refusal("TERM_END_INVALID", "W-7.1") { Field = TermEnd });
        Refuse.If(Term.Objection(end, today) is { } over ? over with { Field = TermEnd } : null);
        return end;
    }
}
