using System.Text.Json;
using Kith.Channels;

namespace Kith.Connections;

/// <summary>The stable words of the problem vocabulary, as they are kept and answered.</summary>
static class ProblemWord
{
    /// <summary>The person said STOP, or was blocked: nothing was tried.</summary>
    public const string Stopped = "stopped";

    static readonly HashSet<string> final = [Stopped, Of(ProblemCode.OptedOut)];

    public static string Of(ChannelProblem problem) => Of(problem.Code);

    /// <summary>Whether a person may try again: the world may have changed, but not the mind of who asked us to stop.</summary>
    public static bool MayRetry(string code) => !final.Contains(code);

    static string Of(ProblemCode code) => JsonNamingPolicy.CamelCase.ConvertName(code.ToString());
}
