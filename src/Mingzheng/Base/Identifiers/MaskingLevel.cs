namespace Mingzheng.Base.Identifiers;

/// <summary>How much of a person's data a role may see (dossier-and-data 3.2, M0 to M3).</summary>
public enum MaskingLevel
{
    /// <summary>M0: everything.</summary>
    None,

    /// <summary>M1: the ends of a value, enough for its holder to recognise it.</summary>
    Partial,

    /// <summary>M2: that there is a value, and nothing of it.</summary>
    Strong,

    /// <summary>M3: not even that.</summary>
    Removed,
}
