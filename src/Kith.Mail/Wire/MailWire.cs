using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Kith.Mail.Wire;

/// <summary>
/// A connection to a mail server: lines and bytes, with a limit on each and a deadline on every step. Whatever goes wrong below becomes a
/// <see cref="MailFailure"/>, and a connection on which something went wrong is not used again.
/// </summary>
sealed class MailWire : IAsyncDisposable
{
    const int FirstRoom = 1024 * 1024;
    const int LeastBytesPerSecond = 16 * 1024;

    readonly MailServer server;
    readonly X509Certificate2Collection? alsoTrusted;
    readonly byte[] buffer = new byte[16 * 1024];
    Stream stream = Stream.Null;
    Task<int>? filling;
    int start;
    int end;

    MailWire(MailServer server, X509Certificate2Collection? alsoTrusted) => (this.server, this.alsoTrusted) = (server, alsoTrusted);

    public bool IsOpen { get; private set; } = true;

    /// <summary>Whether more came than was asked for: before TLS that is somebody else's (RFC 3207 §5, CVE-2011-0411).</summary>
    public bool HasMore => start < end || filling is not null;

    public static async Task<MailWire> DialAsync(MailServer server, MailDial dial, X509Certificate2Collection? alsoTrusted, MailPatience patience, CancellationToken stop)
    {
        var wire = new MailWire(server, alsoTrusted);
        await wire.StepAsync(patience.Connect, async time => wire.stream = await wire.OpenAsync(dial, time), stop);
        if (server.Security == MailSecurity.Tls) await wire.SecureAsync(patience.Connect, stop);
        return wire;
    }

    /// <summary>Makes the connection private.</summary>
    public Task SecureAsync(TimeSpan most, CancellationToken stop) =>
        StepAsync(most, async time =>
        {
            if (HasMore) throw new MailFailure(MailFailureKind.Tls, $"{server.Host} said more before the connection was private than it was asked; somebody may stand between.");
            await HandshakeAsync(time);
            return true;
        }, stop);

    /// <summary>One step of a conversation with its deadline.</summary>
    public async Task<T> StepAsync<T>(TimeSpan most, Func<CancellationToken, Task<T>> step, CancellationToken stop)
    {
        if (!IsOpen) throw Lost();
        using var time = CancellationTokenSource.CreateLinkedTokenSource(stop);
        time.CancelAfter(most);
        try
        {
            return await step(time.Token);
        }
        catch (Exception trouble)
        {
            if (trouble is MailFailure { Kind: MailFailureKind.SignIn or MailFailureKind.Temporary or MailFailureKind.Permanent }) throw;
            Close();
            if (trouble is MailFailure || (trouble is OperationCanceledException && stop.IsCancellationRequested)) throw;
            throw trouble is OperationCanceledException ? Late(trouble) : Lost(trouble);
        }
    }

    /// <summary>What a step that carries so many bytes may take.</summary>
    public static TimeSpan For(TimeSpan most, long bytes) => most + TimeSpan.FromSeconds(bytes / LeastBytesPerSecond);

    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken time)
    {
        await stream.WriteAsync(bytes, time);
        await stream.FlushAsync(time);
    }

    public Task WriteLineAsync(string line, CancellationToken time) => WriteAsync(Encoding.UTF8.GetBytes($"{line}\r\n"), time);

    /// <summary>Reads a line without its end.</summary>
    public async Task<byte[]> ReadLineAsync(int most, CancellationToken time)
    {
        var line = new MemoryStream();
        while (true)
        {
            await FillAsync(time);
            var some = buffer.AsMemory(start..end);
            var length = some.Span.IndexOf((byte)'\n');
            line.Write(some.Span[..(length < 0 ? some.Length : length)]);
            start += length < 0 ? some.Length : length + 1;
            if (line.Length > most) throw Strange("A line has no end.");
            if (length >= 0) return WithoutReturn(line);
        }
    }

    /// <summary>Reads exactly so many bytes. Room is made for what has come, not for what was announced.</summary>
    public async Task<byte[]> ReadBytesAsync(int count, CancellationToken time)
    {
        var bytes = new byte[Math.Min(count, FirstRoom)];
        for (var at = 0; at < count;)
        {
            await FillAsync(time);
            if (at == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(count, 2L * bytes.Length));
            var some = Math.Min(bytes.Length - at, end - start);
            buffer.AsSpan(start, some).CopyTo(bytes.AsSpan(at));
            (start, at) = (start + some, at + some);
        }
        return bytes;
    }

    /// <summary>Reads past so many bytes.</summary>
    public async Task SkipAsync(long count, CancellationToken time)
    {
        while (count > 0)
        {
            await FillAsync(time);
            var some = (int)Math.Min(count, end - start);
            start += some;
            count -= some;
        }
    }

    /// <summary>Waits until the server says something; false when it kept silent for so long. The connection stays as it was.</summary>
    public async Task<bool> HearsAsync(TimeSpan most, CancellationToken stop)
    {
        if (start < end) return true;
        filling ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        await ((Task)filling).WaitAsync(most, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stop.ThrowIfCancellationRequested();
        return filling.IsCompleted;
    }

    public void Close()
    {
        if (!IsOpen) return;
        IsOpen = false;
        stream.Dispose();
        _ = filling?.ContinueWith(read => read.Exception, TaskScheduler.Default);
    }

    public ValueTask DisposeAsync()
    {
        Close();
        return ValueTask.CompletedTask;
    }

    public static MailFailure Strange(string words) => new(MailFailureKind.Protocol, words);

    async Task<Stream> OpenAsync(MailDial dial, CancellationToken time)
    {
        try
        {
            return await dial(server.Host, server.Port, time);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            throw new MailFailure(MailFailureKind.Unreachable, $"Nobody answers at {server.Host}, port {server.Port}.", cause: trouble);
        }
    }

    async Task HandshakeAsync(CancellationToken time)
    {
        var tls = new SslStream(stream, leaveInnerStreamOpen: false);
        stream = tls;
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = server.Host, RemoteCertificateValidationCallback = IsTrusted }, time);
        }
        catch (Exception trouble) when (trouble is not OperationCanceledException)
        {
            throw new MailFailure(MailFailureKind.Tls, $"The connection to {server.Host} could not be made private: {trouble.Message}", cause: trouble);
        }
    }

    bool IsTrusted(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None) return true;
        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || alsoTrusted is not { Count: > 0 } || certificate is not X509Certificate2 theirs) return false;

        using var ours = new X509Chain();
        ours.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        ours.ChainPolicy.CustomTrustStore.AddRange(alsoTrusted);
        ours.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        if (chain is not null) ours.ChainPolicy.ExtraStore.AddRange(chain.ChainPolicy.ExtraStore);
        return ours.Build(theirs);
    }

    async ValueTask FillAsync(CancellationToken time)
    {
        if (start < end) return;
        filling ??= stream.ReadAsync(buffer, CancellationToken.None).AsTask();
        (start, end) = (0, await filling.WaitAsync(time));
        filling = null;
        if (end == 0) throw Lost();
    }

    static byte[] WithoutReturn(MemoryStream line) =>
        line.GetBuffer().AsSpan(0, (int)line.Length) is [.. var text, (byte)'\r'] ? text.ToArray() : line.ToArray();

    MailFailure Late(Exception cause) => new(MailFailureKind.Unreachable, $"{server.Host} did not answer in time.", cause: cause);

    MailFailure Lost(Exception? cause = null) => new(MailFailureKind.Unreachable, $"The connection to {server.Host} is lost.", cause: cause);
}
