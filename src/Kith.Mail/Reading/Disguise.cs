namespace Kith.Mail;

/// <summary>Whether a sender is written so that a reader takes them for somebody else.</summary>
static class Disguise
{
    public static bool Is(MailAddress sender) =>
        SafeText.IsDisguised(sender.Name) || SafeText.IsDisguised(sender.Address) || sender.Address.Contains("=?", StringComparison.Ordinal) || NamesAnotherAddress(sender);

    static bool NamesAnotherAddress(MailAddress sender)
    {
        var at = sender.Name.IndexOf('@');
        return at > 0 && sender.Name.IndexOf('.', at) > 0 && !(sender.Address.Length > 0 && sender.Name.Contains(sender.Address, StringComparison.OrdinalIgnoreCase));
    }
}
