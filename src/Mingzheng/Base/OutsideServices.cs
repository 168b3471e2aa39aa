using System.Text.Json;

namespace Mingzheng.Base;

/// <summary>
/// Every outside service that a module has registered. The court does not start with a service that is configured wrongly, nor
/// in production with a sandbox that <c>Sandboxes:Allow</c> (a list, or names with commas between) does not name.
/// Who can change that setting can make the court accept identities, certificates and timestamps that nobody vouches for.
/// </summary>
public sealed partial class OutsideServices(
    IEnumerable<OutsideService> services, IConfiguration configuration, IHostEnvironment environment, ILogger<OutsideServices> log)
    : IHostedLifecycleService
{
    readonly List<OutsideService> services = [.. services.OrderBy(service => service.Name, StringComparer.Ordinal)];

    /// <summary>The names of the services for which a sandbox stands in.</summary>
    public IReadOnlyList<string> Sandboxed => [.. services.Where(service => service.Sandboxed).Select(service => service.Name)];

    /// <summary>The same as the screens word them: <c>sandbox.</c> followed by <c>identity-platform</c>, for example.</summary>
    public IReadOnlyList<string> SandboxedWords => [.. Sandboxed.Select(JsonNamingPolicy.KebabCaseLower.ConvertName)];

    /// <summary>Everything that forbids starting, one sentence each.</summary>
    public IReadOnlyList<string> Faults() =>
        [.. services.SelectMany(service => service.Faults), .. Duplicates(), .. environment.IsProduction() ? ForbiddenSandboxes() : []];

    /// <summary>Refuses to start with all faults at once.</summary>
    /// <exception cref="InvalidOperationException">There are faults; the message lists them.</exception>
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        var faults = Faults();
        if (faults.Count > 0)
        {
            throw new InvalidOperationException($"The outside services cannot be used:\n- {string.Join("\n- ", faults)}");
        }

        if (Sandboxed.Count > 0)
        {
            LogSandboxes(string.Join(", ", Sandboxed));
        }

        return Task.CompletedTask;
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    IEnumerable<string> Duplicates() => services.GroupBy(service => service.Name)
        .Where(group => group.Count() > 1)
        .Select(group => $"OutsideServices:{group.Key} is registered {group.Count()} times.");

    IEnumerable<string> ForbiddenSandboxes()
    {
        var allowed = Allowed();
        return Sandboxed.Where(name => !allowed.Contains(name))
            .Select(name => $"OutsideServices:{name} is a sandbox, and Sandboxes:Allow does not name it.");
    }

    HashSet<string> Allowed()
    {
        var section = configuration.GetSection("Sandboxes:Allow");
        var names = (section.Value?.Split(',') ?? []).Concat(section.GetChildren().Select(child => child.Value ?? ""));
        return names.Select(name => name.Trim()).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sandboxes stand in for: {Services}. Nothing they vouch for has legal effect.")]
    partial void LogSandboxes(string services);
}
