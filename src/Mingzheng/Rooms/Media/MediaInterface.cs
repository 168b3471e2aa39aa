using System.Diagnostics;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Mingzheng.Rooms.Media;

/// <summary>
/// Chooses the network interface that carries media. The media server never uses the loopback interface, so one machine by itself (trial,
/// demo, tests) gets a virtual pair whose first end carries 127.0.0.2: media then never leaves the machine.
/// </summary>
static class MediaInterface
{
    const string Own = "mz0";
    const string OwnPeer = "mz1";
    const string OwnAddress = "127.0.0.2/32";
    const string OwnByHand = $"ip link add {Own} type veth peer name {OwnPeer}; ip addr add {OwnAddress} dev {Own}; ip link set {Own} up; ip link set {OwnPeer} up";

    /// <summary>The configured one; else, as root, our own virtual one; else the first that has an IPv4 address.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static async Task<string> Choose(string? configured, CancellationToken stop)
    {
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return configured;
        }
        if (Exists(Own) || (Environment.IsPrivilegedProcess && await CreateOwn(stop)))
        {
            return Own;
        }
        return NetworkInterface.GetAllNetworkInterfaces().FirstOrDefault(CarriesIpv4)?.Name
            ?? throw new InvalidOperationException(
                $"No network interface can carry media: the media server does not use the loopback one. Connect a network, or set Media:Interface, or as root: {OwnByHand}");
    }

    static bool CarriesIpv4(NetworkInterface candidate) =>
        candidate.NetworkInterfaceType != NetworkInterfaceType.Loopback
        && candidate.OperationalStatus == OperationalStatus.Up
        && candidate.GetIPProperties().UnicastAddresses.Any(a => a.Address.AddressFamily == AddressFamily.InterNetwork);

    static bool Exists(string name) => NetworkInterface.GetAllNetworkInterfaces().Any(one => one.Name == name);

    static async Task<bool> CreateOwn(CancellationToken stop)
    {
        // Another node may do the same at this moment: what counts is that the interface is there and up in the end.
        await Ip(["link", "add", Own, "type", "veth", "peer", "name", OwnPeer], stop);
        await Ip(["addr", "add", OwnAddress, "dev", Own], stop);
        return await Ip(["link", "set", Own, "up"], stop) && await Ip(["link", "set", OwnPeer, "up"], stop) && Exists(Own);
    }

    static async Task<bool> Ip(string[] arguments, CancellationToken stop)
    {
        try
        {
            using var ip = Process.Start(new ProcessStartInfo("ip", arguments) { RedirectStandardError = true })!;
            await ip.WaitForExitAsync(stop);
            return ip.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
