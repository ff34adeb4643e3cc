using System.Text.Json;
using Kith.Channels.Meta;

namespace Kith.Channels.X;

public sealed partial class XChannel : IProof, IReadFacts
{
    const string SignatureHeader = "x-twitter-webhooks-signature";

    static readonly HookAnswer Taken = new(200, "text/plain", "");

    /// <inheritdoc/>
    public int MaxBody => 1024 * 1024;

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) =>
        account["consumer_secret"].Length == 0 ? "no secret is set"
        : bare.Method != "POST" ? "not posted"
        : !XSignature.HasShape(bare.Headers[SignatureHeader] ?? "") ? "no signature"
        : null;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (WhyForged(request, account) is { } why) return new Proof.Forged(why);
        if (!XSignature.IsRight(request.Headers[SignatureHeader]!, account["consumer_secret"], request.Body.Span)) return new Proof.Forged("wrong signature");

        var (document, refused) = StrictJson.Parse(request.Body);
        using (document)
        {
            if (document is null) return refused!;

            var data = document.RootElement.Part("data");
            if (data.Part("filter").Word("user_id") is { } of && of != Ours(account)) return new Proof.Forged("another account");
            // The same event may have another id when it comes again; what it tells of has a key of its own.
            return new Proof.Genuine(OutsideKey.Of('w', OutsideKey.Hash(request.Body.Span)), Lanes.Of(XEvent.WhoIn(data, Ours(account)) ?? ""), "", Taken);
        }
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var (before, key) = (facts.Count, kept.Key);
        var (document, _) = StrictJson.Parse(kept.Body);
        using (document)
        {
            if (document is not null) new XEvent(Ours(account), NameOf(account), Site(account), key).Read(document.RootElement, facts);
            if (facts.Count == before) facts.Add(new Unrecognised(OutsideKey.Of('u', key), Mentions, null, document?.RootElement.Part("data").Word("event_type", 60) ?? "unreadable", "event_type"));
        }
    }
}
