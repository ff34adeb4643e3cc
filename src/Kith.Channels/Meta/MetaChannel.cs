using System.Text.Json;

namespace Kith.Channels.Meta;

/// <summary>How every channel of Meta's is asked for its address, proves what comes and reads it list by list.</summary>
public abstract class MetaChannel : IHandshake, IProof, IReadFacts
{
    /// <inheritdoc/>
    public int MaxBody => MetaHook.MaxBody;

    /// <inheritdoc/>
    public HookAnswer? Answer(RawRequest request, Account account) => MetaHandshake.Answer(request, account);

    /// <inheritdoc/>
    public string? WhyForged(RawRequest bare, Account account) => MetaHook.WhyForged(bare, account);

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now) => MetaHook.Prove(request, account, account[AccountField], IsOurs);

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var key = kept.Key;
        MetaHook.Read(kept, MainSurface, HookObject, facts, one => Read(one, key, account, facts));
    }

    /// <summary>What their requests say they are about.</summary>
    internal abstract string HookObject { get; }

    /// <summary>Where what cannot be placed is counted.</summary>
    internal abstract string MainSurface { get; }

    /// <summary>The setting that names our account with them.</summary>
    internal abstract string AccountField { get; }

    internal abstract bool IsOurs(JsonElement entry, Account account);

    internal abstract void Read(MetaEvent one, string key, Account account, ICollection<Fact> facts);
}
