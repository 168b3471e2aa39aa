using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Mingzheng.Base;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Hosting;
using Mingzheng.Verification.Files;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Verification;

/// <summary>Attack: files that are sent as slowly as is allowed, so that nobody else has one checked.</summary>
[Trait("kind", "hostile")]
public sealed class UploadPlacesTests
{
    const long Mebibyte = 1 << 20;

    [Fact]
    public async Task While_two_networks_send_slow_files_a_third_has_its_file_checked()
    {
        await using var court = await CourtHost.Start(DatabaseKind.Sqlite, null, "Proxies:Trusted=127.0.0.1");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var release = new CancellationTokenSource();
        var slow = new List<(SlowFile File, Task Sending)>();
        foreach (var network in new[] { "203.0.113.1", "203.0.113.2" })
        {
            for (var i = 0; i < 2; i++)
            {
                var file = new SlowFile(release.Token);
                slow.Add((file, Send(court, network, file)));
                await file.HasBegun.WaitAsync(limit.Token);
            }
        }

        using var honest = From(court, "198.51.100.1");
        (await FinishedSession.Check(honest, "a text"u8.ToArray()).WaitAsync(limit.Token)).Status.ShouldBe(HttpStatusCode.UnsupportedMediaType);

        await release.CancelAsync();
        await Task.WhenAll(slow.Select(one => one.Sending));
    }

    /// <summary>What a network holds, what all hold, what comes, and whether it is taken.</summary>
    [Theory]
    [InlineData(0, 0, 200, true)]
    [InlineData(200, 200, 50, true)]
    [InlineData(250, 250, 1, false)]
    [InlineData(0, 200, 200, true)]
    [InlineData(0, 400, 156, true)]
    [InlineData(0, 400, 157, false)]
    [InlineData(20, 420, 136, true)]
    [InlineData(20, 420, 137, false)]
    public void A_network_may_hold_a_quarter_of_what_the_others_leave(long ofNetwork, long ofAll, long by, bool may) =>
        UploadPlaces.MayGrow(ofNetwork * Mebibyte, ofAll * Mebibyte, by * Mebibyte).ShouldBe(may);

    [Fact]
    public void While_a_dozen_networks_hold_all_they_may_a_usual_file_of_the_next_is_taken_and_all_comes_back()
    {
        var places = new UploadPlaces();
        var held = new List<UploadPlace>();
        for (var network = 0; network < 12; network++)
        {
            var place = places.Take($"203.0.113.{network}");
            held.Add(place);
            Fill(place);
        }

        using (var small = places.Take("198.51.100.1"))
        {
            small.Grow(4 * (int)Mebibyte);
        }

        held.ForEach(place => place.Dispose());
        held.ForEach(place => place.Dispose());
        using var whole = places.Take("198.51.100.1");
        whole.Grow(GivenFile.LargestPackage);
        using var another = places.Take("198.51.100.1");
        another.Grow(GivenFile.LargestDocument);
        Should.Throw<RefusedException>(() => another.Grow(1)).Refusal.Code.ShouldBe("VERIFICATION_BUSY");
    }

    [Fact]
    public void A_network_sends_eight_files_at_once()
    {
        var places = new UploadPlaces();
        var held = Enumerable.Range(0, 8).Select(_ => places.Take("203.0.113.1")).ToList();

        Should.Throw<RefusedException>(() => places.Take("203.0.113.1")).Refusal.Code.ShouldBe("VERIFICATION_BUSY");
        places.Take("203.0.113.2").Dispose();
        held[0].Dispose();
        places.Take("203.0.113.1").Dispose();
    }

    static void Fill(UploadPlace place)
    {
        try
        {
            while (true)
            {
                place.Grow((int)Mebibyte);
            }
        }
        catch (RefusedException)
        {
            // Full.
        }
    }

    static Visitor From(CourtHost court, string network)
    {
        var visitor = court.Visitor();
        visitor.Http.DefaultRequestHeaders.Add("X-Forwarded-For", network);
        return visitor;
    }

    static async Task Send(CourtHost court, string network, SlowFile file)
    {
        using var visitor = From(court, network);
        using var form = new MultipartFormDataContent();
        form.Add(file, "file", "file");
        try
        {
            using var answer = await visitor.Http.PostAsync("/verify", form);
            answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        }
        catch (Exception given) when (given is HttpRequestException or OperationCanceledException)
        {
            // Let go.
        }
    }

    /// <summary>Sends more than any buffer on the way takes, and then nothing until it is let go.</summary>
    sealed class SlowFile : HttpContent
    {
        readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
        readonly CancellationToken release;

        public SlowFile(CancellationToken release)
        {
            this.release = release;
            Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        public Task HasBegun => begun.Task;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var piece = Encoding.ASCII.GetBytes(new string('x', (int)Mebibyte));
            for (var i = 0; i < 8; i++)
            {
                await stream.WriteAsync(piece, release);
            }

            begun.SetResult();
            await Task.Delay(Timeout.Infinite, release);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
