using Mingzheng.Access;
using Mingzheng.Rooms.Media;

namespace Mingzheng.Rooms;

/// <summary>A media node shows the shared secret instead of signing in.</summary>
sealed class MediaScope(IHttpContextAccessor request, MediaSecret secret) : IScope
{
    public string Name => "media";

    public Task<Standing?> Of(Person person, RouteValueDictionary route, CancellationToken stop) =>
        Task.FromResult<Standing?>(request.HttpContext is { } context && secret.Allows(context.Request) ? Standing.MediaNode : null);
}
