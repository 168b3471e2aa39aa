using System.Globalization;
using System.Text;
using Mingzheng.Base;

namespace Mingzheng.Rooms.Reading;

/// <summary>
/// A clause takes the time that a tongue needs for it: a button pressed through a text is no reading aloud (AW-06, AW-07). By the court's
/// clock, from the end of the clause before, or from the beginning of the reading, to its own end. Pure: text and times are passed in.
/// </summary>
/// <param name="Fastest">Letters a second; nobody speaks faster. A court may set another with <c>Rooms:FastestReading</c>.</param>
sealed record ReadingPace(double Fastest)
{
    /// <summary>About four times as fast as a person reads Chinese aloud: it stops who does not read, and hurries nobody who does.</summary>
    const double Usual = 20;

    /// <summary>A word in an alphabet is spoken in about the time of two Chinese characters.</summary>
    const int LettersAWord = 2;

    /// <exception cref="InvalidOperationException">The setting is no speed.</exception>
    public static ReadingPace From(IConfiguration configuration)
    {
        var fastest = configuration.GetValue("Rooms:FastestReading", Usual);
        return fastest > 0 ? new ReadingPace(fastest) : throw new InvalidOperationException("Rooms:FastestReading must be above 0.");
    }

    /// <summary>Null when the clause may have been read between the two instants; else how many seconds are still needed.</summary>
    public Refusal? Objection(string clause, DateTimeOffset begun, DateTimeOffset now)
    {
        var missing = TimeSpan.FromSeconds(Letters(clause) / Fastest) - (now - begun);
        return missing <= TimeSpan.Zero
            ? null
            : new Refusal("READ_TOO_FAST", "AW-06", (int)Math.Ceiling(missing.TotalSeconds)) { Status = StatusCodes.Status409Conflict };
    }

    /// <summary>What is spoken, measured in Chinese characters: each character and each digit is one, each word in an alphabet two; signs are silent.</summary>
    public static int Letters(string text)
    {
        var (letters, isInWord) = (0, false);
        foreach (var rune in text.EnumerateRunes())
        {
            var category = Rune.GetUnicodeCategory(rune);
            var isAlphabetic = category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter;
            letters += isAlphabetic ? isInWord ? 0 : LettersAWord
                : category is UnicodeCategory.OtherLetter or UnicodeCategory.DecimalDigitNumber ? 1
                : 0;
            isInWord = isAlphabetic;
        }

        return letters;
    }
}
