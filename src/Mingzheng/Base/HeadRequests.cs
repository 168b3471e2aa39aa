namespace Mingzheng.Base;

/// <summary>
/// HEAD is answered wherever GET is (RFC 9110 9.1): as the GET that it asks about, with the same act, the same rights and the same head. The server
/// itself drops the body of what came to it as a HEAD.
/// </summary>
static class HeadRequests
{
    static readonly object Mark = new();

    /// <summary>Before routing, which knows GET alone.</summary>
    public static void UseHeadRequests(this WebApplication app) => app.Use((context, next) =>
    {
        if (HttpMethods.IsHead(context.Request.Method))
        {
            context.Items[Mark] = Mark;
            context.Request.Method = HttpMethods.Get;
        }

        return next(context);
    });

    /// <summary>Whether only the head is wanted: what would go on sending ends after it.</summary>
    public static bool IsHead(HttpContext context) => context.Items.ContainsKey(Mark);
}
