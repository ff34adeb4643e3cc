using Kith.Channels;
using Kith.Policy;
using Visibility = Kith.Channels.Visibility;
using Wire = Kith.Channels.Wire;

namespace Kith.Tests.Policy;

/// <summary>What holds of the policy whatever it is asked: each is looked at over thousands of ways at random.</summary>
public class MayIWhereNow
{
    const int Many = 20_000;

    static readonly DateTime now = EveryWay.Now;

    static IEnumerable<WayAsked> Allowed => new EveryWay(1).Take(Many).Where(asked => WayPolicy.Decide(asked, now) is null);

    static IEnumerable<(WayAsked Asked, WayRefused Reason)> Refused => new EveryWay(2).Take(Many).Select(asked => (asked, WayPolicy.Decide(asked, now)!)).Where(pair => pair.Item2 is not null);

    [Fact]
    public void the_ways_are_of_every_kind()
    {
        string[] reasons = [.. Refused.Select(pair => pair.Reason.Code).Distinct().Order()];
        Assert.Equal(
            ["blocked", "budget_spent", "complained", "connection_asleep", "connection_disabled", "connection_signed_out", "human_only", "may_not_start", "no_outreach", "not_proven", "offers_by_mail", "quiet_hours", "shared", "stopped", "template_only", "unreachable", "window_closed"],
            reasons);
        Assert.InRange(Allowed.Count(), 1_000, Many / 2);
    }

    [Fact]
    public void the_same_question_has_the_same_answer() =>
        Assert.All(new EveryWay(3).Take(2_000), asked => Assert.Equal(WayPolicy.Decide(asked, now), WayPolicy.Decide(asked with { }, now)));

    [Fact]
    public void nobody_is_written_to_who_said_stop_is_blocked_or_cannot_be_reached() =>
        Assert.All(Allowed, asked =>
        {
            Assert.Null(asked.Handle.StoppedAt);
            Assert.Null(asked.Handle.Problem);
            Assert.True(asked.Block < Block.Spam && asked.Handle.Block < Block.Spam);
            Assert.False(asked.Handle.Shared && asked.HasOwnHandle);
        });

    [Fact]
    public void an_offer_goes_by_mail_to_who_did_not_say_no() =>
        Assert.All(Allowed.Where(asked => asked.Purpose == Purpose.Outreach), asked => Assert.True(asked is { WantsNoOffers: false, Surface.Wire: Wire.Mail }));

    [Fact]
    public void nothing_leaves_on_a_connection_that_is_off_signed_out_or_asleep() =>
        Assert.All(Allowed, asked => Assert.True(asked.Connection is { Enabled: true, IsSignedOut: false, IsAsleep: false }));

    [Fact]
    public void what_was_written_waits_for_an_ill_connection_and_is_not_refused() =>
        Assert.All(new EveryWay(4).Take(Many), asked =>
        {
            var well = asked with { Connection = new() { Channel = "any", Name = "any", Price = asked.Connection.Price, Budget = asked.Connection.Budget } };
            Assert.Equal(WayPolicy.Decide(well, now), WayPolicy.Leaving(asked, now));
        });

    [Fact]
    public void a_window_is_never_passed() =>
        Assert.All(Allowed, asked =>
        {
            var state = asked.Surface.Window(new Situation(asked.LastFromPerson is { } last ? new DateTimeOffset(last) : null, false), new DateTimeOffset(now));
            var approved = asked is { WithTemplate: true, Surface.Templates: true };
            Assert.True(state is WindowState.Open || (state is WindowState.OpenForHuman && !asked.ByMachine) || (state is WindowState.TemplateOnly && approved));
            Assert.True(asked.LastFromPerson is not null || asked.Surface.MayStart || approved);
        });

    [Fact]
    public void an_approved_text_passes_two_reasons_and_no_other()
    {
        string[] passed = ["template_only", "may_not_start"];
        var changed = 0;
        foreach (var asked in new EveryWay(7).Take(Many))
        {
            var (words, template) = (WayPolicy.Decide(asked with { WithTemplate = false }, now), WayPolicy.Decide(asked with { WithTemplate = true }, now));
            if (Equals(words, template)) continue;

            Assert.Contains(words!.Code, passed);
            Assert.True(asked.Surface.Templates);
            Assert.True(template is null || !passed.Contains(template.Code));
            changed += template is null ? 1 : 0;
        }
        Assert.True(changed > 100);
    }

    [Fact]
    public void where_there_are_no_templates_saying_so_changes_nothing() =>
        Assert.All(new EveryWay(8).Take(Many).Where(asked => !asked.Surface.Templates),
            asked => Assert.Equal(WayPolicy.Decide(asked with { WithTemplate = false }, now), WayPolicy.Decide(asked with { WithTemplate = true }, now)));

