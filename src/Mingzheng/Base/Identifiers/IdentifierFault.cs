namespace Mingzheng.Base.Identifiers;

/// <summary>Why a text is not the identifier it claims to be. The names are stable codes that screens translate.</summary>
public enum IdentifierFault
{
    None,

    /// <summary>Nothing was entered.</summary>
    Empty,

    /// <summary>Wrong length, wrong characters or wrong layout.</summary>
    Form,

    /// <summary>The layout is right and the check digit is not: nearly always a typing error.</summary>
    CheckDigit,

    /// <summary>The birth date inside the number does not exist, lies before 1900 or lies in the future.</summary>
    BirthDate,

    /// <summary>The area prefix belongs to no province.</summary>
    Area,

    /// <summary>A case number names a type of case that the table of type codes does not hold.</summary>
    CaseType,

    /// <summary>The number is written as in a place of its own and nothing says which: ask for the region.</summary>
    Region,
}
