namespace Kith.Channels.Tests.Suite;

/// <summary>
/// The host's side of the seam in the least code that keeps its rules: a key is taken once, receipts only move forward, an unsure try
/// is settled and never just repeated. The product has its own; this one shows what a channel may rely on.
/// </summary>
sealed class SmallHost(Platform platform)
{
    readonly HashSet<string> keys = [];
    readonly Dictionary<string, Fact> facts = [];
    readonly Dictionary<string, (string Parts, DeliveryProgress Progress)> deliveries = [];

    public IEnumerable<T> Seen<T>() where T : Fact => facts.Values.OfType<T>();

    /// <summary>What people said, in writing or aloud.</summary>
    public IEnumerable<Heard> Heard => facts.Values.Select(fact => fact switch
    {
        MessageReceived message => new Heard(message.Key, message.Text, message.From, message.Attachments.Count),
        TranscriptReady transcript => new Heard(transcript.Key, transcript.Text, transcript.From, 0),
        VoicemailLeft voicemail => new Heard(voicemail.Key, "", voicemail.From, 1),
        _ => null,
    }).OfType<Heard>();

    public int Kept => keys.Count;

    public Proof Receive(RawRequest request, DateTimeOffset? now = null)
    {
        var proof = platform.Prove(request, platform.Account, now ?? Platform.Noon);
        if (proof is Proof.Genuine genuine && keys.Add(genuine.Key))
            foreach (var fact in Read(genuine, request)) facts.TryAdd(fact.Key, fact);
        return proof;
    }

    public IReadOnlyList<Fact> Read(Proof.Genuine genuine, RawRequest request)
    {
        List<Fact> read = [];
        platform.Can<IReadFacts>()!.Read(new(genuine.Head, platform.KeptOf(request), genuine.Key, Platform.Noon), platform.Account, read);
        return read;
    }

    public DeliveryProgress Progress(int expectedParts)
    {
        var (parts, progress) = ("", DeliveryProgress.Accepted);
        foreach (var change in Seen<DeliveryChanged>())
            if (change.Part is null) progress = progress.Further(change.Progress);
            else (parts, progress) = DeliveryParts.Add(parts, change.Part, change.Progress, expectedParts);
        return progress;
    }

    /// <summary>Sends until it ends well, is refused, or nobody can tell; says how.</summary>
    public string Send(Draft draft, string attemptKey, int tries = 6)
    {
        if (platform.Can<IPrepare>()!.Prepare(draft, platform.Account, Platform.Noon) is not Prepared.Ready ready) return "refused";
        if (!platform.Leaves) return "local";

        var parcel = ready.Parcels.Single();
        for (; tries > 0; tries--)
        {
            var ending = platform.Try(parcel, attemptKey);
            switch (ending)
            {
                case Ending.Later: continue;
                case Ending.Unsure when MayRepeat(parcel, attemptKey, draft.Surface): continue;
                default: return ending.GetType().Name;
            }
        }
        return "gave up";
    }

    bool MayRepeat(Parcel parcel, string attemptKey, string surface) => platform.Channel.Surfaces.Single(one => one.Id == surface).SendSafety switch
    {
        SendSafety.NaturalKey => true,
        SendSafety.LookBeforeResend => Settle(parcel, attemptKey) is Settlement.Absent,
        _ => false,
    };

    Settlement Settle(Parcel parcel, string attemptKey)
    {
        var settle = platform.Can<ISettle>()!;
        return platform.Take(settle.Ask(parcel, attemptKey, Platform.Noon, platform.Account)) is { } answer
            ? settle.Read(answer, parcel, Platform.Noon, new HashSet<string>())
            : new Settlement.CannotTell();
    }
}

/// <summary>Something a person said.</summary>
sealed record Heard(string Key, string Text, HandleRef From, int Files);
