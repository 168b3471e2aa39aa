namespace Mingzheng.Calendar;

/// <summary>A stretch of a judge's time that is taken; its end is free again.</summary>
public readonly record struct TakenTime(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>Whether a meeting of the usual length that starts then would run into it.</summary>
    public bool Meets(DateTimeOffset start) => start < To && From < start + Slots.Length;
}
