using System.Text;
using Kith.Channels.Sms;

namespace Kith.Channels.Voice;

public sealed partial class VoiceChannel : ICall, IPrepare, IMedia
{
    /// <inheritdoc/>
    public Prepared Prepare(Draft draft, Account account, DateTimeOffset now) => draft.Situation.Stopped
        ? new Prepared.Refusal(ChannelProblem.OptedOut(), "Answer where they still want to hear from you.")
        : new Prepared.Refusal(ChannelProblem.Rejected("Nothing can be written on the telephone."), "Call them, or send them the chat link.");

    /// <inheritdoc/>
    public WireRequest Ring(Ringing ringing, Account account, DateTimeOffset now)
    {
        var ours = UrlForm.Parse(UrlForm.Write([new("id", ringing.CallKey), new("with", ringing.To.Value)]));
        var answers = new VoiceAnswers(new(VoiceTail.Calls, ours, ours, false), account, ringing.House);
        List<KeyValuePair<string, string>> form =
        [
            new("To", ringing.OurPhone),
            new("From", Ours(account)),
            new("Timeout", "30"),
            new("Twiml", Document(answers.Connect(ringing.To.Value))),
            new("StatusCallback", $"{account.HookUrl}/{VoiceTail.Status}?{UrlForm.Write(ours.Pairs)}"),
        ];
        return new("POST", $"{TwilioAccount.Resource(account)}/Calls.json", "ring a telephone")
        {
            Headers = [TwilioAccount.Authorization(account)],
            ContentType = "application/x-www-form-urlencoded",
            Body = Encoding.ASCII.GetBytes(UrlForm.Write(form)),
        };
    }

    /// <inheritdoc/>
    public Ending ReadRinging(WireAnswer answer, DateTimeOffset now) =>
        answer.Status is < 200 or >= 300 ? TwilioAccount.NotTaken(answer, now, VoiceErrors.Problem)
        : TwilioAccount.Parse(answer)?.Peek("sid") is { } sid ? new Ending.Accepted(PlainText.Line(sid))
        : new Ending.Unsure(ChannelProblem.NotUnderstood());

    /// <summary>Recordings lie behind our sign-in, and nowhere but at the carrier.</summary>
    public WireRequest? Fetch(MediaRef media, Account account) =>
        Uri.TryCreate(media.Ref, UriKind.Absolute, out var url) && TwilioAccount.IsOfApi(url, account)
            ? new("GET", Path.HasExtension(url.AbsolutePath.Split('/')[^1]) ? media.Ref : $"{media.Ref}.mp3", "fetch a recording") { Headers = [TwilioAccount.Authorization(account)] }
            : null;
}
