namespace Mingzheng.Cases;

/// <summary>A stage of proceedings; a power of attorney is for named stages (witnessing rules 7.1).</summary>
public enum Stage
{
    FirstInstance,
    SecondInstance,
    Retrial,
    Enforcement,
    Bankruptcy,
}

/// <summary>A case at a court: the meeting point of parties, agents, papers and everything that is done in it.</summary>
public sealed class Case
{
    public required Guid Id { get; init; }

    public required Guid CourtId { get; init; }

    /// <summary>As documents print it: （2025）粤01民初100号.</summary>
    public required string Number { get; init; }

    public required string Cause { get; init; }

    public required Stage Stage { get; set; }

    public required DateTimeOffset FiledAt { get; init; }

    public string Stream => StreamOf(Id);

    public static string StreamOf(Guid id) => $"case:{id:D}";

    /// <summary>Whose key protects what names people in this case, and its papers.</summary>
    public static string OwnerOf(Guid id) => $"case:{id:D}";
}
