using System.Diagnostics;
using Kith.Mail;

namespace Kith.Channels.Tests.Suite;

/// <summary>
/// Whether the contract finds anything at all: mistakes that people make in channels, planted into each of ours one at a time. A suite
/// that stays silent about one of them would mean nothing when it passes.
/// </summary>
public class PlantedFaults
{
    static readonly Dictionary<string, Func<IChannel, IChannel>> Faults = new()
    {
        ["takes forged requests"] = inner => new TakesForgeries(inner),
        ["takes a blank secret"] = inner => new TakesBlankSecrets(inner),
        ["reads only the first of several"] = inner => new ReadsOnlyTheFirst(inner),
        ["makes a new key each time"] = inner => new MakesNewKeys(inner),
        ["makes one key of equal words"] = inner => new MakesOneKeyOfEqualWords(inner),
        ["calls everything delivered"] = inner => new CallsEverythingDelivered(inner),
        ["cuts no length"] = inner => new CutsNoLength(inner),
        ["throws on what it does not know"] = inner => new ThrowsOnOddBodies(inner),
        ["tells its secret when asked why"] = inner => new TellsItsSecret(inner),
        ["keeps NUL in texts"] = inner => new KeepsNul(inner),
        ["forgets STOP"] = inner => new ForgetsStop(inner),
        ["takes a lost answer for a refusal to take"] = inner => new SendsAgainWhenUnsure(inner),
        ["gives up when told to wait"] = inner => new GivesUpWhenToldToWait(inner),
        ["blames the message for our sign-in"] = inner => new BlamesTheMessage(inner),
        ["drops our key"] = inner => new DropsOurKey(inner),
        ["sends what it was told to keep"] = inner => new IgnoresAnOptOut(inner),
        ["accepts blank settings"] = inner => new AcceptsBlankSettings(inner),
        ["shows who was hidden"] = inner => new ShowsWhoWasHidden(inner),
        ["lets answers go astray"] = inner => new LetsAnswersGoAstray(inner),
        ["believes every report"] = inner => new BelievesEveryReport(inner),
        ["vouches for everybody"] = inner => new VouchesForEverybody(inner),
        ["hears itself"] = inner => new HearsItself(inner),
        ["makes a key of the way"] = inner => new MakesAKeyOfTheWay(inner),
        ["calls every call answered"] = inner => new CallsEveryCallAnswered(inner),
        ["leaves the caller without a word"] = inner => new LeavesTheCallerWithoutAWord(inner),
        ["loses a file inside"] = inner => new LosesAFileInside(inner),
        ["forgets the next page of templates"] = inner => new ForgetsTheNextPage(inner),
        ["offers a template that rests"] = inner => new OffersEveryTemplate(inner),
        ["mixes up the values of a template"] = inner => new MixesUpValues(inner),
        ["sends a template as words"] = inner => new SendsATemplateAsWords(inner),
        ["lets every value through"] = inner => new LetsEveryValueThrough(inner),
        ["throws on an odd list of templates"] = inner => new ThrowsOnOddTemplates(inner),
    };

    static readonly string[] OfMail =
        ["shows who was hidden", "lets answers go astray", "believes every report", "vouches for everybody", "hears itself", "makes a key of the way", "loses a file inside"];

    static readonly string[] OfHooks = ["takes forged requests", "takes a blank secret", "tells its secret when asked why"];
    static readonly string[] OfCalls = ["calls every call answered", "leaves the caller without a word"];

    static readonly string[] OfTemplates = ["forgets the next page of templates", "offers a template that rests", "mixes up the values of a template", "sends a template as words", "lets every value through", "throws on an odd list of templates"];

