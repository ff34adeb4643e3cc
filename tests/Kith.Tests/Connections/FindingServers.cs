using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests.Connections;

public class FindingServers(World world) : IClassFixture<World>
{
    [Fact]
    public async Task of_a_large_provider_needs_nobody_to_be_asked()
    {
        await using var kith = await world.OpenAsync();
        var found = await kith.As(Cast.Ada).PostAsync("/api/connections/servers", new { address = "Care@GMail.com" }, System.Net.HttpStatusCode.OK);

        Assert.Equal(("imap.gmail.com", "993", "tls", "smtp.gmail.com", "465", "mx.google.com", "no"), (
            (string)found["settings"]!["imap_host"]!, (string)found["settings"]!["imap_port"]!, (string)found["settings"]!["imap_security"]!, (string)found["settings"]!["smtp_host"]!,
            (string)found["settings"]!["smtp_port"]!, (string)found["settings"]!["receiver"]!, (string)found["settings"]!["keep_copy"]!));
        var form = (await kith.As(Cast.Ada).GetAsync("/api/channels"))["items"]!.AsArray().Single(channel => (string)channel!["id"]! == "email")!["setup"]!.AsArray().Select(field => (string)field!["key"]!).ToHashSet();
        Assert.Subset(form, found["settings"]!.AsObject().Select(pair => pair.Key).ToHashSet());
    }

    [Fact]
    public async Task is_for_who_connects_and_for_addresses()
    {
        await using var kith = await world.OpenAsync();
        await kith.As(Cast.Rosa).PostAsync("/api/connections/servers", new { address = "care@gmail.com" }, System.Net.HttpStatusCode.Forbidden);
        foreach (var odd in new JsonNode?[] { null, "", "care", "care@", "care@localhost", "a@b@c", new JsonArray(), new JsonObject(), 7 })
            await kith.As(Cast.Ada).PostAsync("/api/connections/servers", new JsonObject { ["address"] = odd?.DeepClone() }, System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public void reads_what_a_domain_publishes_and_takes_only_private_ways()
    {
        var address = Address("care@marula.example");
        var file = """
            <?xml version="1.0"?><clientConfig version="1.1"><emailProvider id="marula.example">
              <incomingServer type="pop3"><hostname>pop.marula.example</hostname><port>995</port><socketType>SSL</socketType></incomingServer>
              <incomingServer type="imap"><hostname>open.marula.example</hostname><port>143</port><socketType>plain</socketType></incomingServer>
              <incomingServer type="imap"><hostname>mail.marula.example</hostname><port>993</port><socketType>SSL</socketType><username>%EMAILLOCALPART%</username></incomingServer>
              <outgoingServer type="smtp"><hostname>mail.marula.example</hostname><port>587</port><socketType>STARTTLS</socketType><username>%EMAILADDRESS%</username></outgoingServer>
            </emailProvider></clientConfig>
            """;
        var found = MailServersOf.Read(Encoding.UTF8.GetBytes(file), address)!.Settings;
        Assert.Equal(("mail.marula.example", "993", "tls", "587", "starttls", "care"), (found["imap_host"], found["imap_port"], found["imap_security"], found["smtp_port"], found["smtp_security"], found["username"]));

        foreach (var odd in new[] { "", "<", "<a/>", "{}", file.Replace("993", "99999", StringComparison.Ordinal), file.Replace("mail.marula.example", "mail.marula.example/../x", StringComparison.Ordinal), "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>" })
            Assert.Null(MailServersOf.Read(Encoding.UTF8.GetBytes(odd), address));
    }

    [Fact]
    public void reads_SRV_answers_and_no_others()
    {
        var question = SrvRecords.Question("_imaps._tcp.marula.example")!;
        var good = Answer(question, (20, 0, 993, "later.marula.example"), (10, 5, 993, "mail.marula.example"), (10, 1, 993, "other.marula.example"));
        Assert.Equal(new SrvPlace("mail.marula.example", 993, 10, 5), SrvRecords.Read(good, question));

        byte[] another = [.. good];
        another[0] ^= 1;
        Assert.Null(SrvRecords.Read(another, question));
        Assert.Null(SrvRecords.Read(question, question));
        // Whatever comes over the wire is answered in time, and by nothing that is no name.
        var dice = new Random(11);
        for (var i = 0; i < 20_000; i++)
        {
            byte[] bent = [.. good];
            for (var flips = 0; flips < 1 + i % 6; flips++) bent[dice.Next(question.Length, bent.Length)] = (byte)dice.Next(256);
            if (SrvRecords.Read(bent.AsSpan(0, dice.Next(0, bent.Length + 1)), question) is { } place) Assert.Equal(UriHostNameType.Dns, Uri.CheckHostName(place.Host));
        }
        Assert.Null(SrvRecords.Question("a..b"));
        Assert.Null(SrvRecords.Question(new string('a', 64) + ".example"));
    }

    static EmailAddress Address(string written) => EmailAddress.TryParse(written, out var address) ? address : throw new ArgumentException(written);

    static byte[] Answer(byte[] question, params (ushort Priority, ushort Weight, ushort Port, string Host)[] places)
    {
        byte[] head = [.. question[..2], 0x81, 0x80, 0, 1, 0, (byte)places.Length, 0, 0, 0, 0];
        var body = places.SelectMany(place =>
        {
            byte[] name = [.. place.Host.Split('.').SelectMany(label => (byte[])[(byte)label.Length, .. Encoding.ASCII.GetBytes(label)]), 0];
            byte[] data = [.. Two(place.Priority), .. Two(place.Weight), .. Two(place.Port), .. name];
            return (byte[])[0xC0, 12, 0, 33, 0, 1, 0, 0, 0, 60, .. Two((ushort)data.Length), .. data];
        });
        return [.. head, .. question[12..], .. body];
    }

    static byte[] Two(ushort number) => [(byte)(number >> 8), (byte)number];
}
