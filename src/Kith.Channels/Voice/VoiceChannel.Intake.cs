using System.Globalization;
using Kith.Channels.Sms;

namespace Kith.Channels.Voice;

public sealed partial class VoiceChannel : IProof, IReadFacts
{
    // An empty document means: nothing more to say. The host asks for the right one by IAnswer.
    static readonly HookAnswer NothingToSay = new(200, "text/xml", "<Response/>");

    /// <inheritdoc/>
    public int MaxBody => 64 * 1024;

    /// <inheritdoc/>
    public Proof Prove(RawRequest request, Account account, DateTimeOffset now)
    {
        if (account["auth_token"].Length == 0) return new Proof.Forged("no secret is set");
        if (request.Headers["X-Twilio-Signature"] is not { Length: > 0 } signature) return new Proof.Forged("no signature");

        var query = UrlForm.Parse(request.Query);
        var (form, isSigned) = TwilioSignature.Check(request, query, signature, account["auth_token"]);
        if (!isSigned) return new Proof.Forged("wrong signature");

        var hook = VoiceHook.Of(request, query, form);
        if (NotOurs(hook, account) is { } why) return new Proof.Forged(why);

        var tail = VoiceTail.All.Contains(request.Tail) ? request.Tail : "other";
        return new Proof.Genuine(KeyOf(hook, request), Lanes.Of(With(hook, account).Value), $"{request.Method} {tail} ?{request.Query}", NothingToSay);
    }

    /// <inheritdoc/>
    public void Read(in Kept kept, Account account, ICollection<Fact> facts)
    {
        var hook = VoiceHook.Of(kept);
        if (hook.CallSid.Length == 0)
        {
            facts.Add(Unknown(kept, "no CallSid"));
            return;
        }
        var before = facts.Count;
        switch (hook.Tail)
        {
            case VoiceTail.Calls: ReadRinging(hook, account, facts); break;
            case VoiceTail.Status: ReadStatus(hook, account, facts); break;
            case VoiceTail.Leg: ReadLeg(hook, account, facts); break;
            case VoiceTail.Dialled: ReadDialled(hook, account, facts); break;
            case VoiceTail.Pressed when hook.Form["Digits"] == VoiceWords.LinkKey: facts.Add(Step(hook, account, CallStep.LinkAsked, "link")); break;
            case VoiceTail.After or VoiceTail.Recording: ReadRecording(hook, account, facts); break;
            case VoiceTail.Transcript: ReadTranscript(hook, account, facts); break;
        }
        if (facts.Count == before) facts.Add(Unknown(kept, $"{hook.Tail} {hook.Form["CallStatus"]}"));
    }

    // A right signature proves the account's token, not that the call is for this connection.
    static string? NotOurs(VoiceHook hook, Account account) =>
        account["account_sid"].Length == 0 || hook.Form["AccountSid"] != account["account_sid"] ? "another account"
        : hook.Tail == VoiceTail.Calls && hook.CallSid.Length > 0 && account.Phone(hook.Form["To"]) != Ours(account) ? "another number"
        : null;

    static string KeyOf(VoiceHook hook, RawRequest request)
    {
        var form = hook.Form;
        var told = hook.Tail switch
        {
            VoiceTail.After or VoiceTail.Recording => $"{hook.CallSid}:{hook.RecordingSid}:{form["RecordingStatus"]}",
            VoiceTail.Transcript => $"{hook.CallSid}:{form["TranscriptionSid"]}:{form["TranscriptionStatus"]}",
            VoiceTail.Dialled => $"{hook.CallSid}:{form["DialCallStatus"]}",
            VoiceTail.Pressed => $"{hook.CallSid}:{form["Digits"]}",
            _ => $"{form["CallSid"]}:{form["CallStatus"]}",
        };
        return hook.CallSid.Length > 0 ? OutsideKey.Of(hook.Tail.Length > 0 ? hook.Tail : "other", told)
            : OutsideKey.Of('u', request.Headers["I-Twilio-Idempotency-Token"] ?? OutsideKey.Hash(request.Body.Span));
    }

    static Unrecognised Unknown(in Kept kept, string kind) => new(kept.Key, SurfaceId, null, PlainText.Line(kind, 60), "form");

    static void ReadRinging(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        facts.Add(Step(hook, account, CallStep.Rang, "ringing") with { CallerProof = ProofOf(hook.Form["StirVerstat"]) });
        if (hook.WasClosed) facts.Add(Step(hook, account, CallStep.Missed, "no-answer") with { Reason = VoiceHook.Closed });
    }

