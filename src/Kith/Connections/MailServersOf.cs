using System.Xml;
using System.Xml.Linq;
using Kith.Channels;
using Kith.Mail;

namespace Kith.Connections;

/// <summary>
/// Finds the servers of a mail address: the large providers by heart, others by what their domain publishes, first the autoconfig file
/// that mail programs read, then SRV records (RFC 6186, RFC 8314). What a domain says is a suggestion to a person, who sees it before
/// it is used.
/// </summary>
sealed class MailServersOf(OutboundWire wire, SrvRecords records)
{
    const int LargestFile = 64 * 1024;

    public async Task<FoundMail?> FindAsync(EmailAddress address, CancellationToken stop) =>
        KnownProviders.Of(address.Domain) ?? await PublishedAsync(address, stop) ?? await RecordedAsync(address, stop);

    async Task<FoundMail?> PublishedAsync(EmailAddress address, CancellationToken stop)
    {
        foreach (var url in new[] { $"https://autoconfig.{address.Domain}/mail/config-v1.1.xml?emailaddress={Uri.EscapeDataString(address.Value)}", $"https://{address.Domain}/.well-known/autoconfig/mail/config-v1.1.xml" })
            if ((await wire.SendAsync(new WireRequest("GET", url, "look for mail servers"), LargestFile, stop)) is { Answer: { Status: 200 } answer, Whole: true } && Read(answer.Body, address) is { } found) return found;
        return null;
    }

    /// <summary>The file of https://www.ietf.org/archive/id/draft-ietf-mailmaint-autoconfig: the first servers of it that keep the way private.</summary>
    public static FoundMail? Read(ReadOnlyMemory<byte> file, EmailAddress address)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(file.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = LargestFile });
            var provider = XDocument.Load(reader).Root?.Element("emailProvider");
            return Server(provider, "incomingServer", "imap") is { } incoming && Server(provider, "outgoingServer", "smtp") is { } outgoing
                ? new(Settings(incoming.Server, outgoing.Server, UserName(incoming.Name, address)), $"{address.Domain} publishes these servers.") : null;
        }
        catch (XmlException)
        {
            return null;
        }
    }

    async Task<FoundMail?> RecordedAsync(EmailAddress address, CancellationToken stop)
    {
        var incoming = await FirstAsync(address.Domain, [("_imaps", MailSecurity.Tls), ("_imap", MailSecurity.StartTls)], stop);
        var outgoing = await FirstAsync(address.Domain, [("_submissions", MailSecurity.Tls), ("_submission", MailSecurity.StartTls)], stop);
        return incoming is null || outgoing is null ? null : new(Settings(incoming, outgoing, null), $"{address.Domain} names these servers in its DNS.");
    }

    async Task<MailServer?> FirstAsync(string domain, (string Service, MailSecurity Security)[] services, CancellationToken stop)
    {
        foreach (var (service, security) in services)
            if (await records.FindAsync($"{service}._tcp.{domain}", stop) is { } place) return new(place.Host, place.Port, security);
        return null;
    }

    static (MailServer Server, string? Name)? Server(XElement? provider, string element, string type) =>
        (provider?.Elements(element) ?? []).Where(server => (string?)server.Attribute("type") == type)
            .Select(server => (Host: (string?)server.Element("hostname"), Port: (int?)server.Element("port"), Socket: (string?)server.Element("socketType"), Name: (string?)server.Element("username")))
            .Where(server => Uri.CheckHostName(server.Host ?? "") == UriHostNameType.Dns && server.Port is > 0 and < 65536 && server.Socket is "SSL" or "STARTTLS")
            .Select(server => ((MailServer, string?)?)(new MailServer(server.Host!, server.Port!.Value, server.Socket == "SSL" ? MailSecurity.Tls : MailSecurity.StartTls), server.Name)).FirstOrDefault();

    static string? UserName(string? pattern, EmailAddress address) => pattern switch
    {
        "%EMAILLOCALPART%" => address.Local,
        _ => null,
    };

    internal static Dictionary<string, string> Settings(MailServer incoming, MailServer outgoing, string? userName)
    {
        var settings = new Dictionary<string, string>
        {
            ["imap_host"] = incoming.Host,
            ["imap_port"] = $"{incoming.Port}",
            ["imap_security"] = Word(incoming.Security),
            ["smtp_host"] = outgoing.Host,
            ["smtp_port"] = $"{outgoing.Port}",
            ["smtp_security"] = Word(outgoing.Security),
        };
        if (userName is not null) settings["username"] = userName;
        return settings;
    }

    static string Word(MailSecurity security) => security == MailSecurity.StartTls ? "starttls" : "tls";
}

/// <summary>Servers that were found, as values of the form's fields, and a sentence on where.</summary>
sealed record FoundMail(Dictionary<string, string> Settings, string Words);
