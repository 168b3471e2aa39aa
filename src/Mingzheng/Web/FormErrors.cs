using Mingzheng.Base;

namespace Mingzheng.Web;

/// <summary>What is wrong with a submitted form, field by field, in the order of the fields on the page.</summary>
public sealed class FormErrors
{
    readonly List<(string Field, Refusal Refusal)> errors = [];

    /// <summary>The form of one refusal that names its field; a refusal without one concerns the form as a whole.</summary>
    public static FormErrors Of(Refusal refusal) => Of([refusal]);

    /// <inheritdoc cref="Of(Refusal)"/>
    public static FormErrors Of(IEnumerable<Refusal> refusals) =>
        refusals.Aggregate(new FormErrors(), (errors, refusal) => errors.Add(refusal.Field ?? "", refusal));

    public bool Any => errors.Count > 0;

    public IReadOnlyList<(string Field, Refusal Refusal)> All => errors;

    public Refusal? this[string field] =>
        errors.Where(error => error.Field == field).Select(error => error.Refusal).FirstOrDefault();

    public FormErrors Add(string field, Refusal refusal)
    {
        errors.Add((field, refusal));
        return this;
    }

    /// <summary>The id of a field's control, so that the summary can link to it.</summary>
    public static string IdOf(string field) => $"field-{field}";
}
