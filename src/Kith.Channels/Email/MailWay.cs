using System.Globalization;
using System.Text.Json;

namespace Kith.Channels.Email;

/// <summary>How a mail is brought to our hook. The secret in the path was right already; what a provider signs besides is looked at here.</summary>
abstract class MailWay
{
    static readonly MailWay[] all = [new RawWay(), new PostmarkWay(), new MailgunWay(), new SendGridWay(), new SesWay(), new TooLargeWay()];

    /// <summary>The word for it, in the path and in what is kept.</summary>
    public abstract string Name { get; }

    /// <summary>What the other side wants to hear: some take nothing but 200 for a yes.</summary>
    public virtual HookAnswer Answer { get; } = new(200, "text/plain", "");

    /// <summary>The way with this word in its path.</summary>
    public static MailWay? At(string tail) => all.FirstOrDefault(way => way.IsAt(tail));

    /// <summary>The way with this word.</summary>
    public static MailWay? Named(string name) => all.FirstOrDefault(way => way.Name == name);

    /// <summary>Why it is not theirs; null when it is.</summary>
    public virtual string? WhyForged(RawRequest request, Account account, DateTimeOffset now) => null;

    /// <summary>What must be fetched first to know whether it is theirs. Asked when <see cref="WhyForged"/> found nothing wrong; null when it is theirs.</summary>
    public virtual WireRequest? Needs(RawRequest request, Account account, DateTimeOffset now) => null;

    /// <summary>Whether servers on this way write Authentication-Results of their own under this name: where none does, what stands there is the sender's.</summary>
    public virtual bool Vouches(string receiver) => false;

    /// <summary>What must be known besides the body to read it.</summary>
    public virtual string NoteOf(RawRequest request) => "-";

    /// <summary>The mail in it. Pure and total.</summary>
    public abstract Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account);

    protected virtual bool IsAt(string tail) => tail == Name;

    protected static Unwrapped Mail(ReadOnlyMemory<byte>? raw, string? recipient, string missing) =>
        raw is { Length: > 0 } mail ? new Unwrapped.Mail(mail, recipient is { Length: > 0 } ? recipient : null) : new Unwrapped.Broken(missing);

    /// <summary>What is in a JSON body; whatever is wrong with it is said.</summary>
    protected static Unwrapped Json(ReadOnlyMemory<byte> body, Func<JsonElement, Unwrapped> read)
    {
        var (document, refused) = StrictJson.Parse(body);
        if (document is null) return new Unwrapped.Broken(refused!.Words);

        using (document)
        {
            try
            {
                return read(document.RootElement);
            }
            catch (BadField bad)
            {
                return new Unwrapped.Broken(bad.Refused.Words);
            }
        }
    }

    /// <summary>Whether two clocks differ by no more than five minutes.</summary>
    protected static bool IsRecent(string unixSeconds, DateTimeOffset now) =>
        long.TryParse(unixSeconds, NumberStyles.None, CultureInfo.InvariantCulture, out var at) && Math.Abs(now.ToUnixTimeSeconds() - at) <= 300;
}

/// <summary>What was in a request.</summary>
abstract record Unwrapped
{
    Unwrapped() { }

    /// <summary>A mail.</summary>
    public sealed record Mail(ReadOnlyMemory<byte> Raw, string? Recipient, long? TooLarge = null) : Unwrapped;

    /// <summary>A word of the provider's own.</summary>
    public sealed record Notice(string Id, string Kind) : Unwrapped;

    /// <summary>Nothing that could be read; whoever set it up is told why.</summary>
    public sealed record Broken(string Words) : Unwrapped;
}

/// <summary>The whole body is the mail: a mail server of one's own.</summary>
sealed class RawWay : MailWay
{
    public override string Name => "raw";

    public override HookAnswer Answer => HookAnswer.Nothing;

    public override bool Vouches(string receiver) => true;

    public override Unwrapped Unwrap(ReadOnlyMemory<byte> body, string note, Account account) => Mail(body, note == "-" ? null : note, "The body must be the raw mail.");
}
