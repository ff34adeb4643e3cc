using Kith.Channels;
using Kith.Policy;
using Kith.Tests.People;
using Visibility = Kith.Channels.Visibility;
using Wire = Kith.Channels.Wire;

namespace Kith.Tests.Policy;

/// <summary>Ways at random, from everything the policy looks at; the same seed gives the same ones.</summary>
sealed class EveryWay(ulong seed)
{
    public static readonly DateTime Now = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    static readonly string[] zones = ["Africa/Johannesburg", "America/New_York", "Asia/Kolkata", "Pacific/Auckland", "America/St_Johns", "Etc/UTC"];

    readonly Dice dice = new(seed), approvals = new(seed + 1_000);

    public IEnumerable<WayAsked> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    public WayAsked Next()
    {
        var priced = Chance(0.3);
        var connection = new Connection
        {
            Channel = "any",
            Name = "any",
            Enabled = Chance(0.9),
            Failures = Chance(0.1) ? BackOff.Asleep : 0,
            ProblemCode = Chance(0.05) ? Connection.SignInExpired : null,
            Price = priced ? dice.Between(1, 9) : null,
            Currency = priced ? "ZAR" : null,
            Budget = priced && Chance(0.7) ? dice.Between(0, 20) : null,
        };
        var handle = new Handle
        {
            Kind = "phone",
            Value = "+27825550101",
            Strength = Pick<Strength>(),
            Shared = Chance(0.2),
            Problem = Chance(0.1) ? Chance(0.5) ? Handle.Complained : "noSuchRecipient" : null,
            StoppedAt = Chance(0.15) ? Now.AddDays(-1) : null,
            Block = Chance(0.1) ? Pick<Block>() : Block.None,
        };
        return new(connection, Surface(), handle, Chance(0.15) ? Pick<Block>() : Block.None, Chance(0.8) ? Now.AddHours(-dice.Between(0, 24 * (Chance(0.3) ? 8 : 400))) : null, Chance(0.5), Chance(0.2) ? Purpose.Outreach : Purpose.Service, Chance(0.3))
        {
            IsPersonal = Chance(0.3),
            WithTemplate = approvals.Below(10) < 3,
            Quiet = Chance(0.5) ? new QuietHours(new TimeOnly(dice.Below(24), 0), new TimeOnly(dice.Below(24), 30)) : null,
            Zones = [.. Enumerable.Range(0, dice.Between(1, 4)).Select(_ => TimeZoneInfo.FindSystemTimeZoneById(dice.Of(zones)))],
            Spent = dice.Between(0, 25),
            Segments = dice.Between(1, 5),
        };
    }

    Surface Surface()
    {
        var identity = new Identity(Pick<IdentityStrength>(), IdentityScope.Global, Chance(0.5));
        return new("any", "any", Pick<Visibility>(), Pick<Wire>(), new(1000, TextUnit.Utf16), "phone", identity, SendSafety.NaturalKey)
        {
            MayStart = Chance(0.5),
            Templates = approvals.Below(2) == 0,
            Window = dice.Below(4) switch
            {
                0 => AnswerWindows.UntilStopped,
                1 => AnswerWindows.After(TimeSpan.FromHours(24), TimeSpan.FromDays(7), new WindowState.Closed(ChannelProblem.WindowClosed("It is over."))),
                2 => AnswerWindows.After(TimeSpan.FromHours(24), TimeSpan.FromHours(24), new WindowState.TemplateOnly(ChannelProblem.WindowClosed("Only templates."))),
                _ => AnswerWindows.None,
            },
        };
    }

    bool Chance(double of) => dice.Below(1000) < of * 1000;

    T Pick<T>() where T : struct, Enum => dice.Of(Enum.GetValues<T>());
}
