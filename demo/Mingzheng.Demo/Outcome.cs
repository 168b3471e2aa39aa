using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Mingzheng.Demo;

/// <summary>How long each step of the demonstration took.</summary>
public sealed record StepTaken(string Step, double Seconds);

/// <summary>Lays out what a demonstration leaves: the session's package, the key of its recordings, and <c>summary.json</c>.</summary>
public sealed class Outcome(string folder)
{
    static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Folder => folder;

    /// <summary>Unpacks the package beside the zip, so that every file can be opened with ordinary tools.</summary>
    public async Task Keep(byte[] package, string recordingKey)
    {
        Directory.CreateDirectory(folder);
        var zip = Path.Combine(folder, "package.zip");
        await File.WriteAllBytesAsync(zip, package);
        await ZipFile.ExtractToDirectoryAsync(zip, Path.Combine(folder, "package"));
        await File.WriteAllTextAsync(Path.Combine(folder, "recording.key"), recordingKey.Trim() + "\n");
    }

    /// <summary>
    /// Asks the separate verifier program; true when it finds everything in order. What the proof rests on, the key of the log and the roots, is
    /// asked of the court itself: a package cannot vouch for itself.
    /// </summary>
    public async Task<bool> Verify(string verifier, Uri court)
    {
        var trust = Directory.CreateDirectory(Path.Combine(folder, "trust")).FullName;
        using var http = new HttpClient { BaseAddress = court };
        string[] command = [Path.Combine(folder, "package.zip")];
        foreach (var (option, address) in new[] { ("--log-key", "log/key"), ("--root", "trust/root.pem"), ("--tsa", "trust/tsa.pem") })
        {
            var file = Path.Combine(trust, Path.GetFileName(address));
            await File.WriteAllTextAsync(file, await http.GetStringAsync(address));
            command = [.. command, option, file];
        }

        using var process = Process.Start(new ProcessStartInfo(verifier, command) { RedirectStandardOutput = true })!;
        await File.WriteAllTextAsync(Path.Combine(folder, "verified.txt"), await process.StandardOutput.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    public async Task Summarise(Effect effect, IReadOnlyList<StepTaken> steps, bool verified)
    {
        var manifest = await Manifest();
        string? Document(string kind) => manifest["documents"]!.AsArray().FirstOrDefault(one => (string)one!["kind"]! == kind) is { } found
            ? $"package/{(string)found["path"]!}"
            : null;
        var summary = new JsonObject
        {
            ["session"] = (string)manifest["session"]!,
            ["caseNumber"] = (string)manifest["caseNumber"]!,
            ["principal"] = effect.Principal,
            ["powers"] = new JsonArray([.. effect.Powers.Split(' ').Select(power => (JsonNode)power)]),
            ["poa"] = Document("power-of-attorney"),
            ["record"] = Document("record"),
            ["certificate"] = Document("certificate"),
            ["recordings"] = new JsonArray([.. manifest["recordings"]!.AsArray().Select(Recording)]),
            ["keys"] = "recording.key",
            ["checkpoint"] = "package/proof/checkpoint",
            ["acts"] = new JsonArray([.. await Acts()]),
            ["steps"] = new JsonArray([.. steps.Select(step => (JsonNode)new JsonObject { ["step"] = step.Step, ["seconds"] = Math.Round(step.Seconds, 2) })]),
            ["totalSeconds"] = Math.Round(steps.Sum(step => step.Seconds), 2),
            ["verified"] = verified,
        };
        await File.WriteAllTextAsync(Path.Combine(folder, "summary.json"), summary.ToJsonString(Readable) + "\n");
    }

    /// <summary>Whose sound and picture the package holds, in order.</summary>
    public async Task<string> Recorded() => string.Join(
        ", ", (await Manifest())["recordings"]!.AsArray().Select(one => $"{one!["participant"]} {one["kind"]}").Order(StringComparer.Ordinal));

    /// <summary>What one would miss who opened the recordings with the holder's key and played them: whose voice, whose picture.</summary>
    public async Task<IReadOnlyList<string>> PlaybackFaults()
    {
        var faults = new List<string>();
        foreach (var one in (await Manifest())["recordings"]!.AsArray())
        {
            var (who, kind) = ((string)one!["participant"]!, (string)one["kind"]!);
            using var age = Process.Start(new ProcessStartInfo("age", ["-d", "-i", Path.Combine(folder, "recording.key"), In((string)one["path"]!)]) { RedirectStandardOutput = true })!;
            var plain = age.StandardOutput.BaseStream;
            // The judge reads nothing aloud.
            var fault = kind == "audio" ? await Playback.SoundFault(plain, reads: who != "judge") : await Playback.PictureFault(plain);
            await age.WaitForExitAsync();
            if (age.ExitCode != 0 || fault is not null)
            {
                faults.Add($"{who} {kind}: {fault ?? "age does not open it"}");
            }
        }

        return faults;
    }

    async Task<JsonObject> Manifest() => JsonNode.Parse(await File.ReadAllTextAsync(In("manifest.json")))!.AsObject();

    string In(string path) => Path.Combine(folder, "package", path);

    static JsonNode Recording(JsonNode? one) => new JsonObject
    {
        ["participant"] = (string)one!["participant"]!,
        ["kind"] = (string)one["kind"]!,
        ["file"] = $"package/{(string)one["path"]!}",
        ["seconds"] = one["seconds"]!.DeepClone(),
    };

    async Task<IReadOnlyList<JsonNode>> Acts()
    {
        var acts = new List<JsonNode>();
        await foreach (var line in File.ReadLinesAsync(In("proof/entries.jsonl")))
        {
            var proved = JsonNode.Parse(line)!;
            acts.Add(new JsonObject
            {
                ["id"] = (string)proved["entry"]!["act"]!,
                ["act"] = (string)proved["entry"]!["kind"]!,
                ["position"] = proved["position"]!.DeepClone(),
            });
        }

        return acts;
    }
}
