namespace Kith.Mail.Tests.Reading;

/// <summary>F7: one reader of addresses, and a table of what it makes of everything seen. Rows are: header, then what is read of it.</summary>
public class AddressesOfEveryKind
{
    [Theory]
    // as RFC 5322 writes them
    [InlineData("nomsa@example.org", "nomsa@example.org")]
    [InlineData("<nomsa@example.org>", "nomsa@example.org")]
    [InlineData("Nomsa Dlamini <nomsa@example.org>", "Nomsa Dlamini <nomsa@example.org>")]
    [InlineData("\"Dlamini, Nomsa\" <nomsa@example.org>", "Dlamini, Nomsa <nomsa@example.org>")]
    [InlineData("\"Nomsa \\\"N\\\" D\" <nomsa@example.org>", "Nomsa \"N\" D <nomsa@example.org>")]
    [InlineData("nomsa@example.org (Nomsa Dlamini)", "Nomsa Dlamini <nomsa@example.org>")]
    [InlineData("nomsa@example.org (Nomsa (at home))", "Nomsa (at home) <nomsa@example.org>")]
    [InlineData("nomsa@example.org (\"Nomsa Dlamini\")", "Nomsa Dlamini <nomsa@example.org>")]
    [InlineData("<nomsa@example.org> (Nomsa Dlamini)", "Nomsa Dlamini <nomsa@example.org>")]
    [InlineData("Nomsa (work) <nomsa@example.org>", "Nomsa <nomsa@example.org>")]
    [InlineData("a@example.org, b@example.org", "a@example.org|b@example.org")]
    [InlineData("a@example.org,, ,b@example.org,", "a@example.org|b@example.org")]
    [InlineData("Team: a@example.org, B <b@example.org>;", "a@example.org|B <b@example.org>")]
    [InlineData("Undisclosed recipients:;", "")]
    [InlineData("Team:;, c@example.org", "c@example.org")]
    [InlineData("\"nomsa dlamini\"@example.org", "\"nomsa dlamini\"@example.org")]
    [InlineData("<\"a>b\"@example.org>", "\"a>b\"@example.org")]
    [InlineData("\"a@b\" <nomsa@example.org>", "a@b <nomsa@example.org>")]
    [InlineData("nomsa+claims@example.org", "nomsa+claims@example.org")]
    [InlineData("Nomsa <nomsa@[192.0.2.1]>", "Nomsa <nomsa@[192.0.2.1]>")]
    [InlineData("jürgen@müller.example", "jürgen@müller.example")]
    // RFC 5322 §4.4
    [InlineData("<@relay.example,@other.example:nomsa@example.org>", "nomsa@example.org")]
    [InlineData("nomsa @ example.org", "nomsa@example.org")]
    [InlineData("nomsa@example . org", "nomsa@example.org")]
    [InlineData("Nomsa . D <nomsa@example.org>", "Nomsa . D <nomsa@example.org>")]
    [InlineData("<nomsa(home)@example.org>", "nomsa@example.org")]
    // encoded words
    [InlineData("=?utf-8?q?J=C3=BCrgen?= <j@example.org>", "Jürgen <j@example.org>")]
    [InlineData("\"=?utf-8?q?J=C3=BCrgen?=\" <j@example.org>", "Jürgen <j@example.org>")]
    [InlineData("=?utf-8?q?M=2C_J?= <j@example.org>, k@example.org", "M, J <j@example.org>|k@example.org")]
    [InlineData("j@example.org (=?iso-8859-1?q?J=FCrgen?=)", "Jürgen <j@example.org>")]
    [InlineData("=?utf-8?q?j=40evil.example?=", "j@evil.example <>")]
    [InlineData("=?utf-8?q?x=40evil.example=3E?=@example.org", "=?utf-8?q?x=40evil.example=3E?=@example.org")]
    [InlineData("=?utf-8?q?Nomsa_=3Cnomsa=40example.org=3E?= <x@evil.example>", "Nomsa <nomsa@example.org> <x@evil.example>")]
    // as programs write them
    [InlineData("a@example.org; b@example.org", "a@example.org|b@example.org")]
    [InlineData("'Nomsa' <nomsa@example.org>", "Nomsa <nomsa@example.org>")]
    [InlineData("\"'Nomsa'\" <nomsa@example.org>", "Nomsa <nomsa@example.org>")]
    [InlineData("mailto:nomsa@example.org", "nomsa@example.org")]
    [InlineData("<mailto:nomsa@example.org>", "nomsa@example.org")]
    [InlineData("Dlamini, Nomsa <nomsa@example.org>", "Dlamini, Nomsa <nomsa@example.org>")]
    [InlineData("Dlamini, Nomsa <n@example.org>, Naidoo, Omar <o@example.org>", "Dlamini, Nomsa <n@example.org>|Naidoo, Omar <o@example.org>")]
    [InlineData("a@example.org b@example.org", "a@example.org|b@example.org")]
    [InlineData("A <a@example.org> B <b@example.org>", "A <a@example.org>|B <b@example.org>")]
    [InlineData("Nomsa nomsa@example.org", "Nomsa <nomsa@example.org>")]
    [InlineData("\"Nomsa\" nomsa@example.org", "Nomsa <nomsa@example.org>")]
    [InlineData("Nomsa <nomsa@example.org", "Nomsa <nomsa@example.org>")]
    [InlineData("Nomsa nomsa@example.org>", "Nomsa <nomsa@example.org>")]
    [InlineData("Nomsa <<nomsa@example.org>>", "Nomsa <nomsa@example.org>")]
    [InlineData("\"Nomsa <nomsa@example.org>", "Nomsa <nomsa@example.org>")]
    [InlineData("Nomsa (home <nomsa@example.org>", "Nomsa (home <nomsa@example.org>")]
    [InlineData("John <Doe> <john@example.org>", "John <Doe> <john@example.org>")]
    [InlineData("nomsa@example.org <nomsa@example.org>", "nomsa@example.org <nomsa@example.org>")]
    [InlineData("Nomsa Dlamini", "Nomsa Dlamini <>")]
    [InlineData("root", "root")]
    [InlineData("root (Cron)", "Cron <root>")]
    [InlineData("Nomsa <>", "Nomsa <>")]
    [InlineData("", "")]
    [InlineData("@", "")]
    [InlineData("<@>", "")]
    // two that would be one
    [InlineData("<a@example.org>b@example.net", "a@example.org|b@example.net")]
    [InlineData("\"Someone\" <valid@example.net>:<attacker@example.org>", "Someone <valid@example.net>|attacker@example.org")]
    [InlineData("a@example.org@example.net", "a@example.org@example.net")]
    [InlineData("victim@example.org(<attacker@example.net>)", "<attacker@example.net> <victim@example.org>")]
    [InlineData("<a@example.org,b@example.net>", "a@example.org|b@example.net")]
    public void are_read(string header, string read)
    {
        var mail = Written.Read($"To: {header}\n\n");
        Assert.Equal(read, string.Join('|', mail.To.Select(Shown)));
    }

