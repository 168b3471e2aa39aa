using System.Net;
using System.Net.Sockets;

namespace Mingzheng.Web;

/// <summary>Where a request comes from, for counting: an address of version 6 counts by its network of 64 bits, a single line has them all.</summary>
public static class CallerNetwork
{
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "unknown",
        { IsIPv4MappedToIPv6: true } address => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } address => Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8)),
        var address => address.ToString(),
    };
}
