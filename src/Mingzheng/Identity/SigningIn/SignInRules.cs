using Mingzheng.Base;

namespace Mingzheng.Identity.SigningIn;

/// <summary>What a code must satisfy. Pure: the time is passed in.</summary>
public static class SignInRules
{
    public const int Digits = 6;
    public const int MostAttempts = 5;
    public const int MostPerContact = 5;
    public const int MostPerContactAndDay = 20;
    public const int MostPerAddress = 60;

    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan CodeIsGood = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan NameMayWait = TimeSpan.FromMinutes(30);
    public static readonly TimeSpan SignInIsGood = TimeSpan.FromHours(12);

    /// <summary>Refuses a further code. Counts are of codes asked for within <see cref="Window"/> and within a day.</summary>
    public static Refusal? MayAsk(int byContact, int byContactToday, int byAddress) =>
        byContact >= MostPerContact || byContactToday >= MostPerContactAndDay || byAddress >= MostPerAddress
            ? new Refusal("CODE_TOO_OFTEN", null, (int)Window.TotalMinutes) { Status = StatusCodes.Status429TooManyRequests }
            : null;

    /// <summary>Refuses a code that may not even be compared.</summary>
    public static Refusal? MayTry(SignInCode code, DateTimeOffset now) =>
        code.UsedAt is not null ? new Refusal("CODE_USED") { Field = "code" }
        : now >= code.ExpiresAt ? new Refusal("CODE_EXPIRED") { Field = "code" }
        : code.Attempts >= MostAttempts ? new Refusal("CODE_SPENT") { Field = "code", Status = StatusCodes.Status429TooManyRequests }
        : null;
}
