using Mingzheng.Sandboxes.Requests;

namespace Mingzheng.Sandboxes.Control;

static class ControlEndpoints
{
    const int DefaultSlowness = 3_000;

    public static void MapControl(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/control", (Switchboard switches) => switches.All());
        routes.MapPost("/control/{service}", (string service, SwitchOrder order, Switchboard switches) =>
        {
            var delay = order.Milliseconds ?? (order.Mode == ServiceMode.Slow ? DefaultSlowness : 0);
            if (delay is < 0 or > ServiceSwitch.LongestDelay)
            {
                throw RequestRefusedException.Unreadable("milliseconds", $"between 0 and {ServiceSwitch.LongestDelay}");
            }

            var setting = new ServiceSwitch(order.Mode, delay);
            return switches.Set(service, setting) ? Results.Json(setting) : Results.NotFound();
        });
    }

    /// <summary>Lets the switch of a service act before its endpoints do: late, then refusing or broken if so ordered.</summary>
    public static RouteGroupBuilder UnderSwitch(this RouteGroupBuilder group, string service)
    {
        group.AddEndpointFilter(async (invocation, next) =>
        {
            var context = invocation.HttpContext;
            var setting = context.RequestServices.GetRequiredService<Switchboard>()[service];
            await setting.Delay(context.RequestAborted);
            return setting.Mode switch
            {
                ServiceMode.Refuse => throw new RequestRefusedException(
                    StatusCodes.Status403Forbidden, "refused", "The service was told to refuse."),
                ServiceMode.Fail => throw new RequestRefusedException(
                    StatusCodes.Status503ServiceUnavailable, "failing", "The service was told to fail."),
                ServiceMode.Ok or ServiceMode.Slow => await next(invocation),
                _ => throw new InvalidOperationException($"No such mode: {setting.Mode}"),
            };
        });
        return group;
    }

    sealed record SwitchOrder(ServiceMode Mode, int? Milliseconds);
}
