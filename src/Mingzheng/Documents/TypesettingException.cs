namespace Mingzheng.Documents;

/// <summary>Why a document could not be typeset.</summary>
public enum TypesettingFault
{
    /// <summary>No template has this name.</summary>
    TemplateUnknown,

    /// <summary>The template has an error or does not fit the data.</summary>
    TemplateFaulty,

    /// <summary>No font shows some character of the data; printing boxes in place of a person's name is refused.</summary>
    CharacterMissing,

    /// <summary>The engine refused the request, for instance because the data is too large.</summary>
    RequestFaulty,

    /// <summary>Rendering took longer than the time allowed.</summary>
    TimedOut,

    /// <summary>Too many documents are waiting.</summary>
    Busy,

    /// <summary>The engine does not start or has died twice over this document.</summary>
    Unavailable,
}

/// <summary>A document could not be typeset. Nothing was made; the caller may try again after the cause is gone.</summary>
public sealed class TypesettingException(TypesettingFault fault, string message, Exception? cause = null)
    : Exception(message, cause)
{
    public TypesettingFault Fault { get; } = fault;

    /// <summary>The characters that no font shows, in case of <see cref="TypesettingFault.CharacterMissing"/>.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];
}
