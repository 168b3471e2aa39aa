using Mingzheng.Base;
using Mingzheng.Base.Database;

namespace Mingzheng.Access;

/// <summary>Stands between routing and every endpoint: an endpoint that declares no act is closed to everybody.</summary>
public sealed class AccessGate(RequestDelegate next, IEnumerable<IScope> scopes, ContentDigest digest)
{
    readonly Dictionary<string, IScope> scopes = scopes.ToDictionary(scope => scope.Name);

    public async Task InvokeAsync(HttpContext context)
    {
        // What routing puts here by itself for a wrong method or media type (405, 415) is no route and leads nowhere.
        if (context.GetEndpoint() is RouteEndpoint endpoint)
        {
            var act = endpoint.Metadata.GetMetadata<Act>()
                ?? throw new InvalidOperationException($"The endpoint {endpoint.DisplayName} declares no act.");
            var person = Person.Of(context);
            Refuse.If(Decision.Of(person, act, await StandingOf(person, act, context)));
            // An act id belongs to the thing in the address as much as to what is sent.
            var to = $"{context.Request.Method} {context.Request.Path}";
            SentContent.Begin(content => digest($"{to}\n{content}"));
        }

        await next(context);
    }

    async Task<Standing?> StandingOf(Person person, Act act, HttpContext context) =>
        act.Scope == Acts.Installation
            ? Standing.Anyone
            : await scopes[act.Scope].Of(person, context.Request.RouteValues, context.RequestAborted);
}

public static class Declaration
{
    /// <summary>Says which act this endpoint is; without it the gate lets nobody through.</summary>
    public static TBuilder Declares<TBuilder>(this TBuilder builder, Act act)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(act);
        return builder;
    }
}
