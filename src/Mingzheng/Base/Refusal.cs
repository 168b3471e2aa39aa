namespace Mingzheng.Base;

/// <summary>
/// Why an act was not done. <paramref name="Code"/> is stable and translated by the screen as <c>refusal.CODE</c>;
/// <paramref name="Rule"/> names the spec id or article behind it; <paramref name="Args"/> fill the translation.
/// </summary>
public sealed record Refusal(string Code, string? Rule = null, params object[] Args)
{
    /// <summary>HTTP status: 404 not found, 403 not yours, 409 out of order, 422 bad input, 429 too often, 503 outside service down.</summary>
    public int Status { get; init; } = StatusCodes.Status422UnprocessableEntity;

    /// <summary>The form field that caused it, if any, so that the screen can point there.</summary>
    public string? Field { get; init; }
}

/// <summary>Arguments of a refusal that are words themselves, by their keys: the screen says them in the reader's language.</summary>
public sealed record Said(params IReadOnlyList<string> Keys);

/// <summary>Carries a <see cref="Refusal"/> out of a decision; the write function rolls the act back.</summary>
public sealed class RefusedException(Refusal refusal) : Exception(refusal.Code)
{
    public Refusal Refusal { get; } = refusal;
}

public static class Refuse
{
    /// <summary>Throws when a decision refused; does nothing when it is null.</summary>
    public static void If(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RefusedException(refusal);
        }
    }

    public static RefusedException NotFound(string code = "NOT_FOUND") =>
        new(new Refusal(code) { Status = StatusCodes.Status404NotFound });
}
