using System.Text;
using Kith.Mail;

namespace Kith.Channels.Tests.Suite;

static partial class Contract
{
    public static void no_forgery_is_taken(Platform platform)
    {
        // The positive first, so that the negatives are not empty.
        Genuine(new SmallHost(platform).Receive(platform.Message("1", "Pay it out")));
        if (!platform.IsHooked) return;

        var forgeries = platform.Forgeries().ToList();
        Assert.True(forgeries.Count >= 25, $"only {forgeries.Count} forgeries");
        foreach (var (what, request) in forgeries)
        {
            var host = new SmallHost(platform);
            Assert.True(host.Receive(request) is Proof.Forged, $"taken: {what}");
            Assert.Equal(0, host.Kept);
        }
    }

    public static void one_changed_bit_is_forged(Platform platform)
    {
        if (!platform.SignsBody) return;

        var right = platform.Message("1", "Pay it out");
        for (var at = 0; at < right.Body.Length; at++)
        {
            var body = right.Body.ToArray();
            body[at] ^= 1;
            Assert.IsType<Proof.Forged>(new SmallHost(platform).Receive(right with { Body = body }));
        }
    }

    public static void what_is_told_before_the_body_is_read_is_told_again_after_it(Platform platform)
    {
        if (platform.Can<IProof>() is not { } proof) return;

        var right = platform.Message("1", "Pay it out");
        Assert.Null(proof.WhyForged(right with { Body = default }, platform.Account));
        foreach (var (what, request) in platform.Forgeries())
            if (proof.WhyForged(request with { Body = default }, platform.Account) is not null)
                Assert.True(proof.Prove(request, platform.Account, Platform.Noon) is Proof.Forged, $"taken: {what}");
    }

    public static void signatures_stand_on_the_bytes_as_they_came(Platform platform)
    {
        // D7: a body read and written again is another body, though it means the same.
        if (!platform.SignsBody) return;

        foreach (var body in Hostile.SameMeaning)
        {
            var signed = platform.Carrying(Encoding.UTF8.GetBytes(body));
            Assert.IsNotType<Proof.Forged>(new SmallHost(platform).Receive(signed));
            Assert.IsType<Proof.Forged>(new SmallHost(platform).Receive(signed with { Body = Encoding.UTF8.GetBytes(body + "\n") }));
        }
    }

    public static void a_blank_secret_proves_nothing(Platform platform)
    {
        // D1 and D2: the channel without a secret, and the request signed with an empty or a guessable one.
        var secrets = platform.Channel.Setup.Where(field => field is { Kind: FieldKind.Secret, Required: true }).Select(field => field.Key).ToList();
        Assert.NotEmpty(secrets);
        if (platform.Can<IProof>() is not { } proof) return;

        foreach (var blank in new[] { "", " ", "null", "undefined", "whsec_", "secret" })
        {
            var request = platform.SignedBy(blank, "1");
            Assert.IsType<Proof.Forged>(proof.Prove(request, platform.Account, Platform.Noon));
            if (string.IsNullOrWhiteSpace(blank))
                Assert.IsType<Proof.Forged>(proof.Prove(request, platform.With(secrets.Select(key => (key, blank))), Platform.Noon));
        }
    }

    public static void a_connection_with_a_blank_secret_is_not_switched_on(Platform platform)
    {
        // D1, at start-up.
        Assert.DoesNotContain(platform.Can<ISetup>()!.Review(platform.Account), finding => !finding.Ok);
        foreach (var field in platform.Channel.Setup.Where(field => field is { Kind: FieldKind.Secret, Required: true }))
            Assert.Contains(platform.Can<ISetup>()!.Review(platform.With([(field.Key, "")])), finding => !finding.Ok && finding.Field == field.Key);
    }

    public static void what_is_rightly_signed_for_somebody_else_is_not_ours(Platform platform)
    {
        // D3: the signature is valid, the account or number is not ours.
        if (platform.SomebodyElses() is { } request) Assert.IsType<Proof.Forged>(new SmallHost(platform).Receive(request));
    }

    public static void secrets_stay_out_of_every_word(Platform platform)
    {
        var secrets = platform.Channel.Setup.Where(field => field.Kind == FieldKind.Secret).Select(field => platform.Account[field.Key]).Where(secret => secret.Length > 0).ToList();
        Assert.NotEmpty(secrets);
        foreach (var words in EverythingSaid(platform))
            foreach (var secret in secrets) Assert.DoesNotContain(secret, words);
    }

    static IEnumerable<string> EverythingSaid(Platform platform)
    {
        var account = platform.Account;
        yield return account.ToString();
        foreach (var request in platform.Forgeries().Select(forgery => forgery.Request).Append(platform.Message("1", "Good day")))
        {
            yield return request.ToString();
            yield return platform.Prove(request, account, Platform.Noon).ToString()!;
        }
        foreach (var finding in platform.Can<ISetup>()!.Review(platform.With(platform.Channel.Setup.Select(field => (field.Key, platform.Account[field.Key] + "!"))))) yield return finding.Words;
        foreach (var answer in Answers(account))
            foreach (var finding in platform.Can<ISetup>()!.ReadTest(answer, account)) yield return finding.Words;
        if (platform.Can<ISetup>()!.Test(account, Platform.Noon) is { } test) yield return test.ToString();
        foreach (var words in SaidWhenSending(platform, account)) yield return words;
    }

    static IEnumerable<string> SaidWhenSending(Platform platform, Account account)
    {
        if (platform.Can<IPost>() is { } post)
            foreach (var words in SaidWhenPosting(platform, post, account)) yield return words;
        if (platform.Can<IDeliver>() is not { } deliver) yield break;

        yield return deliver.Request(platform.Parcel("Good day"), "key", account, Platform.Noon).ToString();
        foreach (var answer in Answers(account).OfType<WireAnswer>()) yield return deliver.Read(answer, Platform.Noon).ToString()!;
    }

    static IEnumerable<string> SaidWhenPosting(Platform platform, IPost post, Account account)
    {
        var mail = platform.Composed(post, platform.Parcel("Good day"), "key");
        yield return mail.ToString();
        yield return Encoding.UTF8.GetString(mail.Bytes.Span);
        foreach (var kind in Enum.GetValues<MailFailureKind>())
            yield return post.Read(new(null, new(kind, $"535 no such password: {account["password"]}", 535, "5.7.8")), mail).ToString()!;
    }

    // A platform may repeat our own secret in its error text; our words must not.
    static IEnumerable<WireAnswer?> Answers(Account account)
    {
        var body = Encoding.UTF8.GetBytes($$"""{"code":20003,"message":"{{account["auth_token"]}}{{account["password"]}}{{account["secret"]}}"}""");
        return new[] { 200, 400, 401, 403, 404, 500 }.Select(status => new WireAnswer(status, new HeaderBag(), body)).Append<WireAnswer?>(null);
    }
}
