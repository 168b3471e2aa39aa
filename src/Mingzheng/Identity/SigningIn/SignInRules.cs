using Mingzheng.Base;
using Mingzheng.Base.Identifiers;

namespace Mingzheng.Identity.SigningIn;

/// <summary>How often codes were asked for before.</summary>
/// <param name="Here">To this contact from this place (<see cref="SignInPlace"/>), within <see cref="SignInRules.Window"/>.</param>
/// <param name="HereToday">The same within a day.</param>
/// <param name="Anywhere">To this contact from all places, within the window.</param>
/// <param name="AnywhereToday">The same within a day.</param>
/// <param name="ByNetwork">From this network to all contacts, within the window.</param>
/// <param name="InAll">From all networks to all contacts, within the window.</param>
/// <param name="IsKnown">In this place the contact was proved lately: strangers cannot spend what it may ask.</param>
public sealed record AskedBefore(int Here, int HereToday, int Anywhere, int AnywhereToday, int ByNetwork, int InAll, bool IsKnown);

/// <summary>How often codes were guessed wrongly before, over all contacts.</summary>
/// <param name="ByNetwork">From this network, within <see cref="SignInRules.Window"/>.</param>
/// <param name="ByNetworkToday">The same within a day.</param>
/// <param name="InAll">From all networks, within the window.</param>
/// <param name="IsKnown">In this place the contact was proved lately.</param>
public sealed record TriedBefore(int ByNetwork, int ByNetworkToday, int InAll, bool IsKnown);

/// <summary>What a code must satisfy. Pure: the time is passed in.</summary>
public static class SignInRules
{
    public const int Digits = 6;
    public const int MostAttempts = 5;

    /// <summary>To one contact from one network.</summary>
    public const int MostHere = 5;
    public const int MostHereToday = 20;

    /// <summary>
    /// To one contact from all places that it does not know: one a minute on average. Strangers can spend these; then the owner gets codes in a
    /// browser or a network where they signed in before, and waits in every other.
    /// </summary>
    public const int MostAnywhere = 10;

    public const int MostByNetwork = 60;

    /// <summary>Six digits guessed over many contacts: a hundred tries a day find one in ten thousand days.</summary>
    public const int MostWrongByNetwork = 30;
    public const int MostWrongByNetworkToday = 100;

    /// <summary>After so many codes in a day each further one may be tried once: asking often does not make guessing easier.</summary>
    public const int ManyToday = 20;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    /// <summary>A network, or a browser by its cookie, in which the contact was proved.</summary>
    public static readonly TimeSpan PlaceIsKnown = TimeSpan.FromDays(90);
    public static readonly TimeSpan CodeIsGood = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan NameMayWait = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan SignInIsGood = TimeSpan.FromHours(12);

    /// <summary>
    /// Refuses a further code. Whoever asks from a browser or a network in which the contact was proved is counted by what was asked there and by
    /// nothing that others do.
    /// </summary>
    public static Refusal? MayAsk(AskedBefore asked, SignInLimits limits) =>
        asked.Here >= MostHere || (!asked.IsKnown && asked.ByNetwork >= MostByNetwork)
            ? new Refusal("CODE_TOO_OFTEN", null, (int)Window.TotalMinutes) { Status = StatusCodes.Status429TooManyRequests }
        : !asked.IsKnown && (asked.HereToday >= MostHereToday || asked.Anywhere >= MostAnywhere)
            ? new Refusal("CODE_ASKED_OFTEN") { Status = StatusCodes.Status429TooManyRequests }
        : !asked.IsKnown && asked.InAll >= limits.Codes
            ? new Refusal("CODE_BUSY", null, (int)Window.TotalMinutes) { Status = StatusCodes.Status429TooManyRequests }
        : null;

    /// <summary>How often a code that is given now may be tried.</summary>
    public static int TriesOf(AskedBefore asked) => (asked.IsKnown ? asked.HereToday : asked.AnywhereToday) >= ManyToday ? 1 : MostAttempts;

    /// <summary>Refuses a guess where very many were wrong; whoever tries from a network that the contact knows has the tries of the code.</summary>
    public static Refusal? MayTry(TriedBefore tried, SignInLimits limits) =>
        tried.IsKnown ? null
        : tried.ByNetwork >= MostWrongByNetwork || tried.ByNetworkToday >= MostWrongByNetworkToday
            ? new Refusal("CODE_TRIED_OFTEN") { Field = "code", Status = StatusCodes.Status429TooManyRequests }
        : tried.InAll >= limits.WrongTries
            ? new Refusal("CODE_BUSY", null, (int)Window.TotalMinutes) { Field = "code", Status = StatusCodes.Status429TooManyRequests }
        : null;

    /// <summary>The digits as they were typed, in whatever width and with gaps between them; null when they are no code, which is compared with none.</summary>
    public static string? CodeIn(string? typed)
    {
        var written = string.Concat(WrittenForm.HalfWidth(typed ?? "").Where(character => !char.IsWhiteSpace(character)));
        return written.Length == Digits && written.All(char.IsAsciiDigit) ? written : null;
    }

    /// <summary>Refuses a code that may not even be compared.</summary>
    public static Refusal? MayTry(SignInCode code, DateTimeOffset now) =>
        code.UsedAt is not null ? new Refusal("CODE_USED") { Field = "code" }
        : now >= code.ExpiresAt ? new Refusal("CODE_EXPIRED") { Field = "code" }
        : code.Attempts >= MostAttempts ? new Refusal("CODE_SPENT") { Field = "code", Status = StatusCodes.Status429TooManyRequests }
        : null;
}
