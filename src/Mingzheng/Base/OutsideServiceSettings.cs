using System.Globalization;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Mingzheng.Base;

/// <summary>
/// Reads the section <c>OutsideServices:NAME</c> and collects what is wrong with it instead of stopping at the first fault.
/// A missing value is read as an empty one, which nobody gets to use: <see cref="OutsideServices"/> refuses to start.
/// </summary>
public sealed class OutsideServiceSettings
{
    static readonly Uri Nowhere = new("https://unset.invalid/");
    readonly IConfigurationSection section;
    readonly List<string> faults = [];

    public OutsideServiceSettings(IConfiguration configuration, string name)
    {
        Name = name;
        section = configuration.GetSection($"OutsideServices:{name}");
        Sandboxed = Flag("Sandboxed");
    }

    public string Name { get; }

    /// <summary>Whether the setting <c>Sandboxed</c> is true.</summary>
    public bool Sandboxed { get; }

    /// <summary>An absolute http or https address that ends in a slash. Plain http is for this machine, unless the service
    /// signs what it answers.</summary>
    public Uri Address(string key, bool signsAnswers = false)
    {
        if (!Uri.TryCreate(Text(key).TrimEnd('/') + "/", UriKind.Absolute, out var address)
            || address.Scheme is not ("http" or "https"))
        {
            return Faulty(key, "must be an absolute http or https address", Nowhere);
        }

        return address.Scheme == "http" && !address.IsLoopback && !signsAnswers
            ? Faulty(key, "must be https, for it is not on this machine", address)
            : address;
    }

    /// <summary>A text that must be there.</summary>
    public string Text(string key) =>
        section[key] is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : Faulty(key, "is missing", "");

    /// <summary>A text that may be absent.</summary>
    public string? OptionalText(string key) => string.IsNullOrWhiteSpace(section[key]) ? null : section[key];

    /// <summary>The name and secret with which the court signs its requests.</summary>
    public OutsideServiceKey Key() => new(Text("AppId"), Text("Secret"));

    /// <summary>A PEM file that anchors trust. A sandbox may hand out its own; of a real service the court must bring it.</summary>
    public string? AnchorFile(string key)
    {
        var file = OptionalText(key);
        return file is null && !Sandboxed ? Faulty<string?>(key, "is missing", null)
            : file is not null && !File.Exists(file) ? Faulty(key, $"names no file: {file}", file)
            : file;
    }

    /// <summary>A whole number between two limits.</summary>
    public int Number(string key, int standard, int least, int most)
    {
        var text = OptionalText(key);
        return text is null ? standard
            : int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
            : Faulty(key, $"must be a whole number from {least} to {most}", standard);
    }

    /// <summary>The time, in seconds, after which the service counts as unavailable.</summary>
    public TimeSpan Timeout() => TimeSpan.FromSeconds(Number("TimeoutSeconds", standard: 10, least: 1, most: 120));

    public bool Flag(string key)
    {
        var text = OptionalText(key);
        return text is not null && (bool.TryParse(text, out var flag) ? flag : Faulty(key, "must be true or false", false));
    }

    /// <summary>Notes a fault unless a condition holds.</summary>
    public void Require(string key, bool condition, string fault)
    {
        if (!condition)
        {
            Faulty(key, fault, condition);
        }
    }

    /// <summary>Adds a service with the options of its section, and makes it known to <see cref="OutsideServices"/>.</summary>
    /// <param name="read">Reads everything that the section says.</param>
    public static IServiceCollection Add<TService, TImplementation, TOptions>(
        IServiceCollection services, IConfiguration configuration, string name, Func<OutsideServiceSettings, TOptions> read)
        where TService : class
        where TImplementation : class, TService
        where TOptions : class
    {
        var settings = new OutsideServiceSettings(configuration, name);
        services.AddSingleton(read(settings)).AddSingleton<TService, TImplementation>();
        settings.Register(services);
        return services;
    }

    void Register(IServiceCollection services)
    {
        services.AddSingleton(new OutsideService(Name, Sandboxed, faults));
        if (services.All(service => service.ServiceType != typeof(OutsideServices)))
        {
            services.AddSingleton<OutsideServices>();
            services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<OutsideServices>());
        }

        services.TryAddSingleton(TimeProvider.System);
    }

    T Faulty<T>(string key, string fault, T substitute)
    {
        faults.Add($"OutsideServices:{Name}:{key} {fault}.");
        return substitute;
    }
}
