namespace Kith.Channels.Sms;

/// <summary>SMS and MMS through Twilio, or through a carrier that speaks its protocol.</summary>
[Channel]
public sealed partial class SmsChannel : IChannel, IFound
{
    static readonly TextRule Length = new(24, TextUnit.GsmSegments, MaxCharacters: 1600);

    /// <inheritdoc/>
    public string Id => "sms";

    /// <inheritdoc/>
    public string Name => "SMS";

    /// <inheritdoc/>
    public string Icon => "device-mobile-message";

    /// <inheritdoc/>
    public string? DocsUrl => "https://www.twilio.com/docs/messaging";

    /// <inheritdoc/>
    public string Note => "Needs a number at Twilio or a carrier that speaks its protocol. Each part of a text is paid for; many countries ask for a registered sender.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        SmsSurface.Declare(Length, SendSafety.LookBeforeResend, new(PerSecond: 1, Burst: 10)) with
        {
            Attachments = new(MaxCount: 10, MaxBytes: 5_000_000, Types: ["image/jpeg", "image/png", "image/gif"], ByUrl: true),
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "/messages";

    /// <inheritdoc/>
    public string AddressOf(Account account) => Sender(account);

    /// <summary>A messaging service has several numbers, and which of them somebody sees is the carrier's choice.</summary>
    public IReadOnlyList<PublicPlace> Found(Account account) => SmsSurface.FoundAt(IsMessagingService(account["from"]) ? "" : Sender(account));

    static string Sender(Account account) => IsMessagingService(account["from"]) ? account["from"] : account.Phone(account["from"]);

    static bool IsMessagingService(string from) => from.StartsWith("MG", StringComparison.Ordinal) && from.Length == 34;
}
