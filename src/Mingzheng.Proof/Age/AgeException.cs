namespace Mingzheng.Proof.Age;

/// <summary>Why an age file cannot be opened.</summary>
public enum AgeFault
{
    /// <summary>Not an age file, or its header breaks the format.</summary>
    Malformed,

    /// <summary>None of the given identities is a recipient.</summary>
    WrongIdentity,

    /// <summary>Header or payload were altered, cut short or lengthened.</summary>
    Altered,
}

public sealed class AgeException(AgeFault fault, string message) : Exception(message)
{
    public AgeFault Fault { get; } = fault;
}
