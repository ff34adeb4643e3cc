using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Tests.Connections.Disorder;

/// <summary>A wire to a mail server on this machine that can be cut at the worst moment: the server has the mail, and its word for that is on the way.</summary>
public sealed class CutWire : IDisposable
{
    readonly TcpListener listener = new(IPAddress.Loopback, 0);
    readonly int to;

    public CutWire(int to)
    {
        this.to = to;
        listener.Start();
        _ = ListenAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public bool CutsAnswers { get; set; }

    public void Dispose() => listener.Dispose();

    async Task ListenAsync()
    {
        try
        {
            while (true) _ = CarryAsync(await listener.AcceptTcpClientAsync());
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException) { }
    }

    async Task CarryAsync(TcpClient client)
    {
        using var server = new TcpClient();
        using (client)
            try
            {
                await server.ConnectAsync(IPAddress.Loopback, to);
                var isSaid = new Mark();
                await Task.WhenAny(ThereAsync(client.GetStream(), server.GetStream(), isSaid), BackAsync(server.GetStream(), client.GetStream(), isSaid));
            }
            catch (Exception ended) when (ended is SocketException or IOException) { }
    }

    static async Task ThereAsync(NetworkStream from, NetworkStream to, Mark isSaid)
    {
        var (buffer, end) = (new byte[4096], "");
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            end += Encoding.Latin1.GetString(buffer, 0, read);
            end = end[Math.Max(0, end.Length - 5)..];
            isSaid.Value = end == "\r\n.\r\n";
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    async Task BackAsync(NetworkStream from, NetworkStream to, Mark isSaid)
    {
        var buffer = new byte[4096];
        while (await from.ReadAsync(buffer) is > 0 and var read)
        {
            if (isSaid.Value && CutsAnswers) return;
            await to.WriteAsync(buffer.AsMemory(0, read));
        }
    }

    /// <summary>Whether the whole mail went over.</summary>
    sealed class Mark
    {
        volatile bool value;

        public bool Value { get => value; set => this.value = value; }
    }
}
