using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Meta;
using Kith.Channels.Sms;
using Kith.Channels.X;

namespace Kith.Bench;

/// <summary>What somebody says to us: all digits, so that any platform may have given it.</summary>
sealed record Saying(long Number, int Person, string Text, DateTimeOffset At);

/// <summary>A request as a platform sends it to the tail of its connection's hook.</summary>
sealed record Hook(string Tail, string ContentType, string Body, string Header, string Value);

/// <summary>A platform that calls our hook: what its connection is set to, and how it says one message.</summary>
/// <param name="Say">Takes what is said and the address of the connection's hook, which some sign.</param>
sealed record Caller(string Name, string Channel, JsonObject Settings, Dictionary<string, string> Secrets, Func<Saying, string, Hook> Say);

/// <summary>The platforms whose hooks are measured, each with its own shape and its own signature.</summary>
static class Callers
{
    const string Secret = "a-secret-of-the-bench-0123456789", Page = "104000000000001", Sid = "AC0123456789abcdef0123456789abcdef", Number = "+27600701234", Ours = "1122";

    static readonly Dictionary<string, string> meta = new() { ["graph_token"] = Secret, ["app_secret"] = Secret, ["verify_token"] = Secret };

    public static readonly Caller Comments = new("messenger.comments", "messenger", new() { ["page_id"] = Page }, meta, (said, _) => Signed(
        $$$$"""{"object":"page","entry":[{"id":"{{{{Page}}}}","time":{{{{Seconds(said)}}}},"changes":[{"field":"feed","value":{"item":"comment","verb":"add","from":{"id":"70000{{{{said.Person}}}}","name":"Somebody {{{{said.Person}}}}"},"post_id":"{{{{Page}}}}_777","comment_id":"777_{{{{said.Number}}}}","parent_id":"{{{{Page}}}}_777","message":"{{{{said.Text}}}}","created_time":{{{{Seconds(said)}}}},"post":{"permalink_url":"https://www.facebook.com/{{{{Page}}}}_777","id":"{{{{Page}}}}_777","status_type":"mobile_status_update"}}}]}]}"""));

