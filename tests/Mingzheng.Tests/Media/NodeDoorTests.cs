using System.Net;
using System.Net.Http.Headers;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Mingzheng.Rooms.Media;
using Mingzheng.Tests.Proof;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>Attack: somebody who reaches the media node's own address, which only the court app is to use, opens, closes or admits.</summary>
public sealed class NodeDoorTests : IAsyncLifetime, IDisposable
{
    const string Secret = "the-right-secret-of-32-characters";

    readonly TemporaryFolder folder = new();
    WebApplication node = null!;
    HttpClient http = null!;

    public async Task InitializeAsync()
    {
        var options = new MediaOptions { Secret = Secret, Url = "http://127.0.0.1:0", State = folder["state"], Objects = folder["objects"] };
        // The engine and the courier stay away: the door is asked, not what is behind it.
        node = MediaNode.Build(WebApplication.CreateSlimBuilder(), options, services =>
        {
            foreach (var work in services.Where(one => one.ServiceType == typeof(IHostedService) && IsOfTheNode(one)).ToList())
            {
                services.Remove(work);
            }
        });
        await node.StartAsync();
        http = new HttpClient { BaseAddress = new Uri(node.Urls.Single()) };
    }

    public async Task DisposeAsync() => await node.DisposeAsync();

    public void Dispose()
    {
        http.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Bearer the-wrong-secret-of-32-characters")]
    [InlineData("Bearer ")]
    [InlineData("Basic " + Secret)]
    public async Task Every_endpoint_refuses_whoever_lacks_the_secret_whatever_they_send(string? header)
    {
        var calls = Calls().ToList();
        calls.Count.ShouldBeGreaterThanOrEqualTo(7);
        foreach (var (method, path) in calls.Append((HttpMethod.Get, "/nowhere")).Append((HttpMethod.Post, "/rooms/one/nowhere")))
        {
            foreach (var content in new[] { null, "{}", "{ broken" })
            {
                (await Call(method, path, header, content)).ShouldBe(HttpStatusCode.Unauthorized, $"{method} {path} {content}");
            }
        }
    }

    [Fact]
    public async Task The_app_comes_in_with_its_secret()
    {
        foreach (var (method, path) in Calls())
        {
            (await Call(method, path, $"Bearer {Secret}", null)).ShouldNotBe(HttpStatusCode.Unauthorized, $"{method} {path}");
        }

        (await Call(HttpMethod.Get, "/rooms/one", $"Bearer {Secret}", null)).ShouldBe(HttpStatusCode.NotFound);
        (await Call(HttpMethod.Delete, "/rooms/one", $"Bearer {Secret}", null)).ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Without_the_secret_one_learns_that_the_node_lives_and_a_call_wants_a_grant()
    {
        (await Call(HttpMethod.Get, "/health/live", null, null)).ShouldBe(HttpStatusCode.OK);
        (await Call(HttpMethod.Get, "/signal", null, null)).ShouldBe(HttpStatusCode.UpgradeRequired);
        foreach (var query in new[] { "", "?grant=", "?grant=guessed" })
        {
            using var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            await Should.ThrowAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://{http.BaseAddress!.Authority}/signal{query}"), default));
            socket.HttpStatusCode.ShouldBe(HttpStatusCode.Forbidden, query);
        }
    }

    /// <summary>All that the node maps, but the two addresses that are open.</summary>
    IEnumerable<(HttpMethod Method, string Path)> Calls() =>
        from endpoint in node.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        let path = endpoint.RoutePattern.RawText!
        where path is not ("/health/live" or "/signal")
        from method in endpoint.Metadata.GetRequiredMetadata<Microsoft.AspNetCore.Routing.HttpMethodMetadata>().HttpMethods
        select (new HttpMethod(method), path.Replace("{room}", "one", StringComparison.Ordinal).Replace("{participant}", "two", StringComparison.Ordinal));

    async Task<HttpStatusCode> Call(HttpMethod method, string path, string? header, string? content)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("Authorization", header);
        request.Content = content is null ? null : new StringContent(content, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await http.SendAsync(request);
        return answer.StatusCode;
    }

    static bool IsOfTheNode(ServiceDescriptor service) =>
        (service.ImplementationType ?? service.ImplementationFactory?.Method.DeclaringType)?.Assembly == typeof(MediaNode).Assembly;
}