    // A fault can only be planted where there is something to spoil.
    static readonly Dictionary<string, string[]> Elsewhere = new()
    {
        ["webchat"] = [.. OfMail, "forgets STOP", "takes a lost answer for a refusal to take", "gives up when told to wait", "blames the message for our sign-in", "drops our key", "sends what it was told to keep", "calls everything delivered"],
        ["http"] = [.. OfMail, "forgets STOP", "sends what it was told to keep"],
        ["sms"] = OfMail,
        ["email"] = ["forgets STOP"],
        ["telegram"] = [.. OfMail, "reads only the first of several", "calls everything delivered", "forgets STOP", "drops our key"],
        ["mastodon"] = [.. OfMail, .. OfHooks, "calls everything delivered", "forgets STOP"],
        ["bluesky"] = [.. OfMail, .. OfHooks, "calls everything delivered", "forgets STOP"],
        ["instagram"] = [.. OfMail, "forgets STOP", "drops our key"],
        ["instagram.comments"] = [.. OfMail, "forgets STOP", "calls everything delivered", "drops our key", "reads only the first of several"],
        ["messenger"] = [.. OfMail, "forgets STOP"],
        ["messenger.comments"] = [.. OfMail, "forgets STOP", "calls everything delivered", "drops our key"],
        ["x"] = [.. OfMail, "forgets STOP", "calls everything delivered", "drops our key"],
        ["x.dm"] = [.. OfMail, "reads only the first of several", "forgets STOP", "drops our key"],
        ["whatsapp"] = [.. OfMail, "reads only the first of several"],
        ["voice"] = [.. OfMail, "reads only the first of several", "calls everything delivered", "cuts no length", "forgets STOP"],
        ["kannel"] = [.. OfMail, "reads only the first of several", "makes one key of equal words"],
    };

    public static TheoryData<string, string> ChannelsAndFaults()
    {
        var all = new TheoryData<string, string>();
        foreach (var id in Platforms.Ids)
            foreach (var fault in Faults.Keys.Except(Spared(id))) all.Add(id, fault);
        return all;
    }

    static string[] Spared(string id) => [.. Elsewhere.GetValueOrDefault(id, []), .. Platforms.Registry.Find(id) is ITemplates ? [] : OfTemplates, .. Platforms.Registry.Find(id) is ICall ? [] : OfCalls];

    [Theory, MemberData(nameof(ChannelsAndFaults))]
    public void are_found(string channel, string fault) => Assert.NotEmpty(Contract.BrokenBy(() => Platforms.For(channel, Faults[fault])));

    [Fact]
    public void there_are_five_or_more_for_each() =>
        Assert.All(Platforms.Ids, id => Assert.True(Faults.Count - Spared(id).Length >= 5));

    [Fact]
    public void an_untampered_channel_breaks_nothing() =>
        Assert.All(Platforms.Ids, id => Assert.Empty(Contract.BrokenBy(() => Platforms.For(id, inner => new Tampered(inner)))));

    sealed class TakesForgeries(IChannel inner) : Tampered(inner)
    {
        public override Proof Prove(RawRequest request, Account account, DateTimeOffset now) =>
            base.Prove(request, account, now) is Proof.Forged ? new Proof.Genuine("m:1", 0, "", HookAnswer.Nothing) : base.Prove(request, account, now);
    }

    sealed class TakesBlankSecrets(IChannel inner) : Tampered(inner)
    {
        public override Proof Prove(RawRequest request, Account account, DateTimeOffset now) =>
            Inner.Setup.Any(field => field is { Kind: FieldKind.Secret, Required: true } && account[field.Key].Length == 0)
                ? new Proof.Genuine("m:1", 0, "", HookAnswer.Nothing) : base.Prove(request, account, now);
    }

