using Kith.Channels.Meta;

namespace Kith.Channels.WhatsApp;

public sealed partial class WhatsAppChannel : ITemplates
{
    const int OnAPage = 100;

    /// <inheritdoc/>
    public WireRequest Listing(Account account, string? after) => Graph.Get(
        account, $"{Uri.EscapeDataString(account["waba_id"])}/message_templates?fields=name,language,status,category,components&limit={OnAPage}{(after is null ? "" : $"&after={Uri.EscapeDataString(after)}")}", "ask for templates");

    /// <inheritdoc/>
    public TemplatesRead ReadListing(WireAnswer answer) => WhatsAppTemplateList.Read(answer);
}