    [Fact]
    public void what_is_for_their_eyes_only_goes_where_it_was_proved_who_reads_it() =>
        Assert.All(Allowed.Where(asked => asked.IsPersonal), asked =>
        {
            Assert.Equal(Visibility.Private, asked.Surface.Visibility);
            Assert.True(asked.Handle.Strength == Strength.Verified || asked.Surface.Identity.Strength == IdentityStrength.SignedBySite);
            Assert.True(!asked.Surface.Identity.Recyclable || now - asked.LastFromPerson < WayPolicy.StaysTheirs);
        });

    [Fact]
    public void a_budget_is_never_passed() =>
        Assert.All(Allowed.Where(asked => asked.Connection is { Price: not null, Budget: not null }), asked => Assert.True(asked.Spent + asked.Connection.Price * asked.Segments <= asked.Connection.Budget));

    [Fact]
    public void nobody_is_woken_who_does_not_wait_for_us() =>
        Assert.All(Allowed.Where(asked => asked.Quiet is { } quiet && quiet.From != quiet.To), asked =>
        {
            var waits = asked.Purpose == Purpose.Service && now - asked.LastFromPerson < QuietHours.Waits;
            var rings = asked.Purpose == Purpose.Outreach || asked.Surface is { Visibility: Visibility.Private, Wire: Wire.Http };
            Assert.True(waits || !rings || (Awake(asked.Quiet!, asked.Zones) is { } awake ? awake == now : !IsQuiet(asked.Quiet!, asked.Zones[0], now)));
        });

    [Fact]
    public void a_quiet_hour_ends_when_it_says_and_not_before()
    {
        var quiet = Refused.Where(pair => pair.Reason.Code == "quiet_hours").ToList();
        Assert.NotEmpty(quiet);
        Assert.All(quiet, pair =>
        {
            var until = Assert.NotNull(pair.Reason.Until);
            Assert.InRange(until, now.AddMinutes(1), now.AddHours(36));
            Assert.Equal("quiet_hours", WayPolicy.Leaving(pair.Asked, until.AddSeconds(-1))?.Code);
            if (Awake(pair.Asked.Quiet!, pair.Asked.Zones) is { } awake) Assert.Equal(awake, until);
        });
    }

    [Theory]
    // By the clock of New York, where the summer of 2026 began on 8 March at 2:00 and ended on 1 November at 2:00.
    [InlineData("2026-03-08T06:00:00Z", "2026-03-08T12:00:00Z")]
    [InlineData("2026-11-01T04:30:00Z", "2026-11-01T13:00:00Z")]
    [InlineData("2026-07-01T00:00:00Z", "2026-07-01T12:00:00Z")]
    [InlineData("2026-07-01T12:00:00Z", null)]
    public void the_morning_comes_by_their_own_clock(string at, string? until)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(until is null ? null : Utc(until), QuietHours.Usual.Until([zone], Utc(at)));
    }

    [Fact]
    public void an_hour_that_does_not_exist_ends_no_night()
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");
        Assert.Equal(Utc("2026-03-08T07:00:00Z"), new QuietHours(new(22, 0), new(2, 30)).Until([zone], Utc("2026-03-08T05:00:00Z")));
    }

    [Fact]
    public void in_a_wide_country_the_whole_of_it_is_awake() =>
        // 20:00 in New York is 15:00 in Honolulu; at 8:00 in Honolulu it is 13:00 in New York.
        Assert.Equal(Utc("2026-11-22T18:00:00Z"), QuietHours.Usual.Until([Zone("Pacific/Honolulu"), Zone("America/New_York")], Utc("2026-11-22T02:00:00Z")));

    [Theory]
    [InlineData("+27825550101", null, "Africa/Johannesburg")]
    [InlineData("+818012345678", null, "Asia/Tokyo")]
    [InlineData("+27825550101", "Asia/Tokyo", "Asia/Tokyo")]
    [InlineData("somebody", null, "Europe/Berlin")]
    public void they_are_where_they_say_else_where_their_number_is_from_else_where_we_are(string value, string? told, string zone) =>
        Assert.Equal(zone, WhereaboutsOf.Zones(told, new Handle { Kind = "phone", Value = value }, "Europe/Berlin")[0].Id);

    /// <summary>The first half hour, counted out, in which nobody in any of these places is to be left in peace; null when there is none.</summary>
    static DateTime? Awake(QuietHours quiet, IReadOnlyList<TimeZoneInfo> zones) =>
        Enumerable.Range(0, 2 * 48).Select(half => (DateTime?)now.AddMinutes(30 * half)).FirstOrDefault(at => zones.All(zone => !IsQuiet(quiet, zone, at!.Value)));

    static bool IsQuiet(QuietHours quiet, TimeZoneInfo zone, DateTime at)
    {
        var time = TimeOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(at, zone));
        return quiet.From < quiet.To ? quiet.From <= time && time < quiet.To : quiet.From <= time || time < quiet.To;
    }

    static TimeZoneInfo Zone(string id) => TimeZoneInfo.FindSystemTimeZoneById(id);

    static DateTime Utc(string said) => DateTime.Parse(said, null, System.Globalization.DateTimeStyles.AdjustToUniversal);
}
