namespace Kith.Mail.Tests.Reading;

public class DatesOfEveryKind
{
    [Theory]
    [InlineData("Fri, 21 Nov 1997 09:55:06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("21 Nov 97 09:55:06 GMT", "1997-11-21T09:55:06+00:00")]
    [InlineData("Fri, 21 Nov 1997 09(comment):   55  :  06 -0600", "1997-11-21T09:55:06-06:00")]
    [InlineData("Mon, 3 Mar 2025 10:11 +0200", "2025-03-03T10:11:00+02:00")]
    [InlineData("Mon, 3 Mar 2025 10:11:12 +0200 (SAST)", "2025-03-03T10:11:12+02:00")]
    [InlineData("3 Mar 25 10:11:12 +0000", "2025-03-03T10:11:12+00:00")]
    [InlineData("3 Mar 99 10:11:12 +0000", "1999-03-03T10:11:12+00:00")]
    [InlineData("3 Mar 125 10:11:12 +0000", "2025-03-03T10:11:12+00:00")]
    [InlineData("18 Feb 01 12:29:13 AM", "2001-02-18T00:29:13+00:00")]
    [InlineData("18 Feb 01 12:29:13 PM", "2001-02-18T12:29:13+00:00")]
    [InlineData("18 Feb 01 1:29:13 PM", "2001-02-18T13:29:13+00:00")]
    [InlineData("18 Feb 01 1:29:13 AM EST", "2001-02-18T01:29:13-05:00")]
    [InlineData("18 Feb 01 1:29:13PM", "2001-02-18T13:29:13+00:00")]
    [InlineData("Sun Feb 18 12:29:13 2001", "2001-02-18T12:29:13+00:00")]
    [InlineData("Sun Feb 18 12:29:13 EST 2001", "2001-02-18T12:29:13-05:00")]
    [InlineData("2001-02-18T12:29:13Z", "2001-02-18T12:29:13+00:00")]
    [InlineData("2001-02-18 12:29:13 +0100", "2001-02-18T12:29:13+01:00")]
    [InlineData("Sunday, 18-Feb-01 12:29:13 CET", "2001-02-18T12:29:13+01:00")]
    [InlineData("Sun, 18 February 2001 12:29:13 PDT", "2001-02-18T12:29:13-07:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13 GMT+0100", "2001-02-18T12:29:13+01:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13 GMT+01:00", "2001-02-18T12:29:13+01:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13+0100", "2001-02-18T12:29:13+01:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13 Middle-earth", "2001-02-18T12:29:13+00:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:60 +0000", "2001-02-18T12:29:59+00:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13.250 +0000", "2001-02-18T12:29:13+00:00")]
    [InlineData("Sun, 18 Feb 2001 12:29:13 +9900", "2001-02-18T12:29:13+00:00")]
    [InlineData("Sun, 18 Feb 2001", "2001-02-18T00:00:00+00:00")]
    [InlineData("Sun, 31 Feb 2001 12:29:13 +0000", null)]
    [InlineData("yesterday", null)]
    [InlineData("", null)]
    [InlineData("0 Jan 0 0:0:0", null)]
    [InlineData("31 Dec 9999 23:59:59 -1400", null)]
    public void are_read(string header, string? read)
    {
        var mail = Written.Read($"Date: {header}\n\n");
        Assert.Equal(read, mail.Date?.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal(read is null, mail.Codes().Contains("date-unreadable"));
    }
}
