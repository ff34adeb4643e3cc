using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace Kith.Channels.Voice;

public sealed partial class VoiceChannel : IAnswer
{
    const int LongestMessage = 180, LongestSaid = 600, MostPhones = 10;

    /// <inheritdoc/>
    public Proof.Genuine Answer(Proof.Genuine proved, RawRequest request, Account account, AtTheDoor house)
    {
        var hook = VoiceHook.Of(new Kept(proved.Head, request.Body, proved.Key, default));
        var answers = new VoiceAnswers(hook, account, house);
        return hook.Tail switch
        {
            VoiceTail.Calls when house.IsOpen && Phones(account).Count > 0 => proved with { Answer = Say(answers.RingThrough(Phones(account), Seconds(account))) },
            VoiceTail.Calls => proved with { Head = proved.Head.Replace(" ?", $" {VoiceHook.Closed} ?", StringComparison.Ordinal), Answer = Say(answers.Machine(house.IsOpen)) },
            VoiceTail.Dialled => proved with { Answer = Say(IsTaken(hook) || hook.Direction == CallDirection.Out ? [] : answers.Machine(isOpen: true)) },
            VoiceTail.Pressed => proved with { Answer = Say(hook.Form["Digits"] == VoiceWords.LinkKey && answers.MayLink ? answers.LinkIsOnItsWay() : answers.Tone()) },
            VoiceTail.After => proved with { Answer = Say(hook.Form["Digits"] == "hangup" ? [] : answers.Thanks()) },
            _ => proved,
        };
    }

    static bool IsTaken(VoiceHook hook) => hook.Form["DialCallStatus"] is "completed" or "answered" || hook.Form["CallStatus"] is "completed" or "canceled";

    /// <summary>The phones that ring when somebody calls, all at once: the first to pick up has the call.</summary>
    static IReadOnlyList<string> Phones(Account account) =>
        [.. account["ring"].Split([',', ';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(account.Phone).Where(IsNumber).Distinct().Take(MostPhones)];

    static int Seconds(Account account) => int.TryParse(account["ring_seconds"], NumberStyles.None, CultureInfo.InvariantCulture, out var said) ? Math.Clamp(said, 5, 120) : 25;

    static HookAnswer Say(IEnumerable<XElement> verbs) => new(200, "text/xml", Document(verbs));

    static string Document(IEnumerable<XElement> verbs) => new XElement("Response", verbs).ToString(SaveOptions.DisableFormatting);

    /// <summary>What the carrier is told to do, in its own language (TwiML).</summary>
    sealed class VoiceAnswers(VoiceHook hook, Account account, AtTheDoor house)
    {
        readonly VoiceWords words = VoiceWords.In(house.Language);

        /// <summary>Only who shows a number can be written to.</summary>
        public bool MayLink => house.CanWrite && account["link"] != "no" && With(hook, account).Kind == PhoneKind;

        public IEnumerable<XElement> RingThrough(IReadOnlyList<string> phones, int seconds) =>
            [Dial(Ours(account), seconds, phones, "answered")];

        /// <summary>The connection of a call that we make, said to whoever of us picked up.</summary>
        public IEnumerable<XElement> Connect(string to) => [Spoken(words.Connecting), Dial(Ours(account), 40, [to], "ringing answered")];

        /// <summary>One key may be pressed while we speak; there is no menu to listen to. Without an action the carrier would ask for this document again, and the caller go in circles.</summary>
        public IEnumerable<XElement> Machine(bool isOpen)
        {
            var greeting = Spoken(Greeting(isOpen));
            return [MayLink ? new("Gather", new XAttribute("numDigits", 1), new XAttribute("timeout", 1), new XAttribute("action", Url(VoiceTail.Pressed)), new XAttribute("method", "POST"), greeting) : greeting, .. Tone()];
        }

        public IEnumerable<XElement> Tone()
        {
            var record = new XElement("Record", new XAttribute("maxLength", LongestMessage), new XAttribute("playBeep", "true"), new XAttribute("timeout", 5), new XAttribute("finishOnKey", "#"),
                new XAttribute("action", Url(VoiceTail.After)), new XAttribute("method", "POST"),
                new XAttribute("recordingStatusCallback", Url(VoiceTail.Recording)), new XAttribute("recordingStatusCallbackEvent", "completed absent"));
            if (account["transcribe"] != "no") record.Add(new XAttribute("transcribe", "true"), new XAttribute("transcribeCallback", Url(VoiceTail.Transcript)));
            return [record, Spoken(words.NothingLeft)];
        }

        public IEnumerable<XElement> LinkIsOnItsWay() => [Spoken(words.LinkSent), new("Hangup")];

        public IEnumerable<XElement> Thanks() => [Spoken(words.Thanks), new("Hangup")];

        string Greeting(bool isOpen)
        {
            var own = account[isOpen ? "greeting_busy" : "greeting"];
            var begin = own.Length > 0 ? own : string.Format(CultureInfo.InvariantCulture, isOpen ? words.Busy : words.Closed, house.Name);
            return $"{begin} {(MayLink ? words.PressForLink + " " : "")}{words.LeaveMessage}";
        }

        XElement Dial(string callerId, int seconds, IReadOnlyList<string> phones, string events) =>
            new("Dial", new XAttribute("answerOnBridge", "true"), new XAttribute("timeout", seconds), new XAttribute("callerId", callerId), new XAttribute("action", Url(VoiceTail.Dialled)), new XAttribute("method", "POST"),
                phones.Select(phone => new XElement("Number", new XAttribute("statusCallback", Url(VoiceTail.Leg)), new XAttribute("statusCallbackEvent", events), new XAttribute("statusCallbackMethod", "POST"), phone)));

        XElement Spoken(string text) => new("Say", new XAttribute("language", words.Locale), string.Concat(PlainText.Line(text, LongestSaid).Where(XmlConvert.IsXmlChar)));

        string Url(string tail)
        {
            List<KeyValuePair<string, string>> query = [new("with", With(hook, account) is { Kind: PhoneKind } who ? who.Value : "")];
            if (hook.Query["id"] is { Length: > 0 } id) query.Insert(0, new("id", id));
            return $"{account.HookUrl}/{tail}?{UrlForm.Write(query)}";
        }
    }
}
