using System.Reflection;
using Mingzheng.Base;

namespace Mingzheng.Access;

/// <summary>
/// The id that the asking side gave to its act: the hidden field <c>act</c> of a form, the query value <c>act</c> beside a raw
/// body, or the header <c>Idempotency-Key</c>. The same id
/// means the same act, however often it arrives.
/// </summary>
public readonly record struct ActId(Guid Value)
{
    public const string Field = "act";
    public const string Header = "Idempotency-Key";

    public static async ValueTask<ActId> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var text = context.Request.Headers[Header].ToString();
        if (text.Length == 0)
        {
            text = context.Request.Query[Field].ToString();
        }

        if (text.Length == 0 && context.Request.HasFormContentType)
        {
            text = (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString();
        }

        return Of(Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty);
    }

    /// <summary>An id that came as a member of JSON.</summary>
    /// <exception cref="RefusedException">ACT_ID_MISSING when it is zero, as it is when nobody gave one.</exception>
    public static ActId Of(Guid id) => id != Guid.Empty
        ? new ActId(id)
        : throw new RefusedException(new Refusal("ACT_ID_MISSING") { Status = StatusCodes.Status400BadRequest });
}
