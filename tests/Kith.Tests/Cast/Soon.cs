namespace Kith.Tests;

/// <summary>What need not be true at once but within five seconds, and why not.</summary>
public static class Soon
{
    public static async Task Async(Func<Task> look)
    {
        var until = TimeProvider.System.GetUtcNow().AddSeconds(5);
        while (true)
        {
            try { await look(); return; }
            catch (Xunit.Sdk.XunitException) when (TimeProvider.System.GetUtcNow() < until) { await Task.Delay(100); }
        }
    }
}
