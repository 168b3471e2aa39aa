namespace Mingzheng.Witnessing.Texts;

/// <summary>
/// A clause of a power of attorney as it is shown by the prompter, read aloud and printed: the three are the same text.
/// </summary>
/// <param name="Id">Stable within the document, such as <c>service</c> or <c>agent-1:S4</c>.</param>
/// <param name="Number">As printed: 一、 or （一） for a special power.</param>
/// <param name="Translation">For reference, when the party's language is not zh-Hans.</param>
/// <param name="Power">The special power that this clause gives; such a clause is read and confirmed by itself (V-2).</param>
public sealed record PowerOfAttorneyClause(string Id, string Number, string Text, string? Translation, string? Power)
{
    /// <summary>Number and text, as read aloud and printed.</summary>
    public string Line => Number + Text;
}
