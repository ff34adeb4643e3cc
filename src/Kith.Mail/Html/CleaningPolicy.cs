namespace Kith.Mail.Html;

/// <summary>
/// What the host of this library decides about the pictures of a mail. Everything else is decided by the cleaner alone. Both functions are asked with
/// what a stranger wrote, and should answer the same when they are asked again.
/// </summary>
public sealed record CleaningPolicy
{
    /// <summary>No picture is shown but those the mail carries in itself as <c>data:</c>.</summary>
    public static CleaningPolicy Strict { get; } = new();

    /// <summary>Where the picture lies which the mail carries under this Content-ID (RFC 2392); null when it carries none.</summary>
    public Func<string, string?>? InlinePicture { get; init; }

    /// <summary>Where to load a remote picture from, once somebody agreed; null blocks it, because loading it tells its sender who reads.</summary>
    public Func<Uri, string?>? RemotePicture { get; init; }
}
