namespace Kith.Cli;

/// <summary>
/// <c>bin/kith COMMAND</c>: the operator's own way in. It takes the lock of the data folder, or asks the running server over its socket,
/// or says why it cannot: there is never a second writer.
/// </summary>
static class CommandLine
{
    public static bool IsAsked(string[] args) => args is [var first, ..] && !first.StartsWith('-');

    public static async Task<int> RunAsync(string[] args)
    {
        try { return await RunAsync(args, Console.Out, CancellationToken.None); }
        catch (KithCannotStart why) { await Console.Error.WriteLineAsync(why.Message); }
        catch (Refusal no) { await Console.Error.WriteLineAsync(no.Message); }
        return 2;
    }

    static async Task<int> RunAsync(string[] args, TextWriter say, CancellationToken stop)
    {
        if (args[0] == "help")
        {
            await say.WriteAsync(Commands.Help);
            return 0;
        }
        if (args is ["mail", ..] and not ["mail", "again", ..]) return await MailCommands.RunAsync(args[1..], say, stop);
        var settings = KithSettings.From(new ConfigurationBuilder().AddEnvironmentVariables().Build());
        if (args is ["restore", ..] && CommandSocket.IsThere(settings.DataFolder)) throw new KithCannotStart("Kith is running. Stop it first: a restore changes everything under it.");
        if (CommandSocket.IsThere(settings.DataFolder)) return await CommandSocket.AskAsync(settings.DataFolder, args, say, stop);

        using var folder = new DataFolder(settings.DataFolder);
        if (args is ["restore", var from]) return await new Restore(settings, folder).RunAsync(from, say, stop);
        await using var store = await OpenStore.OpenAsync(settings, folder, TimeProvider.System, stop);
        return await new Commands(settings, folder, store, TimeProvider.System).RunAsync(args, say, stop);
    }
}