    sealed class ReadsOnlyTheFirst(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is MessageReceived message ? message with { Attachments = [.. message.Attachments.Take(1)] } : fact);
        }
    }

    sealed class MakesNewKeys(IChannel inner) : Tampered(inner)
    {
        public override Proof Prove(RawRequest request, Account account, DateTimeOffset now) =>
            base.Prove(request, account, now) is Proof.Genuine genuine ? genuine with { Key = $"m:{Guid.CreateVersion7()}" } : base.Prove(request, account, now);

        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact with { Key = $"m:{Guid.CreateVersion7()}" });
        }
    }

    sealed class MakesOneKeyOfEqualWords(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is MessageReceived or TranscriptReady ? fact with { Key = OutsideKey.Of('m', (fact as MessageReceived)?.Text ?? ((TranscriptReady)fact).Text) } : fact);
        }
    }

    sealed class CallsEverythingDelivered(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is DeliveryChanged change ? change with { Progress = DeliveryProgress.Delivered } : fact);
        }
    }

    sealed class CutsNoLength(IChannel inner) : Tampered(inner)
    {
        public override Prepared Prepare(Draft draft, Account account, DateTimeOffset now) =>
            base.Prepare(draft, account, now) is Prepared.Refusal { Problem.Code: ProblemCode.TooLarge }
                ? new Prepared.Ready([new Parcel(draft.Surface, draft.To, draft.Text)]) : base.Prepare(draft, account, now);
    }

    sealed class ThrowsOnOddBodies(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            base.Read(kept, account, facts);
            if (facts.Any(fact => fact is Unrecognised)) throw new UnreachableException();
        }
    }

    sealed class TellsItsSecret(IChannel inner) : Tampered(inner)
    {
        public override Proof Prove(RawRequest request, Account account, DateTimeOffset now) =>
            base.Prove(request, account, now) is Proof.Forged
                ? new Proof.Forged($"expected {Inner.Setup.First(field => field is { Kind: FieldKind.Secret, Required: true }) is var field} {account[field.Key]}")
                : base.Prove(request, account, now);
    }

    sealed class KeepsNul(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is MessageReceived message ? message with { Text = message.Text + "\0" } : fact is TranscriptReady heard ? heard with { Text = heard.Text + "\0" } : fact);
        }
    }

    sealed class ForgetsStop(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account))
                if (fact is not ConsentChanged) facts.Add(fact);
        }
    }

    sealed class SendsAgainWhenUnsure(IChannel inner) : Tampered(inner)
    {
        public override WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) =>
            base.Request(parcel, $"{attemptKey}-{Guid.CreateVersion7()}", account, now);

        public override MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now) =>
            base.Compose(parcel, files, $"{attemptKey}-{Guid.CreateVersion7()}", account, now);

        public override Ending Read(WireAnswer answer, DateTimeOffset now) =>
            base.Read(answer, now) is Ending.Unsure unsure ? new Ending.Later(unsure.Problem) : base.Read(answer, now);

        public override Ending Read(MailPosted posted, MailToPost mail) =>
            base.Read(posted, mail) is Ending.Unsure unsure ? new Ending.Later(unsure.Problem) : base.Read(posted, mail);

        public override Ending ReadRinging(WireAnswer answer, DateTimeOffset now) =>
            base.ReadRinging(answer, now) is Ending.Unsure unsure ? new Ending.Later(unsure.Problem) : base.ReadRinging(answer, now);
    }

    sealed class GivesUpWhenToldToWait(IChannel inner) : Tampered(inner)
    {
        public override Ending Read(WireAnswer answer, DateTimeOffset now) =>
            base.Read(answer, now) is Ending.Later later ? new Ending.Rejected(later.Problem) : base.Read(answer, now);

        public override Ending Read(MailPosted posted, MailToPost mail) =>
            base.Read(posted, mail) is Ending.Later later ? new Ending.Rejected(later.Problem) : base.Read(posted, mail);

        public override Ending ReadRinging(WireAnswer answer, DateTimeOffset now) =>
            base.ReadRinging(answer, now) is Ending.Later later ? new Ending.Rejected(later.Problem) : base.ReadRinging(answer, now);
    }

    sealed class BlamesTheMessage(IChannel inner) : Tampered(inner)
    {
        public override Ending Read(WireAnswer answer, DateTimeOffset now) =>
            base.Read(answer, now) is Ending.Disconnected ? new Ending.Rejected(ChannelProblem.Rejected("No.")) : base.Read(answer, now);

        public override Ending Read(MailPosted posted, MailToPost mail) =>
            base.Read(posted, mail) is Ending.Disconnected ? new Ending.Rejected(ChannelProblem.Rejected("No.")) : base.Read(posted, mail);

        public override Ending ReadRinging(WireAnswer answer, DateTimeOffset now) =>
            base.ReadRinging(answer, now) is Ending.Disconnected ? new Ending.Rejected(ChannelProblem.Rejected("No.")) : base.ReadRinging(answer, now);
    }

    sealed class DropsOurKey(IChannel inner) : Tampered(inner)
    {
        public override WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => base.Request(parcel, "", account, now);

        public override MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now) => base.Compose(parcel, files, "", account, now);

        public override WireRequest Ring(Ringing ringing, Account account, DateTimeOffset now) => base.Ring(ringing with { CallKey = "" }, account, now);
    }

    sealed class IgnoresAnOptOut(IChannel inner) : Tampered(inner)
    {
        public override Prepared Prepare(Draft draft, Account account, DateTimeOffset now) => base.Prepare(draft with { Situation = default }, account, now);
    }

    sealed class AcceptsBlankSettings(IChannel inner) : Tampered(inner)
    {
        public override IReadOnlyList<Finding> Review(Account account) => [];
    }

    sealed class ShowsWhoWasHidden(IChannel inner) : Tampered(inner)
    {
        public override MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now) =>
            base.Compose(parcel with { Others = [.. parcel.Others, .. parcel.Hidden] }, files, attemptKey, account, now);
    }

    sealed class LetsAnswersGoAstray(IChannel inner) : Tampered(inner)
    {
        public override MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now) =>
            base.Compose(parcel with { ThreadKey = null }, files, attemptKey, account, now);
    }

    sealed class BelievesEveryReport(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account))
                facts.Add(fact is Unrecognised { Kind: "bounce" } report ? new DeliveryChanged(report.Key, report.Surface, report.At, "019a9b1c-5f00-7000-8000-00000000aaaa", null, DeliveryProgress.Failed) : fact);
        }
    }

    sealed class VouchesForEverybody(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is MessageReceived message ? message with { From = message.From with { Strength = IdentityStrength.DomainVouched } } : fact);
        }
    }

    sealed class HearsItself(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account))
                facts.Add(fact is Unrecognised { Kind: "own-mail" } own ? new MessageReceived(own.Key, own.Surface, own.At, "t", new("email", "", "care@marula.example", IdentityStrength.SelfClaimed), "x") : fact);
        }
    }

    sealed class MakesAKeyOfTheWay(IChannel inner) : Tampered(inner)
    {
        public override Proof Prove(RawRequest request, Account account, DateTimeOffset now) =>
            base.Prove(request, account, now) is Proof.Genuine genuine ? genuine with { Key = OutsideKey.Of('m', OutsideKey.Hash(request.Body.Span)) } : base.Prove(request, account, now);
    }

    sealed class CallsEveryCallAnswered(IChannel inner) : Tampered(inner)
    {
        public override void Read(in Kept kept, Account account, ICollection<Fact> facts)
        {
            foreach (var fact in Facts(kept, account)) facts.Add(fact is CallProgressed step ? step with { Step = CallStep.Answered } : fact);
        }
    }

    sealed class LeavesTheCallerWithoutAWord(IChannel inner) : Tampered(inner)
    {
        public override Proof.Genuine Answer(Proof.Genuine proved, RawRequest request, Account account, AtTheDoor house) => proved;
    }

    sealed class LosesAFileInside(IChannel inner) : Tampered(inner)
    {
        public override ReadOnlyMemory<byte>? Open(in Kept kept, MediaRef media) => media.Ref.EndsWith('1') ? null : base.Open(kept, media);
    }

    sealed class ForgetsTheNextPage(IChannel inner) : Tampered(inner)
    {
        public override TemplatesRead ReadListing(WireAnswer answer) => base.ReadListing(answer) is TemplatesRead.Page page ? page with { After = null } : base.ReadListing(answer);
    }

    sealed class OffersEveryTemplate(IChannel inner) : Tampered(inner)
    {
        public override TemplatesRead ReadListing(WireAnswer answer) =>
            base.ReadListing(answer) is TemplatesRead.Page page ? page with { Templates = [.. page.Templates.Select(one => one with { WhyNot = null })] } : base.ReadListing(answer);
    }

    sealed class MixesUpValues(IChannel inner) : Tampered(inner)
    {
        public override WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => base.Request(
            parcel.Template is { } filled ? parcel with { Template = filled with { Values = [.. filled.Values.Zip(filled.Values.Reverse(), (one, other) => one with { Text = other.Text })] } } : parcel, attemptKey, account, now);
    }

    sealed class SendsATemplateAsWords(IChannel inner) : Tampered(inner)
    {
        public override Prepared Prepare(Draft draft, Account account, DateTimeOffset now) => base.Prepare(draft with { Template = null }, account, now);
    }

    sealed class LetsEveryValueThrough(IChannel inner) : Tampered(inner)
    {
        public override Prepared Prepare(Draft draft, Account account, DateTimeOffset now) => base.Prepare(draft, account, now) is Prepared.Refusal { Problem.Code: ProblemCode.Rejected } && draft.Template is not null
            ? new Prepared.Ready([new Parcel(draft.Surface, draft.To, draft.Text) { Template = draft.Template }]) : base.Prepare(draft, account, now);
    }

    sealed class ThrowsOnOddTemplates(IChannel inner) : Tampered(inner)
    {
        public override TemplatesRead ReadListing(WireAnswer answer) => base.ReadListing(answer) is TemplatesRead.Failed { Problem.Code: ProblemCode.NotUnderstood } ? throw new UnreachableException() : base.ReadListing(answer);
    }
}
