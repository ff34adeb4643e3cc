using Kith.Mail;

namespace Kith.Channels.Tests.Suite;

/// <summary>A channel with nothing changed. Faults are planted by overriding one deed of it.</summary>
class Tampered(IChannel inner) : IChannel, IProof, IReadFacts, IPrepare, IDeliver, IPost, ISettle, IMedia, IMediaInside, IMailbox, IPoll, IAct, ITemplates, ISetup, IAnswer, ICall
{
    public IChannel Inner => inner;

    public string Id => inner.Id;
    public string Name => inner.Name;
    public string Icon => inner.Icon;
    public string? DocsUrl => inner.DocsUrl;
    public string Note => inner.Note;
    public IReadOnlyList<SetupField> Setup => inner.Setup;
    public virtual IReadOnlyList<Surface> Surfaces => inner.Surfaces;
    public IReadOnlyList<IntakeKind> Intake => inner.Intake;
    public string HookTail(Account account) => inner.HookTail(account);
    public string AddressOf(Account account) => inner.AddressOf(account);

    public virtual int MaxBody => ((IProof)inner).MaxBody;
    public virtual string? WhyForged(RawRequest bare, Account account) => ((IProof)inner).WhyForged(bare, account);
    public virtual Proof Prove(RawRequest request, Account account, DateTimeOffset now) => ((IProof)inner).Prove(request, account, now);
    public virtual void Read(in Kept kept, Account account, ICollection<Fact> facts) => ((IReadFacts)inner).Read(kept, account, facts);
    public virtual Prepared Prepare(Draft draft, Account account, DateTimeOffset now) => ((IPrepare)inner).Prepare(draft, account, now);
    public virtual WireRequest Request(Parcel parcel, string attemptKey, Account account, DateTimeOffset now) => ((IDeliver)inner).Request(parcel, attemptKey, account, now);
    public virtual Ending Read(WireAnswer answer, DateTimeOffset now) => ((IDeliver)inner).Read(answer, now);
    public virtual MailToPost Compose(Parcel parcel, IReadOnlyList<OutboundAttachment> files, string attemptKey, Account account, DateTimeOffset now) => ((IPost)inner).Compose(parcel, files, attemptKey, account, now);
    public virtual Ending Read(MailPosted posted, MailToPost mail) => ((IPost)inner).Read(posted, mail);
    public virtual (MailServer Server, MailSignIn SignIn)? Submission(Account account) => ((IPost)inner).Submission(account);
    public virtual WireRequest Ask(Parcel parcel, string attemptKey, DateTimeOffset triedAt, Account account) => ((ISettle)inner).Ask(parcel, attemptKey, triedAt, account);
    public virtual Settlement Read(WireAnswer answer, Parcel parcel, DateTimeOffset triedAt, IReadOnlySet<string> taken) => ((ISettle)inner).Read(answer, parcel, triedAt, taken);
    public virtual WireRequest? Fetch(MediaRef media, Account account) => ((IMedia)inner).Fetch(media, account);
    public virtual ReadOnlyMemory<byte>? Open(in Kept kept, MediaRef media) => ((IMediaInside)inner).Open(kept, media);
    public virtual WireRequest? Follow(WireAnswer told, Account account) => ((IMedia)inner).Follow(told, account);
    public virtual bool AlwaysTellsFirst => ((IMedia)inner).AlwaysTellsFirst;
    public virtual WireRequest Acting(Act act, Account account, DateTimeOffset now) => ((IAct)inner).Acting(act, account, now);
    public virtual ChannelProblem? ReadActing(WireAnswer answer, Act act, DateTimeOffset now) => ((IAct)inner).ReadActing(answer, act, now);
    public virtual WireRequest? Ask(Account account, string? place) => ((IPoll)inner).Ask(account, place);
    public virtual Polled Read(WireAnswer answer, string? place, Account account, DateTimeOffset now) => ((IPoll)inner).Read(answer, place, account, now);
    public virtual WireRequest Listing(Account account, string? after) => ((ITemplates)inner).Listing(account, after);
    public virtual TemplatesRead ReadListing(WireAnswer answer) => ((ITemplates)inner).ReadListing(answer);
    public virtual MailboxPlan? Mailbox(Account account) => ((IMailbox)inner).Mailbox(account);
    public virtual MailKept Keep(ReadOnlyMemory<byte> raw, MailOrigin origin) => ((IMailbox)inner).Keep(raw, origin);
    public virtual IReadOnlyList<Finding> Review(Account account) => ((ISetup)inner).Review(account);
    public virtual WireRequest? Test(Account account, DateTimeOffset now) => ((ISetup)inner).Test(account, now);
    public virtual IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account) => ((ISetup)inner).ReadTest(answer, account);

    public virtual Proof.Genuine Answer(Proof.Genuine proved, RawRequest request, Account account, AtTheDoor house) => ((IAnswer)inner).Answer(proved, request, account, house);
    public virtual WireRequest Ring(Ringing ringing, Account account, DateTimeOffset now) => ((ICall)inner).Ring(ringing, account, now);
    public virtual Ending ReadRinging(WireAnswer answer, DateTimeOffset now) => ((ICall)inner).ReadRinging(answer, now);

    protected IReadOnlyList<Fact> Facts(in Kept kept, Account account)
    {
        List<Fact> facts = [];
        ((IReadFacts)inner).Read(kept, account, facts);
        return facts;
    }
}
