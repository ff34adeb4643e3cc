namespace Kith.Channels.Sms;

/// <summary>SMS through a Kannel gateway of one's own, which holds the SMPP binds, throttles and joins parts.</summary>
[Channel]
public sealed partial class KannelChannel : IChannel, IFound
{
    const int UsualParts = 10;

    static readonly TextRule Length = new(UsualParts, TextUnit.GsmSegments);

    /// <inheritdoc/>
    public string Id => "kannel";

    /// <inheritdoc/>
    public string Name => "SMS by Kannel";

    /// <inheritdoc/>
    public string Icon => "antenna";

    /// <inheritdoc/>
    public string? DocsUrl => "https://www.kannel.org/download/1.4.5/userguide-1.4.5/userguide.html";

    /// <inheritdoc/>
    public string Note => "Needs a Kannel 1.4 gateway and a contract with a carrier behind it. Nothing leaves your own machines but the SMS.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } = [SmsSurface.Declare(Length, SendSafety.TagReturns, new(PerSecond: 10, Burst: 50))];

    /// <summary>What goes into <c>post-url</c> or <c>get-url</c> of the group <c>sms-service</c>; Kannel fills the escapes.</summary>
    public string HookTail(Account account) =>
        $"/{account["hook_secret"]}/mo?from=%p&to=%P&id=%I&ts=%T&smsc=%i&charset=%C&coding=%c&text=%a";

    /// <inheritdoc/>
    public string AddressOf(Account account) => account.Phone(account["number"]);

    /// <inheritdoc/>
    public IReadOnlyList<PublicPlace> Found(Account account) => SmsSurface.FoundAt(AddressOf(account));
}
