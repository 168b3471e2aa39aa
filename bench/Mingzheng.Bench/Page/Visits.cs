using System.Text;
using System.Text.RegularExpressions;

namespace Mingzheng.Bench.Page;

/// <summary>Requests over kept connections, each answer read to its end.</summary>
sealed class Visits : IDisposable
{
    readonly HttpClient http;

    public Visits(Uri address, string? cookie)
    {
        http = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = address };
        http.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh-Hans");
        if (cookie is not null)
        {
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        }
    }

    public async Task<byte[]> Get(string path)
    {
        using var answer = await http.GetAsync(path);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsByteArrayAsync();
    }

    /// <summary>Makes sure that the answer is the list and not a refusal; gives its length.</summary>
    /// <exception cref="InvalidOperationException">It does not name what it should, so often as it should.</exception>
    public async Task<int> Check(string path, string mark, int times)
    {
        var answer = await Get(path);
        var found = Regex.Count(Encoding.UTF8.GetString(answer), Regex.Escape(mark));
        return found == times ? answer.Length : throw new InvalidOperationException($"{path} names {found} matters instead of {times}.");
    }

    public void Dispose() => http.Dispose();
}
