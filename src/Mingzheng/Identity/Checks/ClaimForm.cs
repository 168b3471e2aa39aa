using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Identity.Checks;

/// <summary>The form in which a person says who they are.</summary>
static class ClaimForm
{
    /// <summary>Pure: everything that is wrong with it, in the order of the page, so that nobody mends it one field at a time.</summary>
    /// <param name="today">The date in Beijing.</param>
    public static IReadOnlyList<Refusal> Faults(IFormCollection form, DateOnly today)
    {
        var faults = new List<Refusal?>();
        if (DocumentTypes.Find(form["document"]) is { } type)
        {
            faults.Add(IdentityDocument.Objection(type, form["number"], today));
        }
        else
        {
            faults.Add(DocumentTypes.Missing);
            // By which rule a number is judged says its document; that there is none can be seen without.
            faults.Add(string.IsNullOrWhiteSpace(form["number"]) ? IdentityDocument.Missing : null);
        }

        faults.Add(IdentityChecks.Objection(WrittenForm.Name(form["name"].ToString())));
        faults.Add(form["consent"] == "yes" ? null : new Refusal("CONSENT_MISSING", "PIPL-29") { Field = "consent" });
        return [.. faults.OfType<Refusal>()];
    }
}
