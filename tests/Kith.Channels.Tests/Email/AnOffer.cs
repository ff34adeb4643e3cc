using System.Text;
using Kith.Channels.Tests.Suite;
using Kith.Mail;

namespace Kith.Channels.Tests.Email;

public class AnOffer
{
    static readonly string token = new('x', 190);

    readonly PretendMailServer server = (PretendMailServer)Platforms.For("email");

    [Fact]
    public void names_its_link_as_it_is_on_one_line()
    {
        var raw = Encoding.ASCII.GetString(Composed($"https://care.marula.example/me/stop/{token}").Span);
        var head = raw[..raw.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");

        Assert.Single(head, $"List-Unsubscribe: <https://care.marula.example/me/stop/{token}>");
        Assert.Single(head, "List-Unsubscribe-Post: List-Unsubscribe=One-Click");
        Assert.Equal(2, head.Count(line => line.StartsWith("List-", StringComparison.OrdinalIgnoreCase)));
        Assert.All(raw.Split("\r\n"), line => Assert.True(line.Length <= 998));
    }

    [Fact]
    public void promises_one_press_by_https_alone()
    {
        var mail = Read($"http://care.marula.example/me/stop/{token}");

        Assert.Equal($"<http://care.marula.example/me/stop/{token}>", mail.Header("List-Unsubscribe"));
        Assert.Null(mail.Header("List-Unsubscribe-Post"));
    }

    [Fact]
    public void has_the_link_between_the_words_and_the_signature()
    {
        var mail = Read("https://care.marula.example/me/stop/a&b");

        Assert.Equal("A cover.\n\nNo more offers by email: https://care.marula.example/me/stop/a&b\n\n-- \nRosa", mail.Text!.ReplaceLineEndings("\n").Trim());
        Assert.Contains("<p>A cover.</p><p>No more offers by email: <a href=\"https://care.marula.example/me/stop/a&amp;b\">", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void is_no_answer()
    {
        var mail = Read(null);

        Assert.DoesNotContain(mail.Headers, header => header.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("offers", mail.Text + mail.Html, StringComparison.OrdinalIgnoreCase);
    }

    InboundMail Read(string? stopUrl) => MimeReader.Read(Composed(stopUrl));

    ReadOnlyMemory<byte> Composed(string? stopUrl)
    {
        var draft = new Draft("email", server.Nomsa, "A cover.") { StopUrl = stopUrl, Signature = "Rosa", AuthorName = "Rosa", Html = "<p>A cover.</p>" };
        var parcel = Assert.Single(Assert.IsType<Prepared.Ready>(server.Can<IPrepare>()!.Prepare(draft, server.Account, Platform.Noon)).Parcels);
        return server.Can<IPost>()!.Compose(parcel, [], Guid.CreateVersion7().ToString(), server.Account, Platform.Noon).Bytes;
    }
}
