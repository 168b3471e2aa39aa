namespace Mingzheng.Sandboxes.Requests;

/// <summary>A request that the service does not accept. The answer is <c>{"code","reason"}</c> with the HTTP status given.</summary>
sealed class RequestRefusedException(int status, string code, string reason) : Exception(reason)
{
    public int Status { get; } = status;

    public string Code { get; } = code;

    public static RequestRefusedException Unreadable(string member, string expected) =>
        new(StatusCodes.Status400BadRequest, "unreadable", $"{member}: expected {expected}.");

    public static async Task Answer(HttpContext context, RequestDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (RequestRefusedException refusal)
        {
            await Write(context, refusal.Status, refusal.Code, refusal.Message);
        }
        catch (BadHttpRequestException malformed)
        {
            await Write(context, malformed.StatusCode, "unreadable", malformed.Message);
        }
    }

    static Task Write(HttpContext context, int status, string code, string reason)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { code, reason }, context.RequestAborted);
    }
}
