using System.Net;
using System.Net.Http.Json;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// The app's side of the boundary to a media node. Every call may be repeated. Throws <see cref="HttpRequestException"/> when the node
/// cannot be reached or refuses.
/// </summary>
public sealed class MediaClient(HttpClient http)
{
    /// <summary>Base address of the node.</summary>
    internal Uri Node => http.BaseAddress ?? throw new InvalidOperationException("The media client has no base address.");

    public Task Open(string room, string recordingRecipient, CancellationToken stop) =>
        Put($"rooms/{room}", new OpenRoom(recordingRecipient), stop);

    /// <summary>Ends the room for everyone; returns when everything recorded is sealed on disk.</summary>
    public Task Close(string room, CancellationToken stop) => Delete($"rooms/{room}", stop);

    public Task Admit(string room, string participant, Hearing mayHear, CancellationToken stop) =>
        Put($"rooms/{room}/participants/{participant}", new AdmitParticipant(mayHear), stop);

    public Task Remove(string room, string participant, CancellationToken stop) =>
        Delete($"rooms/{room}/participants/{participant}", stop);

    /// <summary>Returns when no more bytes pass to or from the isolated participant.</summary>
    public Task Isolate(string room, string participant, bool isolated, CancellationToken stop) =>
        Put($"rooms/{room}/participants/{participant}/isolation", new IsolateParticipant(isolated), stop);

    /// <summary>Null when the node does not know the participant.</summary>
    public async Task<SignallingGrant?> Grant(string room, string participant, CancellationToken stop)
    {
        using var answer = await http.PostAsync(new Uri($"rooms/{room}/participants/{participant}/grants", UriKind.Relative), null, stop);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<SignallingGrant>(MediaJson.Options, stop);
    }

    /// <summary>Null when the node does not know the room.</summary>
    public async Task<RoomState?> State(string room, CancellationToken stop)
    {
        using var answer = await http.GetAsync(new Uri($"rooms/{room}", UriKind.Relative), stop);
        if (answer.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<RoomState>(MediaJson.Options, stop);
    }

    async Task Put<T>(string path, T body, CancellationToken stop)
    {
        using var answer = await http.PutAsJsonAsync(path, body, MediaJson.Options, stop);
        answer.EnsureSuccessStatusCode();
    }

    async Task Delete(string path, CancellationToken stop)
    {
        using var answer = await http.DeleteAsync(new Uri(path, UriKind.Relative), stop);
        answer.EnsureSuccessStatusCode();
    }
}
