using Mingzheng.Access;
using Mingzheng.Base;

namespace Mingzheng.Web;

/// <summary>The fields of a submitted form. Whatever else is sent to an address that takes a form is the sender's mistake, not a fault of ours.</summary>
public static class SentForm
{
    /// <exception cref="RefusedException">BAD_REQUEST (415) when the body is no form, or one with files at an address that takes none.</exception>
    public static async Task<IFormCollection> Of(HttpRequest request, CancellationToken stop)
    {
        Refuse.If(FormBody.IsRead(request) ? null : new Refusal("BAD_REQUEST") { Status = StatusCodes.Status415UnsupportedMediaType });
        return await request.ReadFormAsync(stop);
    }
}