    /// <summary>The call as a whole. Of a call that we make this is the leg to our own phone: the person was never rung when we did not pick up.</summary>
    static void ReadStatus(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        var status = hook.Form["CallStatus"];
        if (status == "completed") facts.Add(Ended(hook, account, hook.Form["CallDuration"]));
        else if (status is not ("busy" or "no-answer" or "canceled" or "failed")) return;
        else if (hook.Direction == CallDirection.In) facts.Add(Missed(hook, account, status));
        else if (status == "failed") facts.Add(Step(hook, account, CallStep.Failed, "failed") with { Reason = status });
        else facts.Add(Step(hook, account, CallStep.NotPickedUp, "not-picked-up") with { Reason = status });
    }

    static void ReadLeg(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        if (hook.Form["CallStatus"] == "in-progress") facts.Add(Step(hook, account, CallStep.Answered, "in-progress"));
        else if (hook.Form["CallStatus"] == "ringing") facts.Add(Step(hook, account, CallStep.Rang, "ringing"));
    }

    static void ReadDialled(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        switch (hook.Form["DialCallStatus"])
        {
            case "completed" or "answered":
                facts.Add(Step(hook, account, CallStep.Answered, "in-progress"));
                facts.Add(Ended(hook, account, hook.Form["DialCallDuration"]));
                break;
            case "busy" or "no-answer" or "canceled" or "failed":
                facts.Add(Missed(hook, account, hook.Form["DialCallStatus"]));
                break;
        }
    }

    // The caller has spoken and the recording is ready: either request alone is enough, and both name the same recording.
    static void ReadRecording(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        if (hook.Form["RecordingStatus"] is "absent" or "failed") facts.Add(Missed(hook, account, "no-answer"));
        else if (hook.RecordingSid.Length > 0 && hook.Form["RecordingStatus"] is "" or "completed")
            facts.Add(new VoicemailLeft(RecordingKey(hook), SurfaceId, null, CallKey(hook), Thread(hook, account), With(hook, account),
                new(PlainText.Line(hook.Form["RecordingUrl"], 1000), "audio/mpeg", "voicemail.mp3"), Number(hook.Form["RecordingDuration"])));
    }

    static void ReadTranscript(VoiceHook hook, Account account, ICollection<Fact> facts)
    {
        if (hook.Form["TranscriptionStatus"] != "completed" || hook.Form["TranscriptionSid"] is not { Length: > 0 } sid) return;

        facts.Add(new TranscriptReady(OutsideKey.Of("tr", sid), SurfaceId, null, CallKey(hook), Thread(hook, account), With(hook, account),
            RecordingKey(hook), PlainText.Clean(hook.Form["TranscriptionText"])));
    }

    static CallProgressed Ended(VoiceHook hook, Account account, string seconds) =>
        Step(hook, account, CallStep.Ended, "completed") with { Seconds = Number(seconds) };

    static CallProgressed Missed(VoiceHook hook, Account account, string reason) =>
        Step(hook, account, CallStep.Missed, "no-answer") with { Reason = reason };

    static CallProgressed Step(VoiceHook hook, Account account, CallStep step, string word) =>
        new($"{CallKey(hook)}:{word}", SurfaceId, TimeOf(hook.Form["Timestamp"]), CallKey(hook), Thread(hook, account), With(hook, account), hook.Direction, step)
        {
            Sequence = Number(hook.Form["SequenceNumber"]),
        };

    static string CallKey(VoiceHook hook) => OutsideKey.Of("call", hook.CallKey);

    static string RecordingKey(VoiceHook hook) => OutsideKey.Of("rec", hook.RecordingSid);

    static string Thread(VoiceHook hook, Account account) => SmsSurface.Thread(Ours(account), With(hook, account).Value);

    /// <summary>Somebody whose number we are shown. Whoever withholds it is a stranger at every call: two of them are not one person.</summary>
    static HandleRef With(VoiceHook hook, Account account)
    {
        var number = account.Phone(hook.Theirs);
        return IsNumber(number) ? SmsSurface.Phone(number)
            : new(WithheldKind, account.Connection.ToString("N"), PlainText.Line(hook.CallKey.Length > 0 ? hook.CallKey : "none"), IdentityStrength.Anonymous);
    }

    // Carriers write +266696687 (ANONYMOUS), +7378742833 (RESTRICTED) and +86282452253 (UNAVAILABLE) for a number that is withheld.
    static bool IsNumber(string number) =>
        number.Length is > 4 and < 17 && number[0] == '+' && !number.AsSpan(1).ContainsAnyExceptInRange('0', '9')
        && number is not ("+266696687" or "+7378742833" or "+86282452253" or "+2562533" or "+8656696");

    /// <summary>What carriers of North America say of the caller's number (STIR/SHAKEN); elsewhere nobody says anything.</summary>
    static string? ProofOf(string stir) => stir switch
    {
        "" => null,
        "TN-Validation-Passed-A" => "passed",
        _ when stir.StartsWith("TN-Validation-Failed", StringComparison.Ordinal) => "failed",
        _ => "unproven",
    };

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    static DateTimeOffset? TimeOf(string text) => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null;
}
