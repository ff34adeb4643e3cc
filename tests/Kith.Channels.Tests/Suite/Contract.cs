using System.Reflection;

namespace Kith.Channels.Tests.Suite;

/// <summary>
/// What every channel must keep. A check is a public static method that takes a fresh platform and throws when a promise is broken; the
/// classes of checks are the parts of this one. The rows of the catalogue in their comments (D1 to D8) are those of the bad inputs
/// that other products fell to.
/// </summary>
static partial class Contract
{
    public static IReadOnlyList<MethodInfo> Checks { get; } =
        [.. typeof(Contract).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(IsCheck)];

    static bool IsCheck(MethodInfo method) => method.GetParameters() is [{ ParameterType: var type }] && type == typeof(Platform);

    static string? Run(MethodInfo check, Platform platform)
    {
        try
        {
            check.Invoke(null, [platform]);
            return null;
        }
        catch (TargetInvocationException failure)
        {
            return failure.InnerException!.Message;
        }
    }

    /// <summary>The names of the checks that this platform's channel breaks.</summary>
    public static IEnumerable<string> BrokenBy(Func<Platform> fresh) =>
        Checks.Where(check => Run(check, fresh()) is not null).Select(check => check.Name);

    static Proof.Genuine Genuine(Proof proof) => Assert.IsType<Proof.Genuine>(proof);

    static T Only<T>(IEnumerable<T> things) => Assert.Single(things);
}
