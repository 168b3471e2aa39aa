using Mingzheng.Base;

namespace Mingzheng.Access;

/// <summary>The one place where person x act x thing is decided.</summary>
public static class Decision
{
    /// <summary>Null when the act is allowed. A thing that is not there, or not the person's business, looks the same: not found.</summary>
    public static Refusal? Of(Person person, Act act, Standing? standing)
    {
        var stands = (standing ?? Standing.None) | Standing.Anyone | (person.IsSignedIn ? Standing.SignedIn : Standing.None);
        if (standing is null)
        {
            return NeedsSignIn(person, act) ?? new Refusal("NOT_FOUND") { Status = StatusCodes.Status404NotFound };
        }

        if ((stands & act.May) != Standing.None)
        {
            return null;
        }

        return NeedsSignIn(person, act) ?? (standing == Standing.None
            ? new Refusal("NOT_FOUND") { Status = StatusCodes.Status404NotFound }
            : new Refusal("NOT_YOURS", null, act.Name) { Status = StatusCodes.Status403Forbidden });
    }

    static Refusal? NeedsSignIn(Person person, Act act) => !person.IsSignedIn && !act.May.HasFlag(Standing.Anyone)
        ? new Refusal("SIGN_IN_FIRST") { Status = StatusCodes.Status401Unauthorized }
        : null;
}
