using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Kith.Channels;

namespace Kith.TryIt;

/// <summary>Does with one call what Kith's answers tell, verb after verb, and tells Kith of each step (Twilio's TwiML: Say, Gather, Record, Dial, Hangup).</summary>
sealed class FollowTwiml(OpenConnection customer, PretendCall call, PretendRecordings recordings, CarrierAsks asks, TimeProvider clock)
{
    static readonly TimeSpan aLetter = TimeSpan.FromMilliseconds(55), machineHears = TimeSpan.FromSeconds(2), longestTalk = TimeSpan.FromMinutes(30);

    /// <summary>Typing takes longer than speaking, so the silence that ends a recording is longer here than it says.</summary>
    static readonly TimeSpan silence = TimeSpan.FromMinutes(2);

    static readonly XElement nothingMore = new("Response");

    /// <summary>From the first answer to the end of the call.</summary>
    public async Task ToTheEndAsync(XElement first)
    {
        for (var document = first; document.HasElements;) document = await OnceAsync(document);
    }

    public async Task<XElement?> AskAsync(string url, params IEnumerable<(string Name, string Value)> fields)
    {
        var answer = await asks.AskAsync(customer, url, [.. fields.Concat(Common()).DistinctBy(field => field.Name).Select(field => KeyValuePair.Create(field.Name, field.Value))], CancellationToken.None);
        return answer is null ? null : Read(answer);
    }

    public static XElement Read(string twiml)
    {
        try { return XElement.Parse(twiml); }
        catch (XmlException) { return nothingMore; }
    }

    static XElement Read(WireAnswer answer) => Read(System.Text.Encoding.UTF8.GetString(answer.Body.Span));

    /// <summary>What is the same in all that is told of a call; whoever says a field of their own goes before it.</summary>
    (string Name, string Value)[] Common() =>
    [
        ("CallSid", call.Sid), ("AccountSid", customer.Account["account_sid"]), ("ApiVersion", "2010-04-01"), ("From", call.IsFromPhone ? call.Phone : DemoHouse.Number), ("To", call.IsFromPhone ? DemoHouse.Number : call.Phone),
        ("Direction", call.IsFromPhone ? "inbound" : "outbound-api"),
    ];

    /// <summary>One document; what comes next, or nothing.</summary>
    async Task<XElement> OnceAsync(XElement document)
    {
        foreach (var verb in document.Elements())
            if (await DoAsync(verb) is { } next) return next;
        return nothingMore;
    }

    async Task<XElement?> DoAsync(XElement verb)
    {
        switch (verb.Name.LocalName)
        {
            case "Say":
                await SayAsync(verb);
                return null;
            case "Gather": return await GatherAsync(verb);
            case "Record": return await RecordAsync(verb);
            case "Dial": return await DialAsync(verb);
            case "Hangup": return nothingMore;
            default: return null;
        }
    }

    /// <summary>A machine of ours that speaks to one of us is not heard by the person.</summary>
    async Task SayAsync(XElement say)
    {
        if (!call.IsFromPhone) return;

        call.PickedUp();
        call.Hear("say", say.Value);
        await call.WaitAsync(CallPlace.Hearing, aLetter * say.Value.Length);
    }

    async Task<XElement?> GatherAsync(XElement gather)
    {
        call.PickedUp();
        foreach (var say in gather.Elements("Say")) call.Hear("say", say.Value);
        var patience = aLetter * gather.Value.Length + TimeSpan.FromSeconds((double?)gather.Attribute("timeout") ?? 5);
        if (await call.WaitAsync(CallPlace.Choosing, patience) is not Deed.Press(var key)) return null;

        call.Hear("key", key);
        return key == "#" ? null : await AskAsync((string)gather.Attribute("action")!, ("Digits", key), ("CallStatus", "in-progress"));
    }

    async Task<XElement?> RecordAsync(XElement record)
    {
        call.PickedUp();
        call.Hear("tone", "");
        try
        {
            if (await call.WaitAsync(CallPlace.Recording, silence) is Deed.Speak said) return await KeepAsync(record, said);
        }
        catch (OperationCanceledException)
        {
            await TellAbsentAsync(record);
            throw;
        }
        await TellAbsentAsync(record);
        return null;
    }

    async Task<XElement?> KeepAsync(XElement record, Deed.Speak said)
    {
        call.Hear("said", said.Words);
        var sid = CarrierSid.New("RE");
        recordings.Keep(sid, said.Sound);
        (string, string)[] kept = [("RecordingSid", sid), ("RecordingUrl", $"{customer.Account["api"]}/2010-04-01/Accounts/{customer.Account["account_sid"]}/Recordings/{sid}"), ("RecordingDuration", Number(PretendVoice.SecondsOf(said.Sound)))];
        if ((string?)record.Attribute("recordingStatusCallback") is { } told) await AskAsync(told, [.. kept, ("RecordingStatus", "completed")]);
        if ((string?)record.Attribute("transcribeCallback") is { } heard && said.Words.Length > 0) _ = TranscribeAsync(heard, sid, said.Words);
        return await AskAsync((string)record.Attribute("action")!, [.. kept, ("Digits", "#"), ("CallStatus", "in-progress")]);
    }

    async Task TranscribeAsync(string url, string recording, string words)
    {
        await Task.Delay(machineHears, clock);
        await AskAsync(url, ("RecordingSid", recording), ("TranscriptionSid", CarrierSid.New("TR")), ("TranscriptionStatus", "completed"), ("TranscriptionText", words), ("CallStatus", "completed"));
    }

    async Task TellAbsentAsync(XElement record)
    {
        if ((string?)record.Attribute("recordingStatusCallback") is { } url) await AskAsync(url, ("RecordingStatus", "absent"), ("RecordingSid", CarrierSid.New("RE")));
    }

    /// <summary>The phones at the other end ring: desks of the house, or the phone on the page.</summary>
    async Task<XElement?> DialAsync(XElement dial)
    {
        var leg = new Leg(this, call, dial.Elements("Number").First());
        call.Hear("ring", Number(dial.Elements("Number").Count()));
        await leg.TellAsync("ringing");
        var deed = call.IsBusy ? new Deed.Decline() : await call.WaitAsync(CallPlace.Ringing, TimeSpan.FromSeconds((double?)dial.Attribute("timeout") ?? 30));
        var action = (string)dial.Attribute("action")!;
        if (deed is not Deed.PickUp) return await AskAsync(action, ("DialCallStatus", deed is null ? "no-answer" : "busy"), ("CallStatus", "in-progress"));

        call.PickedUp();
        await leg.TellAsync("in-progress");
        try { await call.WaitAsync(CallPlace.Talking, longestTalk); }
        catch (OperationCanceledException) { /* One of them put the phone down. */ }
        return await AskAsync(action, ("DialCallStatus", "completed"), ("DialCallDuration", Number(call.Seconds)), ("CallStatus", "in-progress"));
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The phone at the other end, of which is told what the answer asks for.</summary>
    sealed class Leg(FollowTwiml to, PretendCall call, XElement number)
    {
        readonly string sid = CarrierSid.New("CA");

        public async Task TellAsync(string status)
        {
            var asked = ((string?)number.Attribute("statusCallbackEvent") ?? "").Split(' ');
            if ((string?)number.Attribute("statusCallback") is { } url && asked.Contains(status == "ringing" ? "ringing" : "answered"))
                await to.AskAsync(url, ("CallSid", sid), ("ParentCallSid", call.Sid), ("To", number.Value), ("CallStatus", status), ("SequenceNumber", status == "ringing" ? "1" : "2"));
        }
    }
}
