namespace Mingzheng.Web;

/// <summary>What a form passes to its fields: what was typed before, and what was wrong with it.</summary>
public sealed record FormState(FormErrors? Errors, IFormCollection? Filled)
{
    public string? Typed(string field) => Filled is not null && Filled.TryGetValue(field, out var value) ? value.ToString() : null;

    public bool? Ticked(string field, string value) => Filled is null ? null : Filled[field].Contains(value);
}
