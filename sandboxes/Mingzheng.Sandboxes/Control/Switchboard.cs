using System.Collections.Concurrent;

namespace Mingzheng.Sandboxes.Control;

/// <summary>The setting of every sandbox. It lives in memory: a restart heals every service.</summary>
sealed class Switchboard
{
    public const string Identity = "identity";
    public const string Lawyers = "lawyers";
    public const string Authority = "ca";
    public const string Timestamps = "tsa";
    public const string Sms = "sms";
    public const string Mail = "mail";

    readonly ConcurrentDictionary<string, ServiceSwitch> switches = new(
        new[] { Identity, Lawyers, Authority, Timestamps, Sms, Mail }.Select(name => KeyValuePair.Create(name, ServiceSwitch.Ok)));

    public ServiceSwitch this[string service] => switches[service];

    public SortedDictionary<string, ServiceSwitch> All() => new(switches, StringComparer.Ordinal);

    /// <summary>Changes one service; false when there is no such service.</summary>
    public bool Set(string service, ServiceSwitch setting)
    {
        if (!switches.ContainsKey(service))
        {
            return false;
        }

        switches[service] = setting;
        return true;
    }
}
