namespace Kith.Tests;

/// <summary>What need not be true at once but within fifteen seconds, and why not; longer where other servers have their part in it.</summary>
public static class Soon
{
    public static async Task Async(Func<Task> look, int seconds = 15)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (true)
        {
            try { await look(); return; }
            catch (Xunit.Sdk.XunitException) when (TimeProvider.System.GetUtcNow() < until) { await Task.Delay(100); }
        }
    }
}
