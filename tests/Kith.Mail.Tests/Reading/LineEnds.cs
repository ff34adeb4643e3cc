using System.Text;
using System.Text.Json;

namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfall 18: the same mail with LF, CR LF and CR reads equally.</summary>
public class LineEnds
{
    static readonly JsonSerializerOptions lines = new() { WriteIndented = true, MaxDepth = 200 };

    public static TheoryData<string> Names => Samples.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void change_nothing(string name)
    {
        var mail = Samples.All[name].ReplaceLineEndings("\n");
        var told = Told(mail);
        Assert.Equal(told, Told(mail.ReplaceLineEndings("\r\n")));
        Assert.Equal(told, Told(mail.ReplaceLineEndings("\r")));
    }

    static string Told(string mail) => JsonSerializer.Serialize(Everything(Written.Read(mail)), lines);

    static object Everything(InboundMail mail) => new object?[]
    {
        mail with { Root = new() { Type = "told below" }, Attachments = [] },
        mail.Attachments.Select(a => new { a.Name, a.Type, a.ContentId, a.IsInline, Content = Bytes(a.Type, a.Content) }),
        Node(mail.Root),
    };

    static object Node(MimeNode node) => new object?[]
    {
        node with { Content = default, Children = [], Embedded = null },
        Bytes(node.Type, node.Content),
        node.Children.Select(Node),
        node.Embedded is null ? null : Everything(node.Embedded),
    };

    // A mail within a mail is kept byte for byte as it came.
    static string Bytes(string type, ReadOnlyMemory<byte> content) =>
        type == "message/rfc822" ? Encoding.UTF8.GetString(content.Span).ReplaceLineEndings("\n") : Convert.ToHexString(content.Span);
}
