namespace Kith.Channels;

/// <summary>Tells whether a request is what it says it is, and under which key to keep it. Runs before anything is stored, so it is cheap.</summary>
public interface IProof
{
    /// <summary>The largest body worth reading; the host answers 413 beyond it without asking further.</summary>
    int MaxBody { get; }

    /// <summary>
    /// Why it is not theirs, as far as method, path, query, headers and address tell; null where only the body can. Asked before a byte of the body
    /// is read, so that a stranger makes us read nothing; <see cref="Prove"/> says the same of it again.
    /// </summary>
    string? WhyForged(RawRequest bare, Account account) => null;

    /// <summary>Pure and in constant time where secrets are compared. A blank secret proves nothing.</summary>
    Proof Prove(RawRequest request, Account account, DateTimeOffset now);
}

/// <summary>What came of it.</summary>
public abstract record Proof
{
    Proof() { }

    /// <summary>It is theirs. Keep it under <paramref name="Key"/>, then answer.</summary>
    /// <param name="Key">The platform's own id of this event, or a declared way to make one; unique within the connection.</param>
    /// <param name="Lane">Requests of one conversation have the same number, so that they are read in order. See <see cref="Lanes"/>.</param>
    /// <param name="Head">What must be kept beside the body to read it later. Holds no secret.</param>
    /// <param name="Answer">What the other side wants to hear.</param>
    public sealed record Genuine(string Key, uint Lane, string Head, HookAnswer Answer) : Proof;

    /// <summary>It is not: nothing is kept; the host answers 403 with no more words than that.</summary>
    /// <param name="Why">For our own counters and logs; holds nothing of the request.</param>
    public sealed record Forged(string Why) : Proof;

    /// <summary>
    /// Nobody can tell before something was fetched that they publish, the certificate they sign with. The host fetches it through its guarded wire, keeps it for a
    /// day by its address and asks once more, with <see cref="RawRequest.Fetched"/>. Where it cannot be had, or the same is needed again because what came was of
    /// no use, the sender hears 503 and comes again.
    /// </summary>
    /// <param name="Request">A GET without a secret, to an address that nothing but the channel decides: it stands in a request that may be forged.</param>
    public sealed record Needs(WireRequest Request) : Proof;

    /// <summary>It is theirs, but no request we can take. Nothing is kept; the sender is told what to mend.</summary>
    /// <param name="Status">4xx.</param>
    /// <param name="Code">A stable word.</param>
    /// <param name="Words">A sentence for whoever wrote the sender.</param>
    public sealed record Refused(int Status, string Code, string Words) : Proof;
}

/// <summary>The answer to a hook once the request is on disk.</summary>
/// <param name="Status">2xx.</param>
/// <param name="ContentType">Type of the body.</param>
/// <param name="Body">The body; may be empty.</param>
public sealed record HookAnswer(int Status, string ContentType, string Body)
{
    /// <summary>204 with nothing in it.</summary>
    public static HookAnswer Nothing { get; } = new(204, "", "");
}