    public static readonly IReadOnlyList<Caller> All =
    [
        new("sms", "sms", new() { ["account_sid"] = Sid, ["from"] = Number }, new() { ["auth_token"] = Secret }, (said, at) => ByTwilio($"{at}/messages", "/messages", new()
        {
            ["MessageSid"] = $"SM{said.Number:x32}", ["AccountSid"] = Sid, ["From"] = $"+2782{said.Person:D7}", ["To"] = Number, ["Body"] = said.Text, ["NumMedia"] = "0", ["SmsStatus"] = "received",
        })),
        new("kannel", "kannel", new() { ["send_url"] = "http://127.0.0.1:9/", ["username"] = "kith", ["number"] = Number }, new() { ["password"] = "kith", ["hook_secret"] = Secret }, (said, _) => new(
            $"/{Secret}/mo?from=2782{said.Person:D7}&to={Number[1..]}&id={new Guid((int)said.Number, 0, 0, new byte[8])}&ts={Seconds(said)}&smsc=A&charset=UTF-8&coding=0", "text/plain; charset=UTF-8", said.Text, "X-Kannel-SMSC", "A")),
        new("telegram", "telegram", new() { ["username"] = "BenchBot", ["messages"] = "hook" }, new() { ["token"] = $"700000001:{Secret}", ["secret"] = Secret }, (said, _) => new("", "application/json",
            $$$"""{"update_id":{{{said.Number}}},"message":{"message_id":{{{said.Number}}},"date":{{{Seconds(said)}}},"chat":{"id":71{{{said.Person}}},"type":"private","first_name":"Somebody"},"from":{"id":71{{{said.Person}}},"is_bot":false,"first_name":"Somebody","language_code":"en"},"text":"{{{said.Text}}}"}}""", "X-Telegram-Bot-Api-Secret-Token", Secret)),
        new("whatsapp", "whatsapp", new() { ["phone_number_id"] = "106500000000001", ["waba_id"] = "419500000000001" }, meta, (said, _) => Signed(
            $$$"""{"object":"whatsapp_business_account","entry":[{"id":"419500000000001","changes":[{"field":"messages","value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"27600701234","phone_number_id":"106500000000001"},"contacts":[{"profile":{"name":"Somebody"},"wa_id":"2782{{{said.Person:D7}}}","user_id":"ZA.{{{said.Person}}}"}],"messages":[{"id":"wamid.{{{said.Number}}}","from":"2782{{{said.Person:D7}}}","from_user_id":"ZA.{{{said.Person}}}","timestamp":"{{{Seconds(said)}}}","type":"text","text":{"body":"{{{said.Text}}}"}}]}}]}]}""")),
        new("messenger", "messenger", new() { ["page_id"] = Page }, meta, (said, _) => Signed(Chat("page", Page, said))),
        Comments,
        new("instagram", "instagram", new() { ["account_id"] = Page }, meta, (said, _) => Signed(Chat("instagram", Page, said))),
        new("x", "x", new() { ["username"] = "MarulaCare", ["user_id"] = Ours, ["messages"] = "hook" },
            new() { ["consumer_key"] = Secret, ["consumer_secret"] = Secret, ["access_token"] = Secret, ["access_secret"] = Secret }, (said, _) =>
            {
                var body = $$$$"""{"data":{"event_uuid":"{{{{said.Number}}}}","event_type":"post.mention.create","filter":{"user_id":"{{{{Ours}}}}"},"tag":"m","payload":{"id":"90{{{{said.Number}}}}","text":"@MarulaCare {{{{said.Text}}}}","author_id":"22{{{{said.Person}}}}","conversation_id":"90{{{{said.Number}}}}","created_at":"{{{{said.At:yyyy-MM-ddTHH:mm:ss.fffZ}}}}","entities":{"mentions":[{"start":0,"end":11,"username":"MarulaCare","id":"{{{{Ours}}}}"}]},"edit_history_tweet_ids":["90{{{{said.Number}}}}"]},"includes":{"users":[{"id":"22{{{{said.Person}}}}","name":"Somebody","username":"somebody{{{{said.Person}}}}"}]}}}""";
                return new("", "application/json", body, "x-twitter-webhooks-signature", XSignature.Sign(Secret, Encoding.UTF8.GetBytes(body)));
            }),
        new("voice", "voice", new() { ["account_sid"] = Sid, ["number"] = Number }, new() { ["auth_token"] = Secret }, (said, at) => ByTwilio($"{at}/calls", "/calls", new()
        {
            ["CallSid"] = $"CA{said.Number:x32}", ["AccountSid"] = Sid, ["From"] = $"+2782{said.Person:D7}", ["To"] = Number, ["CallStatus"] = "ringing", ["Direction"] = "inbound", ["ApiVersion"] = "2010-04-01",
        })),
    ];

    static long Seconds(Saying said) => said.At.ToUnixTimeSeconds();

    static string Chat(string kind, string page, Saying said) =>
        $$$"""{"object":"{{{kind}}}","entry":[{"id":"{{{page}}}","time":{{{said.At.ToUnixTimeMilliseconds()}}},"messaging":[{"sender":{"id":"70000{{{said.Person}}}"},"recipient":{"id":"{{{page}}}"},"timestamp":{{{said.At.ToUnixTimeMilliseconds()}}},"message":{"mid":"m_{{{said.Number}}}","text":"{{{said.Text}}}"}}]}]}""";

    static Hook Signed(string body) => new("", "application/json", body, "X-Hub-Signature-256", MetaSignature.Sign(Secret, Encoding.UTF8.GetBytes(body)));

    static Hook ByTwilio(string url, string tail, Dictionary<string, string> form) => new(
        tail, "application/x-www-form-urlencoded", string.Join('&', form.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")), "X-Twilio-Signature", TwilioSignature.Sign(Secret, url, form));
}
