using System.Text;

namespace Kith.Channels.Tests.Suite;

/// <summary>What strangers send: bodies that break parsers and texts that break stores.</summary>
static class Hostile
{
    public static IReadOnlyList<string> Texts { get; } =
    [
        string.Concat(Enumerable.Repeat("👨‍👩‍👧‍👦", 300)),
        "مرحبا بك في ماروولا", "שלום", "a\0b", "\ud800 alone", "alone \udc00", "\ud83d\ud83d\ude00", "z̷̢̛̙̘͚̗͎̺̈́̈́a̸l̵g̶o̴", "\u202Eevil\u202C", "\uFEFFbom", "line\r\nline\u2028line",
        new('x', 159), new('x', 160), new('x', 161), new('€', 80), new('€', 81), new('é', 1600), new('ж', 70), new('ж', 71), new('ж', 1600), new('x', 9_999), new('x', 100_000),
        "' OR 1=1 --", "<script>alert(1)</script>", "${jndi:ldap://x}", "%p%P%a%n%s", "a&b=c+d%20e#f", "{{secret}}", "\u0007\u001b[31m",
    ];

    public static IReadOnlyList<string> SameMeaning { get; } =
        ["{\"a\":\"é👋\"}", "{\"a\":\"\\u00e9\\ud83d\\udc4b\"}", "{\"a\":\"\\/\"}", "{ \"a\" : 1 }\n", "\uFEFF{\"a\":1}", "a=1&a=2"];

    public static IEnumerable<byte[]> Bodies()
    {
        foreach (var text in Json().Concat(Forms())) yield return Encoding.UTF8.GetBytes(text);
        foreach (var text in Texts) yield return Encoding.UTF8.GetBytes($"MessageSid=SM1&Body={Uri.EscapeDataString(PlainText.Clean(text))}&text={text}");
        foreach (var mail in Mails()) yield return Encoding.Latin1.GetBytes(mail);
        yield return [];
        yield return [0xff, 0xfe, 0x00];
        yield return Encoding.Latin1.GetBytes("{\"type\":\"message.created\",\"data\":{\"id\":\"caf\xe9\"}}");
        yield return [0x1f, 0x8b, 0x08, 0, 0, 0, 0, 0];
        foreach (var seed in Enumerable.Range(1, 40)) yield return [.. Enumerable.Range(0, 50).Select(at => (byte)(seed * 31 * (at + 7) ^ (at * at * seed)))];
    }

    static IEnumerable<string> Json()
    {
        const string Id = "019a9b1c-5f00-7000-8000-00000000aaaa";
        yield return new string('[', 100_000);
        yield return string.Concat(Enumerable.Repeat("{\"a\":", 50)) + "1" + new string('}', 50);
        yield return """{"type":"message.created","type":"message.withdrawn","data":{}}""";
        yield return """{"type":NaN,"data":Infinity}""";
        yield return """{"type":"message.created","data":{"id":"\ud800","from":{"handle":"\ud800"},"text":"\udc00"}}""";
        yield return """{"type":"message.created","data":{"id":"a\u0000b","from":{"handle":"a\u0000b"},"text":"a\u0000b"}}""";
        yield return """{"type":"consent.changed","data":{"from":{"handle":"x"},"given":"yes"}}""";
        yield return """{"type":"delivery.changed","data":{"id":"1","state":"eaten"}}""";
        yield return $$"""{"id":"{{Id}}","text":"\ud800"}""";
        yield return $$"""{"id":"{{Id}}","text":"x","attachments":[{"hash":"../../etc/passwd","name":"x"}]}""";
        yield return $$"""{"upTo":"{{Id}}"}""";
        foreach (var odd in new[] { "[]", "{}", "null", "1", "1e999", "true", "\"\"", "[\"x\"]", "{\"x\":1}" })
            foreach (var field in new[] { "type", "data", "id", "from", "text", "at", "thread", "reply_to", "attachments", "name", "email", "replyTo", "upTo" })
            {
                yield return $$"""{"{{field}}":{{odd}}}""";
                yield return $$$"""{"type":"message.created","data":{"{{{field}}}":{{{odd}}}}}""";
            }
        foreach (var odd in new[] { "[]", "{}", "1", "true" })
            foreach (var field in new[] { "text", "at", "thread", "reply_to", "attachments", "subject" })
                yield return $$$"""{"type":"message.created","data":{"id":"1","from":{"handle":"h"},"{{{field}}}":{{{odd}}}}}""";
    }

    static IEnumerable<string> Mails()
    {
        yield return "From: \0@\0\r\nSubject: a\0b =?utf-8?q?=00=ED=A0=80?=\r\nMessage-ID: <\0@x>\r\n\r\na\0b\xff";
        yield return $"From: {new string('<', 5000)}\nTo: {string.Join(',', Enumerable.Range(0, 500).Select(at => $"p{at}@x.example"))}\n\nx";
        yield return $"From: a@x.example, b@x.example\nFrom: c@x.example\nReferences: {string.Join(' ', Enumerable.Range(0, 500).Select(at => $"<{at}@x>"))}\n\n> all\n> of it\n> quoted";
        yield return "From: a@x.example\nContent-Type: multipart/report; report-type=delivery-status; boundary=b\n\n--b\nContent-Type: message/delivery-status\n\n\n\n--b--";
        yield return "From: a@x.example\nContent-Type: multipart/report; report-type=disposition-notification; boundary=b\n\n--b\nContent-Type: message/disposition-notification\n\nDisposition: ;;;\n--b--";
        yield return "From: a@x.example\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Disposition: attachment; filename=\"../\0\\x\"\n\n\0";
        yield return "From: care@marula.example\nReply-To: care@marula.example\nAuthentication-Results: mx.marula.example; dmarc=pass (((\n\n";
        yield return string.Concat(Enumerable.Range(0, 200).Select(at => $"Content-Type: multipart/mixed; boundary=b{at}\n\n--b{at}\n"));
    }

    static IEnumerable<string> Forms()
    {
        yield return "&&&===&=&";
        yield return "MessageSid=SM1&NumMedia=999999999&MediaUrl0=x";
        yield return "MessageSid=SM1&NumMedia=-1&From=%00&To=%00&Body=%00%ED%A0%80";
        yield return "MessageSid=SM1&MessageStatus=eaten&ErrorCode=99999999999999";
        yield return $"MessageSid={new string('x', 5000)}&From={new string('9', 5000)}";
        yield return "MessageSid=%F0%9F%98&Body=%";
        yield return string.Join('&', Enumerable.Range(0, 2000).Select(at => $"p{at}=v"));
    }
}
