using Kith.Channels.Meta;

namespace Kith.Channels.Messenger;

public sealed partial class MessengerChannel : ICheckUp
{
    static readonly MetaCheckUp CheckUp = new("page_id", "the page", [("pages_messaging", "answer in Messenger"), ("pages_manage_metadata", "subscribe the page to its events")]);

    /// <inheritdoc/>
    public WireRequest? Question(IReadOnlyList<WireAnswer?> answers, Account account) => CheckUp.Question(answers, account);

    /// <inheritdoc/>
    public IReadOnlyList<Concern> Read(IReadOnlyList<WireAnswer?> answers, Account account, DateTimeOffset now) => CheckUp.Read(answers, now);
}
