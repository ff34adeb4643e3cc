namespace Kith.Cli;

/// <summary><c>kith mail …</c>: what the mail library makes of files. It needs no server, no database and no data folder.</summary>
static class MailCommands
{
    public static async Task<int> RunAsync(string[] args, TextWriter say, CancellationToken stop)
    {
        switch (args)
        {
            case ["read", _, ..]: return await MailRead.RunAsync(args[1..], say, Console.Error, stop);
            case ["clean", _, ..]: return await MailClean.RunAsync(args[1..], say, Console.Error, stop);
            case ["reply", _, ..]: return await MailReply.RunAsync(args[1..], say, Console.Error, stop);
            default:
                await say.WriteAsync(Commands.Help);
                return 2;
        }
    }
}
