using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Access;

/// <summary>
/// The id that the asking side gave to its act: the hidden field <c>act</c> of a form, the query value <c>act</c> beside a raw
/// body, or the header <c>Idempotency-Key</c>. The same id
/// means the same act, however often it arrives; with other content it is refused (<see cref="SentContent"/>).
/// </summary>
public readonly record struct ActId(Guid Value)
{
    public const string Field = "act";
    public const string Header = "Idempotency-Key";

    /// <summary>Whatever JSON brought in can be written again, numbers that are none too.</summary>
    static readonly JsonSerializerOptions AsSent = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static async ValueTask<ActId> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        var text = context.Request.Headers[Header].ToString();
        if (text.Length == 0)
        {
            text = context.Request.Query[Field].ToString();
        }

        if (text.Length == 0 && FormBody.IsRead(context.Request))
        {
            text = (await context.Request.ReadFormAsync(context.RequestAborted))[Field].ToString();
        }

        return Of(Guid.TryParseExact(text, "D", out var id) ? id : Guid.Empty, await ContentOf(context));
    }

    /// <summary>An id that came as a member of JSON.</summary>
    /// <param name="sent">What came with it; written anew, so that the order and spaces of the sender do not matter.</param>
    /// <exception cref="RefusedException">ACT_ID_MISSING when nobody gave one, or one that no asking side makes.</exception>
    public static ActId OfJson<T>(Guid id, T sent) => Of(id, JsonSerializer.Serialize(sent, AsSent));

    static ActId Of(Guid id, string content)
    {
        Refuse.If(IsFromOutside(id) ? null : new Refusal("ACT_ID_MISSING") { Status = StatusCodes.Status400BadRequest });
        SentContent.Came(id, content);
        return new ActId(id);
    }

    /// <summary>Random, or by time and random (RFC 9562). Ids that follow from facts are the court's own: <see cref="DerivedId"/>.</summary>
    static bool IsFromOutside(Guid id) => id is { Version: 4 or 7, Variant: >= 8 and < 12 };

    /// <summary>
    /// The fields of address and form in one order, without the id itself and the token, which is another one on every page. A file or a
    /// picture is streamed later and is not among them.
    /// </summary>
    static async Task<string> ContentOf(HttpContext context)
    {
        var request = context.Request;
        var token = context.RequestServices.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.FormFieldName;
        IEnumerable<KeyValuePair<string, StringValues>> form = FormBody.IsPlain(request) ? await request.ReadFormAsync(context.RequestAborted) : [];
        var fields = request.Query.Concat(form).Where(field => field.Key != Field && field.Key != token)
            .SelectMany(field => field.Value.Select(value => (field.Key, Value: value ?? "")))
            .OrderBy(field => field.Key, StringComparer.Ordinal).ThenBy(field => field.Value, StringComparer.Ordinal);
        return JsonSerializer.Serialize(fields.Select(field => new[] { field.Key, field.Value }));
    }
}