    static string Shown(MailAddress address) => address.Address.Length == 0 ? $"{address.Name} <>" : address.Said();

    [Theory]
    [InlineData("From: a@example.org\nFrom: b@example.org")]
    [InlineData("From: a@example.org, b@example.org")]
    [InlineData("From: \"A\" <a@example.org>:<b@example.net>")]
    [InlineData("From: <a@example.org>b@example.net")]
    [InlineData("From: a@example.org@example.net")]
    public void that_name_two_senders_are_marked(string header) => Assert.Contains("from-ambiguous", Written.Read($"{header}\n\n").Codes());

    /// <summary>Pitfall 16.</summary>
    [Theory]
    [InlineData("From: \"ceo@marula.example\" <x@evil.example>")]
    [InlineData("From: \"ceo\u202Egro.elpmaxe\" <x@evil.example>")]
    [InlineData("From: =?utf-8?q?ceo=40marula.example?=@evil.example")]
    [InlineData("From: \"a\u0001b\" <x@example.org>", false)]
    [InlineData("From: \"x@example.org\" <x@example.org>", false)]
    [InlineData("From: Nomsa <nomsa@example.org>", false)]
    public void that_mislead_are_marked(string header, bool isMarked = true)
    {
        var codes = Written.Read($"{header}\n\n").Codes();
        if (isMarked) Assert.Contains("from-disguised", codes);
        else Assert.DoesNotContain("from-disguised", codes);
    }

    /// <summary>F11.</summary>
    [Fact]
    public void that_are_too_long_to_be_any_are_left_out()
    {
        var mail = Written.Read($"To: {new string('a', 400)}@example.org, b@example.org\n\n");
        Assert.Equal(["b@example.org"], mail.To.Select(Written.Said));
        Assert.Contains("address-too-long", mail.Codes());
    }

    [Fact]
    public void stand_in_several_headers_of_one_name() =>
        Assert.Equal(["a@example.org", "b@example.org"], Written.Read("To: a@example.org\nCc: c@example.org\nTo: b@example.org\n\n").To.Select(Written.Said));

    [Fact]
    public void are_counted_only_so_far()
    {
        var limits = new MimeLimits { Addresses = 3 };
        var mail = Written.Read("To: a@x.example, b@x.example\nTo: c@x.example, d@x.example\n\n", limits);
        Assert.Equal(["a@x.example", "b@x.example", "c@x.example"], mail.To.Select(Written.Said));
        Assert.Contains("too-many-addresses", mail.Codes());
    }
}
