using System.Text.Json;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>The stable words of the problem vocabulary, as they are kept and answered.</summary>
static class ProblemWord
{
    /// <summary>The person said STOP, or was blocked: nothing was tried.</summary>
    public const string Stopped = "stopped";

    /// <summary>What it may cost in a month is spent.</summary>
    public const string BudgetSpent = "budgetSpent";

    static readonly HashSet<string> final = [Stopped, Of(ProblemCode.OptedOut)];

    public static string Of(ChannelProblem problem) => Of(problem.Code);

    /// <summary>Whether a person may try again: the world may have changed, but not the mind of who asked us to stop.</summary>
    public static bool MayRetry(string code) => !final.Contains(code);

    /// <summary>As a delivery keeps why the policy let it not leave.</summary>
    public static string Of(WayRefused refused) => refused.Code is "stopped" or "blocked" or "no_outreach" ? Stopped
        : string.Concat(refused.Code.Split('_').Select((part, n) => n == 0 ? part : char.ToUpperInvariant(part[0]) + part[1..]));

    static string Of(ProblemCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());
}
