using System.Globalization;
using Microsoft.Extensions.Primitives;
using Mingzheng.Base;
using Mingzheng.Base.Identifiers;
using Mingzheng.Cases;
using Mingzheng.Web;
using Mingzheng.Witnessing.Texts;

namespace Mingzheng.Witnessing.Applying;

/// <summary>Reads the application as it was sent and says field by field, in the order of the page, what is wrong with it (7.5).</summary>
static class ApplicationForm
{
    public const int LongestText = 500;
    public const int LongestName = 100;
    public const string Rules = "rules";
    public const string Sex = "sex";
    public const string BirthDate = "birth-date";

    const string ElectronicService = "electronic-service";
    const string JudgmentsByService = "electronic-service-judgments";

    /// <summary>Stages that a first application offers; a later stage needs its own tick (7.1).</summary>
    public static readonly IReadOnlyList<string> Stages = ["first-instance", "second-instance", "retrial", "enforcement", "bankruptcy"];

    /// <summary>Consents without which no meeting on video can be held (section 27); each is given by itself.</summary>
    public static readonly IReadOnlyList<string> NeededConsents = ["online-step", "recording", "sensitive-data"];

    public static readonly IReadOnlyList<string> FreeConsents = [ElectronicService, JudgmentsByService];

    /// <summary>Every field with which a text is agreed to.</summary>
    public static readonly IReadOnlyList<string> Agreements = [Rules, .. NeededConsents.Concat(FreeConsents).Select(FieldOf)];

    /// <summary>Null when there are errors.</summary>
    public static Application? Read(IFormCollection form, DateOnly today, FormErrors errors)
    {
        var reading = new Reading(form, errors);
        var application = new Application(
            reading.Case(),
            reading.Licence(),
            reading.Chosen("stages", Stages, atLeastOne: true),
            reading.Chosen("powers", PowerCodes.Special, atLeastOne: false),
            form["receive-service"] == "yes",
            reading.Optional("excluded", LongestText),
            reading.TermEnd(today),
            reading.Optional("latin", LongestName),
            reading.Sex(),
            reading.BirthDate(today),
            reading.Needed("address", "ADDRESS_MISSING", LongestText),
            reading.Needed("place", "PLACE_MISSING", LongestName),
            reading.Zone(),
            reading.Consents(),
            reading.Existing(),
            DrawnText.In(form));
        reading.Compare(application);
        return errors.Any ? null : application;
    }

    /// <summary>
    /// The same form with a text of a power of attorney and the special powers that it names; with the words 全权代理 none of them (CPL-I 89,
    /// ACC-AW-04).
    /// </summary>
    public static FormCollection With(ExistingText existing, IFormCollection form) => new(new Dictionary<string, StringValues>(form)
    {
        [ExistingText.Field] = existing.Text,
        ["powers"] = existing.Powers.Special.All.Select(power => power.ToString()).ToArray(),
    });

    sealed class Reading(IFormCollection form, FormErrors errors)
    {
        public Guid Case() => Guid.TryParse(form["case"], out var id) ? id : Wrong("case", "CASE_MISSING", Guid.Empty);

        public string Licence() => LawyerLicenceNumber.TryParse(form["licence"], out var licence, out _)
            ? licence.Value
            : Wrong("licence", "LICENCE_INVALID", "", "C-4");

        public IReadOnlyList<string> Chosen(string field, IReadOnlyList<string> known, bool atLeastOne)
        {
            var chosen = form[field].OfType<string>().ToList();
            if (chosen.Except(known).FirstOrDefault() is { } unknown)
            {
                return Wrong<IReadOnlyList<string>>(field, field == "powers" ? "POWER_UNKNOWN" : "STAGE_UNKNOWN", [], "CPL-62", unknown);
            }

            return atLeastOne && chosen.Count == 0 ? Wrong<IReadOnlyList<string>>(field, "STAGE_MISSING", [], "W-7.1") : [.. known.Where(chosen.Contains)];
        }

        public Sex Sex() => form[ApplicationForm.Sex].ToString() switch
        {
            "female" => Base.Identifiers.Sex.Female,
            "male" => Base.Identifiers.Sex.Male,
            _ => Wrong(ApplicationForm.Sex, "SEX_MISSING", default(Sex), "W-7.1"),
        };

