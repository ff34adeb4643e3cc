using System.Globalization;
using System.Text;
using Kith.Channels.Sms;
using Kith.Channels.X;
using Kith.Mail;
using Kith.Mail.Smtp;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    const string AttemptKey = "019a9b1c-5f00-7000-8000-00000000aaaa";

    static Parcel Parcel(this Platform platform, string text) =>
        Only(Assert.IsType<Prepared.Ready>(platform.Can<IPrepare>()!.Prepare(platform.Draft(text), platform.Account, Platform.Noon)).Parcels);

    public static void a_text_of_the_full_length_goes_and_one_more_does_not(Platform platform)
    {
        if (!platform.Writes) return;

        Assert.Equal(platform.LongestText, platform.Parcel(platform.LongestText).Text);
        var refusal = Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(platform.Draft(platform.LongestText + "x"), platform.Account, Platform.Noon));
        Assert.Equal(ProblemCode.TooLarge, refusal.Problem.Code);
        Assert.NotEmpty(refusal.WayOut);
    }

    public static void no_text_leaves_longer_than_the_surface_allows(Platform platform)
    {
        foreach (var text in Hostile.Texts)
        {
            var surface = platform.Surface;
            if (platform.Can<IPrepare>()!.Prepare(platform.Draft(text), platform.Account, Platform.Noon) is not Prepared.Ready ready) continue;

            foreach (var parcel in ready.Parcels)
            {
                Assert.InRange(Length(parcel, surface.Text.Unit), 1, surface.Text.Max);
                Assert.True(parcel.Text.Length <= (surface.Text.MaxCharacters ?? int.MaxValue));
                Assert.True(Encoding.UTF8.GetByteCount(parcel.Text) <= (surface.Text.MaxBytes ?? int.MaxValue));
                Assert.Equal(parcel.Text, PlainText.Clean(parcel.Text));
            }
        }
    }

    public static void a_text_that_leaves_is_the_text_that_was_written(Platform platform)
    {
        if (!platform.Writes) return;

        foreach (var text in new[] { "Good day, Nomsa!", "Hallo 👋🏽 e + é & more = fine?", "مرحبا بك", "[x] {y} €5" })
        {
            var host = new SmallHost(platform);
            if (host.Send(platform.Draft(text), $"{AttemptKey}-{text.Length}") == "local") Assert.Equal(text, platform.Parcel(text).Text);
            else Assert.Equal(1, platform.CopiesOf(text));
        }
    }

    public static void nothing_to_say_is_not_sent(Platform platform)
    {
        foreach (var nothing in new[] { "", " ", "\n\t", "\0" })
            Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(platform.Draft(nothing), platform.Account, Platform.Noon));
    }

    public static void whoever_said_stop_gets_nothing(Platform platform)
    {
        var surface = platform.Surface;
        if (surface.Window(new(Platform.Noon, Stopped: true), Platform.Noon) is WindowState.Open)
        {
            Assert.NotEqual("phone", surface.HandleKind);
            return;
        }

        var draft = platform.Draft("One more offer") with { Situation = new(Platform.Noon, Stopped: true) };
        Assert.Equal(ProblemCode.OptedOut, Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(draft, platform.Account, Platform.Noon)).Problem.Code);
    }

    public static void a_handle_of_another_kind_gets_nothing(Platform platform)
    {
        var draft = platform.Draft("Good day") with { To = new("carrier-pigeon", "", "coo", IdentityStrength.SelfClaimed) };
        Assert.IsType<Prepared.Refusal>(platform.Can<IPrepare>()!.Prepare(draft, platform.Account, Platform.Noon));
    }

    public static void too_fast_means_later(Platform platform)
    {
        if (!platform.Leaves) return;

        Assert.Equal(platform.WaitItAsksFor, Assert.IsType<Ending.Later>(After(platform, Mood.TooFast)).After);
        Assert.Equal(ProblemCode.RateLimited, Assert.IsType<Ending.Later>(After(platform, Mood.TooFastWithoutHint)).Problem.Code);
    }

    public static void a_sign_in_that_ended_pauses_the_connection(Platform platform)
    {
        if (!platform.Leaves) return;

        var problem = Assert.IsType<Ending.Disconnected>(After(platform, Mood.SignInRevoked)).Problem;
        Assert.True(problem is { IsOfConnection: true, CanRetry: true });
    }

    public static void a_failing_server_is_never_a_final_answer(Platform platform)
    {
        if (!platform.Leaves) return;

        foreach (var mood in new[] { Mood.DownBeforeTaking, Mood.FailsAfterTaking })
            Assert.True(After(platform, mood) is Ending.Later or Ending.Unsure, mood.ToString());
    }

    public static void a_lost_answer_never_makes_two_messages(Platform platform)
    {
        foreach (var mood in new[] { Mood.LosesAnswer, Mood.FailsAfterTaking })
        {
            if (!platform.Leaves) return;

            var (text, host) = ($"Your claim is paid: {mood}", new SmallHost(platform));
            platform.Moods.Enqueue(mood);
            host.Send(platform.Draft(text), $"{AttemptKey}-{mood}");
            Assert.Equal(1, platform.CopiesOf(text));
        }
    }

    public static void every_storm_ends_with_one_message_or_none(Platform platform)
    {
        if (!platform.Leaves) return;

        Mood[] moods = [Mood.TooFast, Mood.DownBeforeTaking, Mood.LosesAnswer, Mood.FailsAfterTaking, Mood.TooFastWithoutHint];
        for (var seed = 0; seed < 125; seed++)
        {
            platform.Moods.Clear();
            foreach (var at in new[] { seed % 5, seed / 5 % 5, seed / 25 }) platform.Moods.Enqueue(moods[at]);
            new SmallHost(platform).Send(platform.Draft($"Storm {seed}"), $"{AttemptKey}-{seed}");
            Assert.InRange(platform.CopiesOf($"Storm {seed}"), 0, 1);
        }
    }

    public static void our_key_leaves_with_the_message_where_it_can_come_back(Platform platform)
    {
        if (platform.Can<IDeliver>() is not { } deliver || !platform.TakesOurKey) return;

        string Leaving(string key)
        {
            var request = deliver.Request(platform.Parcel("Good day"), key, platform.Account, Platform.Noon);
            return request.Url + string.Concat(request.Headers.Select(header => header.Value)) + Encoding.UTF8.GetString(request.Body.Span);
        }

        // Where keys have a shape of their own, ours is turned into one: the same again, and another for another.
        if (Leaving(AttemptKey) is var sent && sent.Contains(AttemptKey, StringComparison.Ordinal)) return;
        Assert.Equal(SendSafety.NaturalKey, platform.Channel.Surfaces[0].SendSafety);
        Assert.Equal(sent, Leaving(AttemptKey));
        Assert.NotEqual(sent, Leaving(AttemptKey[..^1] + "b"));
    }

    public static void our_key_comes_back_with_a_report_on_a_mail(Platform platform)
    {
        if (platform.Can<IPost>() is not { } post) return;

        var (mail, host) = (platform.Composed(post, platform.Parcel("Good day"), AttemptKey), new SmallHost(platform));
        Assert.Contains($"Message-ID: <{mail.MessageId}>", Encoding.UTF8.GetString(mail.Bytes.Span));
        Genuine(host.Receive(platform.Receipt(AttemptKey, mail.MessageId, platform.ReceiptsItSends[0])!));
        Assert.Equal(AttemptKey, Only(host.Seen<DeliveryChanged>()).AttemptKey);
    }

    public static void every_answer_is_understood_somehow(Platform platform)
    {
        if (platform.Can<IDeliver>() is not { } deliver) return;

        string[] bodies = ["", "{", "[]", "null", "\"x\"", "{\"code\":\"x\",\"sid\":1}", "{\"code\":1e99}", "{\"sid\":\"\\ud800\",\"id\":\"\\ud800\"}", new('[', 1000), "0: Accepted", "\0\xff"];
        foreach (var status in Enumerable.Range(100, 500))
            foreach (var body in bodies)
            {
                var answer = new WireAnswer(status, new HeaderBag(KeyValuePair.Create("Retry-After", "soon")), Encoding.Latin1.GetBytes(body));
                Assert.False(deliver.Read(answer, Platform.Noon) is Ending.Accepted && status is < 200 or >= 300);
                platform.Can<ISettle>()?.Read(answer, platform.Parcel("x"), Platform.Noon, new HashSet<string>());
                platform.Can<ISetup>()!.ReadTest(answer, platform.Account);
            }
    }

    public static void every_answer_of_a_mail_server_is_understood_somehow(Platform platform)
    {
        if (platform.Can<IPost>() is not { } post) return;

        var mail = platform.Composed(post, platform.Parcel("Good day"), AttemptKey);
        foreach (var code in Enumerable.Range(0, 600).Append(-1).Append(9999))
            foreach (var enhanced in new[] { "", "2.0.0", "4.7.1", "5.1.1", "5.7.8", "9.9.9", "?" })
            {
                foreach (var kind in Enum.GetValues<MailFailureKind>()) Assert.IsNotType<Ending.Accepted>(post.Read(new(null, new(kind, "no", code, enhanced)), mail));
                var outcome = new SmtpOutcome("", [.. mail.Envelope.Recipients.Select(one => new SmtpRecipient(one, code, enhanced, "no"))]);
                Assert.Equal(code is >= 200 and < 300, post.Read(new(outcome, null), mail) is Ending.Accepted);
            }
    }

    public static void credentials_never_go_to_a_strangers_address(Platform platform)
    {
        if (platform.Can<IMedia>() is not { } media) return;

        foreach (var url in new[] { "https://evil.example/p.jpg", "https://api.twilio.com.evil.example/p.jpg", "https://api.twilio.com@evil.example/", "https://api.twilio.com:444/p.jpg" })
            Assert.Empty(media.Fetch(new(url, null, null), platform.Account)?.Headers ?? []);
        foreach (var url in new[] { "file:///etc/passwd", "ftp://x/", "javascript:1", "", "\\\\host\\share", "gopher://x/" })
            Assert.Null(media.Fetch(new(url, null, null), platform.Account));
    }

    static Ending After(Platform platform, Mood mood)
    {
        platform.Moods.Enqueue(mood);
        return platform.Try(platform.Parcel("Good day"), AttemptKey);
    }

    static int Length(Parcel parcel, TextUnit unit) => unit switch
    {
        TextUnit.Utf16 => parcel.Text.Length,
        TextUnit.Graphemes => new StringInfo(parcel.Text).LengthInTextElements,
        TextUnit.Utf8Bytes => Encoding.UTF8.GetByteCount(parcel.Text),
        TextUnit.XWeighted => XText.Weigh(parcel.Text),
        TextUnit.GsmSegments => SmsText.Count(parcel.Text).Segments,
        _ => throw new ArgumentOutOfRangeException(nameof(unit)),
    };
}
