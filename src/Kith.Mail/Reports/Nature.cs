namespace Kith.Mail;

/// <summary>Tells what kind of mail it is.</summary>
static class Nature
{
    public static InboundMail Of(InboundMail mail) => mail;
}
