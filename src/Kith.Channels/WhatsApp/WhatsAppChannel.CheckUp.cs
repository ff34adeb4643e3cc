using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel : ICheckUp
{
    static readonly MetaCheckUp CheckUp = new("waba_id", "the WhatsApp Business Account", [("whatsapp_business_messaging", "send by WhatsApp"), ("whatsapp_business_management", "list the approved templates")]);

    /// <inheritdoc/>
    public WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account) => CheckUp.Question(answers, account);

    /// <inheritdoc/>
    public IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, Account account, DateTimeOffset now) => CheckUp.Read(answers, now);
}
