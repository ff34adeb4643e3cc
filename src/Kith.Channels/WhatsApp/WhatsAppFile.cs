namespace Kith.Channels.WhatsApp;

/// <summary>As what a file may go (Cloud API, "Media", supported types and sizes).</summary>
static class WhatsAppFile
{
    public const long LargestDocument = 100_000_000;

    const long LargestPicture = 5_000_000, LargestSound = 16_000_000;

    /// <summary>What to call it; whatever is no picture, sound or film for them goes as a document. A voice has no room for words beside it.</summary>
    public static string KindOf(DraftAttachment file, bool hasWords) => file.Type switch
    {
        "image/jpeg" or "image/png" when file.Size <= LargestPicture => "image",
        "video/mp4" or "video/3gpp" when file.Size <= LargestSound => "video",
        "audio/aac" or "audio/amr" or "audio/mpeg" or "audio/mp4" when file.Size <= LargestSound && !hasWords => "audio",
        _ => "document",
    };
}
