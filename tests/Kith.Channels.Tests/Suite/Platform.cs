using Kith.Mail;

namespace Kith.Channels.Tests.Suite;

/// <summary>How a pretend platform is disposed towards the next request of ours.</summary>
public enum Mood { Well, TooFast, TooFastWithoutHint, DownBeforeTaking, FailsAfterTaking, LosesAnswer, SignInRevoked }

/// <summary>
/// The far side of one channel, with a memory: it signs what it sends as the real one does, keeps what it takes, and can be asked to
/// misbehave. A channel gets the whole contract suite by having one.
/// </summary>
public abstract class Platform
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    protected Platform(IChannel channel) => Channel = channel;

    public IChannel Channel { get; set; }

    public abstract string ChannelId { get; }

    /// <summary>A channel with several surfaces has a platform for each whose rules are its own, named after it.</summary>
    public virtual string Name => ChannelId;

    /// <summary>Where the suite speaks.</summary>
    public Surface Surface => Channel.Surfaces.FirstOrDefault(surface => surface.Id == Name) ?? Channel.Surfaces[0];

    public abstract IReadOnlyDictionary<string, string> Settings { get; }

    public abstract Guid Connection { get; }

    public Queue<Mood> Moods { get; } = new();

    public Account Account => With([]);

    public string HookUrl => $"https://care.marula.example/hooks/{ChannelId}/{Connection}";

    /// <summary>The capability, if the channel itself has it: a tampered one lends only what its inner one can.</summary>
    public T? Can<T>() where T : class => Channel is Tampered tampered ? tampered.Inner is T ? tampered as T : null : Channel as T;

    public Account With(IEnumerable<(string Key, string Value)> changed)
    {
        var settings = new Dictionary<string, string>(Settings);
        foreach (var (key, value) in changed) settings[key] = value;
        return new(Connection, HookUrl, settings, E164, Email);
    }

    /// <summary>Proved as the host does it: what is needed besides is fetched. What nobody brings is what they answer when they are asked.</summary>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (!IsHooked) return Bring(request, account, now);

        var said = Can<IProof>()!.Prove(request, account, now);
        return said is Proof.Needs needs && Publishes(needs.Request) is { } file ? Can<IProof>()!.Prove(request with { Fetched = file }, account, now) : said;
    }

    /// <summary>False for a channel that is only asked: nobody calls us there, so there is nothing to forge, and a request stands for the answer to our question.</summary>
    public bool IsHooked => Can<IProof>() is not null;

    /// <summary>What the host keeps of it: all of a request to a hook, or the one item of an answer.</summary>
    public ReadOnlyMemory<byte> KeptOf(RawRequest request) => !IsHooked && Asked(request, Account, Noon) is Polled.Brought { Items: [var item] } ? item.Body : request.Body;

    /// <summary>How far a channel that is asked was read before.</summary>
    protected virtual string? PlaceBefore => null;

    /// <summary>Their answer that brings it.</summary>
    protected virtual ReadOnlyMemory<byte> AnswerWith(RawRequest request) => request.Body;

    Proof Bring(RawRequest request, Account account, DateTimeOffset now) => Asked(request, account, now) is Polled.Brought { Items: [var item] }
        ? new Proof.Genuine(item.Key, 0, "", HookAnswer.Nothing) : new Proof.Refused(422, "not_brought", "Nothing was brought by it.");

    Polled Asked(RawRequest request, Account account, DateTimeOffset now) => Can<IPoll>()!.Read(new WireAnswer(200, request.Headers, AnswerWith(request)), PlaceBefore, account, now);

    // The host owns number plans; this much is enough for the cast.
    static string? E164(string number)
    {
        var digits = string.Concat(number.Where(one => char.IsAsciiDigit(one) || one == '+'));
        return digits.StartsWith('+') && digits.Length is > 8 and < 17 ? digits : digits.StartsWith('0') && digits.Length == 10 ? $"+27{digits[1..]}" : null;
    }

    // The host owns the form of addresses, too.
    static string? Email(string address)
    {
        var bare = address.Trim().ToLowerInvariant();
        return bare.Length < 255 && bare.Split('@') is [{ Length: > 0 and <= 64 } local, var domain] && domain.Contains('.') && !local.Any(one => char.IsControl(one) || one is ' ' or '<' or '>')
            && domain.All(one => char.IsAsciiLetterOrDigit(one) || one is '.' or '-') ? bare : null;
    }

    // What comes in.
    public abstract RawRequest Message(string id, string text, string from = "");
    public abstract RawRequest WithThreeFiles(string id);
    public virtual int FilesInOne => 3;
    public abstract RawRequest? Unknown();
    public abstract RawRequest Carrying(byte[] body);
    public abstract RawRequest SignedBy(string secret, string id);
    public abstract RawRequest? SomebodyElses();
    public abstract IEnumerable<(string What, RawRequest Request)> Forgeries();
    public abstract RawRequest Sign(RawRequest request);
    public abstract RawRequest? Receipt(string attemptKey, string outsideId, DeliveryProgress progress, string part = "");
    public abstract IReadOnlyList<DeliveryProgress> ReceiptsItSends { get; }
    public virtual byte[]? Publishes(WireRequest request) => null;
    public virtual RawRequest? Step(string call, CallStep step) => null;
    public virtual IReadOnlyList<CallStep> StepsItTells => [];
    public virtual bool HearsStop => Channel.Surfaces.Any(surface => surface.HandleKind == "phone");
    public virtual bool SignsBody => true;
    public virtual bool SignsTime => false;
    public virtual int LargestBody => 1024 * 1024;

    // What goes out.
    public abstract HandleRef Nomsa { get; }
    public abstract string LongestText { get; }
    public virtual WireAnswer? Take(WireRequest request) => throw new NotSupportedException("Nothing leaves by HTTP here.");
    public virtual MailPosted Take(MailToPost mail) => throw new NotSupportedException("Nothing leaves by mail here.");
    public virtual bool TakesOurKey => Surface.SendSafety != SendSafety.None;
    public virtual TimeSpan? WaitItAsksFor => TimeSpan.FromSeconds(7);
    public IReadOnlyList<OutboundAttachment> Enclosed(Parcel parcel) =>
        [.. parcel.Attachments.Select(file => new OutboundAttachment(file.Name, file.Type, System.Text.Encoding.UTF8.GetBytes(file.Url)))];
    public abstract int CopiesOf(string text);
    public virtual int TemplatesOnAPage => 0;
    public virtual IReadOnlyList<string> TemplatesToSend => [];
    public abstract IEnumerable<(string Name, Draft Draft)> Drafts { get; }

    public virtual Draft Draft(string text) => new(Surface.Id, Nomsa, text);

    protected Mood NextMood() => Moods.TryDequeue(out var mood) ? mood : Mood.Well;

    protected static WireAnswer Answer(int status, string body = "", params (string, string)[] headers) =>
        new(status, new HeaderBag(headers.Select(header => KeyValuePair.Create(header.Item1, header.Item2))), System.Text.Encoding.UTF8.GetBytes(body));

    protected static HeaderBag Bag(params (string Name, string Value)[] headers) => new(headers.Select(header => KeyValuePair.Create(header.Name, header.Value)));
}
