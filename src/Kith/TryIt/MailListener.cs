using System.Net;
using System.Net.Sockets;

namespace Kith.TryIt;

/// <summary>One port of the pretend mail house, on this machine alone. Each caller is talked to on its own, until it leaves or the house closes.</summary>
sealed class MailListener : IAsyncDisposable
{
    const int MostCallers = 200;

    readonly TcpListener listener;
    readonly Func<PretendWire, CancellationToken, Task> talk;
    readonly CancellationTokenSource closing = new();
    readonly SemaphoreSlim room = new(MostCallers);
    readonly Task listening;

    MailListener(TcpListener listener, Func<PretendWire, CancellationToken, Task> talk)
    {
        (this.listener, this.talk) = (listener, talk);
        listening = Task.Run(() => ListenAsync(closing.Token));
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Opens the wanted port, or any that is free where somebody else has it.</summary>
    public static MailListener Open(int wanted, Func<PretendWire, CancellationToken, Task> talk)
    {
        try { return At(wanted, talk); }
        catch (SocketException) when (wanted != 0) { return At(0, talk); }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        listener.Dispose();
        await listening;
        closing.Dispose();
    }

    static MailListener At(int port, Func<PretendWire, CancellationToken, Task> talk)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        listener.Start();
        return new(listener, talk);
    }

    async Task ListenAsync(CancellationToken stop)
    {
        try
        {
            while (true)
            {
                await room.WaitAsync(stop);
                _ = TalkAsync(await listener.AcceptTcpClientAsync(stop), stop);
            }
        }
        catch (Exception closed) when (closed is OperationCanceledException or SocketException or ObjectDisposedException) { }
    }

    async Task TalkAsync(TcpClient caller, CancellationToken stop)
    {
        try
        {
            caller.NoDelay = true;
            await using var wire = new PretendWire(caller.GetStream());
            await talk(wire, stop);
        }
        catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException) { }
        finally
        {
            caller.Dispose();
            room.Release();
        }
    }
}
