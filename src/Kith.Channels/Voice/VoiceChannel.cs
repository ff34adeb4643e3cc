using Kith.Channels.Sms;

namespace Kith.Channels.Voice;

/// <summary>The telephone, through Twilio or a carrier that speaks its protocol: calls ring through, or people speak on the answering machine.</summary>
[Channel]
public sealed partial class VoiceChannel : IChannel, IFound
{
    const string SurfaceId = "call", PhoneKind = "phone", WithheldKind = "call";

    /// <inheritdoc/>
    public string Id => "voice";

    /// <inheritdoc/>
    public string Name => "Telephone";

    /// <inheritdoc/>
    public string Icon => "phone";

    /// <inheritdoc/>
    public string? DocsUrl => "https://www.twilio.com/docs/voice";

    /// <inheritdoc/>
    public string Note => "Needs a number that takes calls at Twilio or a carrier that speaks its protocol. Minutes, recordings and transcripts are paid for.";

    /// <inheritdoc/>
    public IReadOnlyList<IntakeKind> Intake => [IntakeKind.Webhook];

    /// <inheritdoc/>
    public IReadOnlyList<Surface> Surfaces { get; } =
    [
        new(SurfaceId, "Telephone", Visibility.Private, Wire.Call, new(0, TextUnit.Utf16), PhoneKind, new(IdentityStrength.PhoneReached, IdentityScope.Global, Recyclable: true), SendSafety.None)
        {
            MayStart = true,
            Window = AnswerWindows.UntilStopped,
        },
    ];

    /// <inheritdoc/>
    public string HookTail(Account account) => "/calls";

    /// <inheritdoc/>
    public string AddressOf(Account account) => Ours(account);

    /// <summary>A number opens as RFC 3966 says.</summary>
    public IReadOnlyList<PublicPlace> Found(Account account) => Ours(account) is { Length: > 0 } number ? [new(SurfaceId, number, $"tel:{number}")] : [];

    static string Ours(Account account) => account.Phone(account["number"]);
}
