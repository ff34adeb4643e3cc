namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfall 20: an appointment is a card beside the words, and nothing is accepted by reading.</summary>
public class Invitations
{
    public const string Visit = """
        From: omar@marula.example
        Subject: Visit
        Content-Type: multipart/alternative; boundary=b

        --b
        Content-Type: text/plain

        Shall we look at the roof?
        --b
        Content-Type: text/calendar; charset=utf-8; method=REQUEST

        BEGIN:VCALENDAR
        METHOD:REQUEST
        BEGIN:VTIMEZONE
        TZID:Africa/Johannesburg
        BEGIN:STANDARD
        DTSTART:16010101T000000
        END:STANDARD
        END:VTIMEZONE
        BEGIN:VEVENT
        SUMMARY;LANGUAGE=en:Roof\, seen
          together
        DTSTART;TZID=Africa/Johannesburg:20250303T100000
        DURATION:PT1H30M
        LOCATION:12 Long Street\nCape Town
        ORGANIZER;CN="Omar: Naidoo":mailto:omar@marula.example
        BEGIN:VALARM
        TRIGGER:-PT15M
        END:VALARM
        END:VEVENT
        END:VCALENDAR
        --b--
        """;

    [Fact]
    public void show_what_when_where_and_who()
    {
        var mail = Written.Read(Visit);
        var start = new DateTimeOffset(2025, 3, 3, 10, 0, 0, TimeSpan.FromHours(2));
        Assert.Equal(MailKind.Invite, mail.Kind);
        Assert.Equal(new Appointment("request", "Roof, seen together", start, start.AddMinutes(90), "12 Long Street Cape Town", "omar@marula.example"), mail.Appointment);
        Assert.Equal("Shall we look at the roof?", mail.Text);
        Assert.Equal("text/calendar", Assert.Single(mail.Attachments).Type);
    }

    [Theory]
    [InlineData("DTSTART:20250303T100000Z", "2025-03-03T10:00:00+00:00")]
    [InlineData("DTSTART;VALUE=DATE:20250303", "2025-03-03T00:00:00+00:00")]
    [InlineData("DTSTART;TZID=\"W. Europe Standard Time\":20250303T100000", "2025-03-03T10:00:00+01:00")]
    [InlineData("DTSTART;TZID=Nowhere/Land:20250303T100000", null)]
    [InlineData("DTSTART;TZID=/etc/passwd:20250303T100000", null)]
    [InlineData("DTSTART:20250303T100000", null)]
    [InlineData("DTSTART:soon", null)]
    public void tell_a_time_only_when_it_is_sure(string line, string? time)
    {
        var mail = Written.Read($"Content-Type: text/calendar; method=CANCEL\n\nBEGIN:VEVENT\n{line}\nDURATION:P9999999W\nEND:VEVENT\n");
        Assert.Equal(time, mail.Appointment?.Start?.ToString("yyyy-MM-dd'T'HH:mm:sszzz"));
        Assert.Equal("cancel", mail.Appointment?.Method);
    }

    [Fact]
    public void that_are_only_published_leave_the_mail_a_message() =>
        Assert.Equal(MailKind.Message, Written.Read("Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nMETHOD:PUBLISH\nBEGIN:VEVENT\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n").Kind);
}
