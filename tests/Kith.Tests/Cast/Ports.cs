using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Kith.Tests;

/// <summary>Ports for servers that must know theirs before they start, or come back to it.</summary>
public static class Ports
{
    /// <summary>One that is free now, from below those that the system gives to callers: nobody gets it by chance while its server is away.</summary>
    public static int Free()
    {
        while (true)
        {
            var port = RandomNumberGenerator.GetInt32(20_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException) { }
        }
    }
}
