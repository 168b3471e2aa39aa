using Mingzheng.Base;

namespace Mingzheng.Witnessing;

/// <summary>How long an authority lasts (7.1 no. 7): one that is over before it begins is neither met for, nor read, nor approved. Pure.</summary>
public static class Term
{
    /// <summary>Null when the authority may still begin on this day; the last day itself is one of its days.</summary>
    /// <param name="last">The last day; null when the authority ends with the stages.</param>
    /// <param name="on">A legal date (Beijing).</param>
    public static Refusal? Objection(DateOnly? last, DateOnly on) => last < on
        ? new Refusal("TERM_END_PAST", "W-7.1", BeijingTime.IsoDate(last.Value)) { Status = StatusCodes.Status409Conflict }
        : null;
}
