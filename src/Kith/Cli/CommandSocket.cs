using System.Net.Sockets;
using System.Text.Json;

namespace Kith.Cli;

/// <summary>The running server's own ear for the command line: a socket in the data folder that only its owner may open.</summary>
sealed class CommandSocket(KithSettings settings, DataFolder folder, Store store, ReadMailAgain mails, TimeProvider clock, ILogger<CommandSocket> log) : BackgroundService
{
    // The address of such a socket holds 108 bytes on Linux.
    const int LongestPath = 100;

    static string PathIn(string root) => Path.Combine(Path.GetFullPath(root), "kith.sock");

    /// <summary>A socket that nobody answers was left by a server that was killed.</summary>
    public static bool IsThere(string root)
    {
        if (!File.Exists(PathIn(root)) || PathIn(root).Length > LongestPath) return false;

        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try { socket.Connect(new UnixDomainSocketEndPoint(PathIn(root))); return true; }
        catch (SocketException) { return false; }
    }

    public static async Task<int> AskAsync(string root, string[] args, TextWriter say, CancellationToken stop)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(PathIn(root)), stop);
        await using var stream = new NetworkStream(socket);
        await JsonSerializer.SerializeAsync(stream, new Asked(args, Environment.CurrentDirectory), cancellationToken: stop);
        socket.Shutdown(SocketShutdown.Send);
        var answer = await JsonSerializer.DeserializeAsync<Answered>(stream, cancellationToken: stop);
        await say.WriteAsync(answer!.Words);
        return answer.Code;
    }

    protected override async Task ExecuteAsync(CancellationToken stop)
    {
        var path = PathIn(folder.Root);
        if (path.Length > LongestPath)
        {
            log.LogWarning("The path of the data folder is too long for the command line's socket: bin/kith works only while Kith is stopped.");
            return;
        }
        File.Delete(path);
        using var ear = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        ear.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        ear.Listen();
        try
        {
            while (true) await AnswerAsync(await ear.AcceptAsync(stop), stop);
        }
        finally
        {
            File.Delete(path);
        }
    }

    async Task AnswerAsync(Socket caller, CancellationToken stop)
    {
        using var owned = caller;
        try
        {
            await using var stream = new NetworkStream(caller);
            if (await ReadAsync(stream, stop) is not { } asked) return;

            var words = new StringWriter();
            var code = await RunAsync(asked, words, stop);
            await JsonSerializer.SerializeAsync(stream, new Answered(code, words.ToString()), cancellationToken: stop);
        }
        catch (Exception broken) when (broken is IOException or SocketException or JsonException)
        {
            log.LogWarning(broken, "The command line went away before it was answered.");
        }
    }

    static async Task<Asked?> ReadAsync(NetworkStream stream, CancellationToken stop)
    {
        using var whole = new MemoryStream();
        await stream.CopyToAsync(whole, stop);
        return whole.Length == 0 ? null : JsonSerializer.Deserialize<Asked>(whole.ToArray());
    }

    async Task<int> RunAsync(Asked asked, StringWriter words, CancellationToken stop)
    {
        try
        {
            string[] args = asked.Args switch
            {
                ["verify", "--anchors", var file] => ["verify", "--anchors", Path.GetFullPath(file, asked.Folder)],
                [("backup" or "verify") and var deed, var where] => [deed, Path.GetFullPath(where, asked.Folder)],
                ["export", var person] => ["export", person, Path.GetFullPath(PersonCommands.FileName, asked.Folder)],
                ["export", var person, var file] => ["export", person, Path.GetFullPath(file, asked.Folder)],
                _ => asked.Args,
            };
            return await new Commands(settings, folder, store, clock, mails).RunAsync(args, words, stop);
        }
        catch (Exception no) when (no is KithCannotStart or Refusal or IOException or UnauthorizedAccessException)
        {
            words.WriteLine(no.Message);
            return 2;
        }
    }

    sealed record Asked(string[] Args, string Folder);

    sealed record Answered(int Code, string Words);
}
