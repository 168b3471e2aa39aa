using System.Collections.Concurrent;

namespace Mingzheng.Sandboxes.Control;

/// <summary>The setting of every sandbox. It lives in memory: a restart heals every service.</summary>
internal sealed class Switchboard
{
    public const string Identity = "identity";
    public const string Lawyers = "lawyers";
    public const string Authority = "ca";
    public const string Timestamps = "tsa";
    public const string Sms = "sms";
    public const string Mail = "mail";

    private readonly ConcurrentDictionary<string, ServiceSwitch> _switches = new(
        new[] { Identity, Lawyers, Authority, Timestamps, Sms, Mail }.Select(name => KeyValuePair.Create(name, ServiceSwitch.Ok)));

    public ServiceSwitch this[string service] => _switches[service];

    public SortedDictionary<string, ServiceSwitch> All() => new(_switches, StringComparer.Ordinal);

    /// <summary>Changes one service; false when there is no such service.</summary>
    public bool Set(string service, ServiceSwitch setting)
    {
        if (!_switches.ContainsKey(service))
        {
            return false;
        }

        _switches[service] = setting;
        return true;
    }
}
