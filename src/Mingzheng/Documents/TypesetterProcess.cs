using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Mingzheng.Base.Programs;

namespace Mingzheng.Documents;

/// <summary>One running engine and the socket it listens on. Holding its standard input open keeps it alive; our death ends it.</summary>
sealed class TypesetterProcess : IAsyncDisposable
{
    readonly Process process;
    readonly TypesetterFolder folder;
    readonly HttpClient client;

    TypesetterProcess(Process process, TypesetterFolder folder)
    {
        this.process = process;
        this.folder = folder;
        client = new HttpClient(new SocketsHttpHandler { ConnectCallback = (_, cancel) => Connect(folder.Socket, cancel) })
        {
            BaseAddress = new Uri("http://typesetter/"),
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    public bool HasExited => process.HasExited;

    /// <summary>Starts an engine and waits until it has loaded its fonts.</summary>
    public static async Task<TypesetterProcess> Start(TypesetterOptions options, ILogger log, CancellationToken cancel)
    {
        var server = Path.Combine(options.EngineFolder(), "server.js");
        var folder = TypesetterFolder.Create();
        var process = new Process { StartInfo = StartInfo(options, server, folder.Socket) };
        process.ErrorDataReceived += (_, line) =>
        {
            if (!string.IsNullOrEmpty(line.Data))
            {
                log.EngineSaid(line.Data);
            }
        };
        var engine = new TypesetterProcess(process, folder);
        try
        {
            process.Start();
            process.BeginErrorReadLine();
            if (await process.StandardOutput.ReadLineAsync(cancel) != "ready")
            {
                throw new IOException("The typesetting engine ended before it was ready.");
            }

            return engine;
        }
        catch
        {
            await engine.DisposeAsync();
            throw;
        }
    }

    public async Task<Typeset> Render(string template, JsonObject data, CancellationToken cancel)
    {
        var request = new JsonObject { ["template"] = template, ["data"] = data.DeepClone() };
        using var reply = await client.PostAsJsonAsync("", request, cancel);
        if (reply.IsSuccessStatusCode)
        {
            return await reply.Content.ReadFromJsonAsync<Typeset>(cancel) ?? throw new JsonException("The engine answered null.");
        }

        var refusal = await reply.Content.ReadFromJsonAsync<Refusal>(cancel) ?? throw new JsonException("The engine answered null.");
        throw new TypesettingException(FaultOf(refusal.Code), refusal.Message) { Missing = refusal.Missing };
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        if (Started() && !process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync(CancellationToken.None);
        }

        process.Dispose();
        folder.Dispose();
    }

    bool Started()
    {
        try
        {
            return process.Id > 0;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    static ProcessStartInfo StartInfo(TypesetterOptions options, string server, string socket)
    {
        var info = BareProgram.StartInfo(options.Node, [server, socket, Path.GetFullPath(options.Templates)]);
        info.RedirectStandardInput = true;
        return info;
    }

    static async ValueTask<Stream> Connect(string path, CancellationToken cancel)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    static TypesettingFault FaultOf(string code) => code switch
    {
        "template-unknown" => TypesettingFault.TemplateUnknown,
        "template-faulty" => TypesettingFault.TemplateFaulty,
        "character-missing" => TypesettingFault.CharacterMissing,
        _ => TypesettingFault.RequestFaulty,
    };

    sealed record Refusal(string Code, string Message, IReadOnlyList<string> Missing);
}
