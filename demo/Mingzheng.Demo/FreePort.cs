using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Mingzheng.Demo;

/// <summary>
/// TCP ports of 127.0.0.1 for processes that are killed and started again. They lie below those that the system gives to outgoing
/// connections, so that nobody else gets the port while its process is away.
/// </summary>
public static class FreePort
{
    const int First = 12_000;
    const int Last = 19_999;

    public static int Next()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(First, Last + 1);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: another one is.
            }
        }
    }
}