        public DateOnly BirthDate(DateOnly today) =>
            !TryDate(form[ApplicationForm.BirthDate], out var date) || date.Year < 1900 || date > today
                ? Wrong(ApplicationForm.BirthDate, "BIRTH_DATE_INVALID", default(DateOnly), "W-7.1")
            : PrincipalPaper.MayAppoint(date, today) is { } minor ? Wrong(minor, date)
            : date;

        public string Needed(string field, string missing, int longest) =>
            Optional(field, longest) ?? (errors[field] is null ? Wrong(field, missing, "", "W-7.1") : "");

        public string? Optional(string field, int longest)
        {
            // Line breaks are kept as typed.
            var text = WrittenForm.HalfWidth(form[field].ToString()).Trim();
            return text.Length == 0 ? null
                : WrittenForm.Length(text) > longest ? Wrong<string?>(field, "TEXT_TOO_LONG", null, null, longest)
                : !WrittenForm.IsReadable(text) ? Wrong<string?>(field, "TEXT_UNREADABLE", null)
                : form[field].ToString().Trim();
        }

        public DateOnly? TermEnd(DateOnly today)
        {
            if (form["term"] != "date")
            {
                // A date that is typed and not chosen is never dropped in silence: the authority would last longer than meant.
                return string.IsNullOrWhiteSpace(form["term-end"]) ? null : Wrong<DateOnly?>("term-end", "TERM_END_CONTRADICTS", null, "W-7.1");
            }

            return !TryDate(form["term-end"], out var end)
                ? Wrong<DateOnly?>("term-end", "TERM_END_INVALID", null, "W-7.1")
                : end <= today ? Wrong<DateOnly?>("term-end", "TERM_END_TOO_SOON", null, "W-7.1") : end;
        }

        /// <summary>A power of a later stage needs the tick of that stage (7.1 no. 4).</summary>
        public void Compare(Application application)
        {
            if (errors[StagesOfPowers.Field] is null && StagesOfPowers.Objection(application.Special, application.Stages) is { } missing)
            {
                errors.Add(StagesOfPowers.Field, missing);
            }
        }

        public string Zone() => CourtTime.Zone(form["zone"])?.Id ?? Wrong("zone", "ZONE_MISSING", "", "W-18");

        public IReadOnlyList<string> Consents()
        {
            if (form[Rules] != "yes")
            {
                Wrong(Rules, "RULES_NOT_ACCEPTED", false, "AW-19");
            }

            foreach (var missing in NeededConsents.Where(clause => form[FieldOf(clause)] != "yes"))
            {
                Wrong(FieldOf(missing), WithoutConsent(missing), false, "OLR-4");
            }

            // OLR 29: what is served is named besides that it is served; the one without the other would have no address to go to.
            if (form[FieldOf(JudgmentsByService)] == "yes" && form[FieldOf(ElectronicService)] != "yes")
            {
                Wrong(FieldOf(JudgmentsByService), "ELECTRONIC_SERVICE_FIRST", false, "OLR-29");
            }

            return [.. NeededConsents.Concat(FreeConsents).Where(clause => form[FieldOf(clause)] == "yes")];
        }

        /// <summary>The words 全权代理 are not passed over: the application is taken when the warning about this very text stood on the page.</summary>
        public ExistingText? Existing()
        {
            if (Optional(ExistingText.Field, ExistingText.Longest) is not { } typed)
            {
                return null;
            }

            var existing = new ExistingText(typed);
            return existing.SaysFullAgency && form[ExistingText.Warned] != existing.Sha256
                ? Wrong<ExistingText?>(ExistingText.Field, ExistingText.Unwarned, null, "CPL-I-89")
                : existing;
        }

        /// <summary>As date fields of browsers send it.</summary>
        static bool TryDate(StringValues typed, out DateOnly date) =>
            DateOnly.TryParseExact(typed.ToString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out date);

        static string WithoutConsent(string clause) => clause switch
        {
            "recording" => "RECORDING_CONSENT_MISSING",
            "sensitive-data" => "SENSITIVE_CONSENT_MISSING",
            _ => "STEP_CONSENT_MISSING",
        };

        T Wrong<T>(string field, string code, T instead, string? rule = null, params object[] args) =>
            Wrong(new Refusal(code, rule, args) { Field = field }, instead);

        T Wrong<T>(Refusal refusal, T instead)
        {
            errors.Add(refusal.Field!, refusal);
            return instead;
        }
    }

    public static string FieldOf(string consent) => $"consent-{consent}";
}
