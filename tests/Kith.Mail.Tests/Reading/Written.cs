using System.Text;

namespace Kith.Mail.Tests.Reading;

/// <summary>Mails as the tests write them: lines end with LF, letters beyond ASCII are UTF-8 unless bytes are given.</summary>
static class Written
{
    public static InboundMail Read(string mail, MimeLimits? limits = null) => MimeReader.Read(Encoding.UTF8.GetBytes(mail), limits);

    /// <summary>Each letter is one byte, for mails that are not in UTF-8.</summary>
    public static InboundMail ReadBytes(string mail) => MimeReader.Read(Encoding.Latin1.GetBytes(mail));

    public static IEnumerable<string> Codes(this InboundMail mail) => mail.Defects.Select(d => d.Code);

    public static string Said(this MailAddress address) => address.Name.Length > 0 ? $"{address.Name} <{address.Address}>" : address.Address;
}
