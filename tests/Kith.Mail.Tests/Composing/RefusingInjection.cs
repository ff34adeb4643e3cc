using Kith.Mail.Composing;
using Kith.Mail.Smtp;

namespace Kith.Mail.Tests.Composing;

public class RefusingInjection
{
    static readonly string[] Evil = ["\r\n", "\n", "\r", "\0", "\u2028", "\u2029", "\u0085", "\u001b"];

    static readonly Dictionary<string, Func<string, OutboundMail>> Fields = new()
    {
        ["From.Name"] = evil => Letters.Plain with { From = new($"Rosa{evil}Bcc: x@evil.test", "rosa@kith.test") },
        ["From.Address"] = evil => Letters.Plain with { From = new("", $"rosa@kith.test{evil}") },
        ["To[0].Name"] = evil => Letters.Plain with { To = [new($"N{evil}", "n@example.org")] },
        ["To[0].Address"] = evil => Letters.Plain with { To = [new("", $"n{evil}@example.org")] },
        ["Cc[1].Name"] = evil => Letters.Plain with { Cc = [new("", "a@example.org"), new($"{evil}N", "n@example.org")] },
        ["Cc[0].Address"] = evil => Letters.Plain with { Cc = [new("", $"n@example.org{evil}")] },
        ["ReplyTo[0].Name"] = evil => Letters.Plain with { ReplyTo = [new(evil, "n@example.org")] },
        ["ReplyTo[0].Address"] = evil => Letters.Plain with { ReplyTo = [new("", $"{evil}n@example.org")] },
        ["Subject"] = evil => Letters.Plain with { Subject = $"Hello{evil}Bcc: x@evil.test" },
        ["MessageId"] = evil => Letters.Plain with { MessageId = $"a{evil}@kith.test" },
        ["InReplyTo"] = evil => Letters.Plain with { InReplyTo = $"a{evil}@kith.test" },
        ["References[1]"] = evil => Letters.Plain with { References = ["a@kith.test", $"a{evil}@kith.test"] },
        ["Attachments[0].Name"] = evil => Letters.Plain with { Attachments = [new($"a{evil}.pdf", "application/pdf", default)] },
        ["Attachments[0].Type"] = evil => Letters.Plain with { Attachments = [new("a.pdf", $"application/pdf{evil}X: y", default)] },
        ["Attachments[0].ContentId"] = evil => Letters.Plain with { Attachments = [new("a.pdf", "application/pdf", default, $"a{evil}")] },
        ["MoreHeaders[0].Name"] = evil => Letters.Plain with { MoreHeaders = [new($"X-A{evil}", "b")] },
        ["MoreHeaders[0].Value"] = evil => Letters.Plain with { MoreHeaders = [new("X-A", $"b{evil}Bcc: x@evil.test")] },
    };

    public static TheoryData<string> Names => [.. Fields.Keys];

    [Theory, MemberData(nameof(Names))]
    public void names_the_field_and_makes_no_byte(string field) =>
        Assert.All(Evil, evil => Assert.Equal(field, Assert.Throws<ArgumentException>(() => MailComposer.Compose(Fields[field](evil))).ParamName));

    [Theory, MemberData(nameof(Names))]
    public void refuses_nothing_but_the_evil(string field)
    {
        var letter = field.EndsWith("Address", StringComparison.Ordinal) || field.EndsWith("Type", StringComparison.Ordinal) ? "" : "x";
        Assert.NotEmpty(MailComposer.Compose(Fields[field](letter)));
    }

    [Theory]
    [InlineData("rosa")]
    [InlineData("rosa@")]
    [InlineData("@kith.test")]
    [InlineData("rosa@kith.test, x@evil.test")]
    [InlineData("rosa@kith.test> <x@evil.test")]
    [InlineData("rosa kith@kith.test")]
    [InlineData("\"rosa\" x\"@kith.test")]
    [InlineData("\"rosa\\\"@kith.test")]
    [InlineData("rosa@kith test")]
    [InlineData("rosa@kith.test SIZE=1")]
    public void refuses_what_is_no_address(string address)
    {
        Assert.Throws<ArgumentException>(() => MailComposer.Compose(Letters.Plain with { To = [new("", address)] }));
        Assert.Throws<ArgumentException>(() => new MailEnvelope("rosa@kith.test", [address]).OnTheWire());
    }

    [Theory]
    [InlineData("Bcc")]
    [InlineData("bcc")]
    [InlineData("Resent-Bcc")]
    [InlineData("From")]
    [InlineData("Content-Type")]
    [InlineData("X:")]
    [InlineData("X Y")]
    [InlineData("")]
    public void refuses_headers_that_are_its_own_or_none(string name) =>
        Assert.Throws<ArgumentException>(() => MailComposer.Compose(Letters.Plain with { MoreHeaders = [new(name, "x@evil.test")] }));

    [Fact]
    public void an_envelope_holds_exactly_those_the_mail_names()
    {
        var mail = Letters.Plain with { To = [new("A", "a@bücher.example"), new("B", "b@example.org")], Cc = [new("", "b@example.org"), new("", "C@example.org")] };
        var envelope = MailEnvelope.Of(mail);
        Assert.Equal("rosa@kith.test", envelope.From);
        Assert.Equal(["a@xn--bcher-kva.example", "b@example.org", "C@example.org"], envelope.Recipients);
    }
}
