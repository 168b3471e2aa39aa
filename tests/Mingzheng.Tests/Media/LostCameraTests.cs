using Microsoft.Playwright;
using Mingzheng.Base.Database;
using Mingzheng.Tests.Rooms;
using Mingzheng.Tests.Web;
using Shouldly;
using Xunit;

namespace Mingzheng.Tests.Media;

/// <summary>A camera that is unplugged during the meeting. Page, scripts and camera are real; the line and the media node are stand-ins.</summary>
[Trait("kind", "browser")]
public sealed class LostCameraTests(Browser browser) : IClassFixture<Browser>
{
    /// <summary>A line that always works, a node that takes everything, and a browser that can be made to refuse or to think about it.</summary>
    const string StandIns = """
        window.opened = []; window.asks = 0; window.looks = 0; window.senders = []; window.refusing = false; window.thinking = null;
        const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wish) => {
          window.asks++;
          if (window.refusing) throw new DOMException('unplugged', 'NotFoundError');
          const stream = await open(wish);
          await window.thinking;
          window.opened.push(stream);
          return stream;
        };
        window.unplug = () => {
          const tracks = window.opened.at(-1).getTracks();
          tracks.forEach((track) => track.stop());
          tracks.forEach((track) => track.dispatchEvent(new Event('ended')));
        };
        window.WebSocket = class {
          static OPEN = 1;
          readyState = 1;
          constructor() {
            window.node = this;
            setTimeout(() => { this.onopen(); this.say({ t: 'welcome', peer: 'p', resumed: false, iceServers: [] }); this.say({ t: 'ready' }); });
          }
          send(text) { if (JSON.parse(text).t === 'publish') this.say({ t: 'published', sdp: '' }); }
          say(message) { this.onmessage({ data: JSON.stringify(message) }); }
          close() {}
        };
        window.RTCPeerConnection = class extends EventTarget {
          connectionState = 'connected'; signalingState = 'stable';
          addTransceiver(track) {
            window.senders.push({ track, getParameters: () => ({}), replaceTrack(fresh) { this.track = fresh; return Promise.resolve(); } });
            return {};
          }
          getSenders() { return window.senders; }
          async getStats() { window.looks++; return new Map(); }
          async createOffer() { return { type: 'offer', sdp: '' }; }
          async setLocalDescription(offer) { this.localDescription = offer; this.signalingState = 'have-local-offer'; }
          async setRemoteDescription() { this.signalingState = 'stable'; }
          close() {}
        };
        """;

    [Fact]
    public async Task Whoever_lost_the_camera_is_told_so_until_it_runs_again_and_can_bring_it_back()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var page = await Join(scene.Session);
        var again = page.GetByRole(AriaRole.Button, new() { Name = "接好或允许后再试一次" });
        await page.EvaluateAsync("() => { refusing = true; unplug(); }");

        await Says(page, "refused-camera", "没有摄像头或麦克风");
        await page.EvaluateAsync("() => { window.before = looks; }");
        await page.WaitForFunctionAsync("() => looks > before + 2");
        await Says(page, "refused-camera", "没有摄像头或麦克风");
        (await page.EvaluateAsync<int>("() => asks")).ShouldBe(2, "Both ended together, and the browser is asked once.");
        (await Inspection.Faults(page)).ShouldBeEmpty();

        await again.ClickAsync();
        await page.WaitForFunctionAsync("() => asks === 3");
        await Says(page, "refused-camera", "没有摄像头或麦克风");
        await page.EvaluateAsync("() => { refusing = false; }");
        await again.ClickAsync();

        await Says(page, "live", "线路良好");
        await Assertions.Expect(again).ToHaveCountAsync(0);
        (await page.EvaluateAsync<string[]>("() => senders.map(({ track }) => `${track.kind} ${track.readyState}`)")).ShouldBe(["audio live", "video live"]);
    }

    [Fact]
    public async Task A_camera_that_comes_back_when_the_browser_is_asked_needs_nobody_to_press()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var page = await Join(scene.Session);

        await page.EvaluateAsync("() => unplug()");

        await page.WaitForFunctionAsync("() => opened.length === 2 && senders.every(({ track }) => track.readyState === 'live')");
        await Says(page, "live", "线路良好");
        (await page.EvaluateAsync<int>("() => asks")).ShouldBe(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "再试一次" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Who_does_not_arrive_in_the_room_is_told_so_although_the_line_works()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var page = await Join(scene.Session);

        await page.EvaluateAsync("() => node.say({ t: 'uplink', kind: 'audio', receiving: false })");
        await Says(page, "unheard", "您的画面或声音没有传到");

        await page.EvaluateAsync("() => node.say({ t: 'uplink', kind: 'audio', receiving: true })");
        await Says(page, "live", "线路良好");
    }

    [Fact]
    public async Task A_camera_that_is_given_back_after_the_meeting_is_put_out()
    {
        await using var scene = await Scene.Booked(DatabaseKind.Sqlite);
        var page = await Join(scene.Session);
        await page.EvaluateAsync("() => { thinking = new Promise((decide) => { window.decide = decide; }); unplug(); }");
        await page.WaitForFunctionAsync("() => asks === 2");

        await page.EvaluateAsync("() => node.say({ t: 'ended', reason: 'RoomClosed' })");
        await Says(page, "ended", "连接已结束");
        await page.EvaluateAsync("() => decide()");

        await page.WaitForFunctionAsync("() => opened.length === 2 && opened[1].getTracks().every((track) => track.readyState === 'ended')");
        (await page.EvaluateAsync<bool>("() => document.querySelector('[data-stage] figure.seen video')?.srcObject == null")).ShouldBeTrue();
    }

    async Task<IPage> Join(Session session)
    {
        await session.RunUntil("notice");
        var page = await new Inspection(browser, session.Court).Open(session.Principal, "/health/live");
        await page.AddInitScriptAsync(StandIns);
        await page.GotoAsync(new Uri(session.Court.Address, session.Room).ToString());
        await Says(page, "live", "线路良好");
        return page;
    }

    static async Task Says(IPage page, string state, string words)
    {
        await Assertions.Expect(page.Locator("[data-line]")).ToHaveAttributeAsync("data-state", state);
        await Assertions.Expect(page.Locator("[data-line-note]")).ToHaveTextAsync(words);
    }
}
