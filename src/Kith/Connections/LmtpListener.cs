using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Kith.Connections;

/// <summary>
/// The door for the operator's own mail server. It is shut unless KITH_LMTP says where it is, and asks nobody who they are: it is for
/// this machine, or for a network that is the operator's alone.
/// </summary>
sealed class LmtpListener(KithSettings settings, LmtpLetterbox letterbox, TimeProvider clock, ILogger<LmtpListener> log) : BackgroundService
{
    const int MostCallers = 100;
    const long MostBytes = 128 * 1024 * 1024;

    static readonly TimeSpan afterTrouble = TimeSpan.FromMilliseconds(200);

    readonly LmtpRoom room = new(MostBytes);
    Socket? ear;

    /// <summary>Where it listens; null when it is shut.</summary>
    public IPEndPoint? Address { get; private set; }

    public override Task StartAsync(CancellationToken stop)
    {
        if (settings.Lmtp is { } where) ear = Listen(where);
        Address = (IPEndPoint?)ear?.LocalEndPoint;
        return base.StartAsync(stop);
    }

    public override void Dispose()
    {
        ear?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        if (ear is null) return;

        var visits = new List<Task>();
        try
        {
            while (true)
            {
                var caller = await AcceptAsync(stop);
                visits.RemoveAll(visit => visit.IsCompleted);
                visits.Add(visits.Count < MostCallers ? Task.Run(() => TalkAsync(caller, stop), CancellationToken.None) : SendAwayAsync(caller));
            }
        }
        finally
        {
            ear.Dispose();
            await Task.WhenAll(visits);
        }
    }

    static Socket Listen(IPEndPoint where)
    {
        var socket = new Socket(where.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(where);
            socket.Listen();
            return socket;
        }
        catch (SocketException no)
        {
            socket.Dispose();
            throw new KithCannotStart($"KITH_LMTP names {where}, where Kith cannot listen: {no.Message}.");
        }
    }

    async Task<Socket> AcceptAsync(CancellationToken stop)
    {
        while (true)
            try { return await ear!.AcceptAsync(stop); }
            catch (SocketException trouble)
            {
                log.LogWarning(trouble, "A caller at the door for mail servers could not be let in");
                await Task.Delay(afterTrouble, clock, stop);
            }
    }

    async Task TalkAsync(Socket caller, CancellationToken stop)
    {
        try
        {
            caller.NoDelay = true;
            await using var wire = new LmtpWire(new NetworkStream(caller, ownsSocket: true), clock);
            await new LmtpSession(wire, letterbox, room, clock).RunAsync(stop);
        }
        catch (Exception gone) when (gone is IOException or SocketException or OperationCanceledException) { }
        catch (Exception broken)
        {
            log.LogWarning(broken, "A mail server was not answered; it will come again");
        }
    }

    static async Task SendAwayAsync(Socket caller)
    {
        using var owned = caller;
        try { await caller.SendAsync(Encoding.ASCII.GetBytes("421 4.3.2 Too many callers, come again\r\n")); }
        catch (SocketException) { }
    }
}
