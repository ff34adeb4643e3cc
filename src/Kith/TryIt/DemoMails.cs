using System.Text;
using Kith.Mail;
using Kith.Mail.Composing;
using Kith.Mail.Smtp;

namespace Kith.TryIt;

/// <summary>What lies in our mailbox when the demo first starts. It is read, kept and recognised as any mail is.</summary>
static class DemoMails
{
    const string Vans = "registration;model;year;driver\nKHL 201 GP;Transit 350;2022;L. Mabaso\nKHL 202 GP;Transit 350;2022;P. Nel\nKHL 203 GP;Crafter 35;2023;T. Zwane\n";

    const string VansInHtml = """
        <div style="font-family:Verdana,sans-serif;font-size:14px"><p>Good day,</p><p>as promised, <b>the vans</b>. Three are on the road already, the other six follow in January. The file has the drivers.</p>
        <table border="1" cellpadding="6" style="border-collapse:collapse"><tr style="background-color:#e2f0ec"><th align="left">Registration</th><th align="left">Model</th><th align="right">Year</th></tr>
        <tr><td>KHL 201 GP</td><td>Transit 350</td><td align="right">2022</td></tr><tr><td>KHL 202 GP</td><td>Transit 350</td><td align="right">2022</td></tr><tr><td>KHL 203 GP</td><td>Crafter 35</td><td align="right">2023</td></tr></table>
        <p>Kind regards,<br>Lerato Khumalo<br><span style="color:#6f695f">Khumalo Logistics, Sandton</span></p></div>
        """;

    public static void Bring(PretendPost post)
    {
        Bring(post, 43, new MailAddress("Lerato Khumalo", "lerato@khumalo-logistics.example"), "The list of our vans", Kith.Mail.Html.HtmlText.Of(VansInHtml), VansInHtml, [new("vans.csv", "text/csv", Encoding.UTF8.GetBytes(Vans))]);
        Bring(post, 26, new MailAddress("Thandeka Zulu", "thandeka@example.org"), "Travel cover for Mauritius",
            "Hello,\n\nwe are two adults and a child and fly to Mauritius on the 12th, for nine days. Do you cover travel, and until when do I have to decide?\n\nThank you\nThandeka");
    }

    static void Bring(PretendPost post, double minutesAgo, MailAddress from, string subject, string text, string? html = null, IReadOnlyList<OutboundAttachment>? files = null)
    {
        var at = post.Now.AddMinutes(-minutesAgo);
        var mail = new OutboundMail
        {
            From = from,
            To = [new("Marula Mutual", PretendPost.OurAddress)],
            Subject = subject,
            Date = at,
            MessageId = $"{Guid.NewGuid():N}@{from.Address.Split('@')[1]}",
            Text = text,
            Html = html,
            Attachments = files ?? [],
        };
        post.Take(MailEnvelope.Of(mail), MailComposer.Compose(mail), from.Address, at);
    }
}
