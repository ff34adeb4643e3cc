using System.Text;
using System.Text.Unicode;

namespace Kith.Conversations;

/// <summary>What a file is, by its own first bytes. What nobody can say for certain is plain bytes; markup of every sort is plain text.</summary>
static class FileKind
{
    public const string Unknown = "application/octet-stream", Text = "text/plain";

    static readonly (byte[] Begins, string Type)[] signs =
    [
        ([0xFF, 0xD8, 0xFF], "image/jpeg"), ([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8], "image/png"), ([.. "GIF87a"u8], "image/gif"), ([.. "GIF89a"u8], "image/gif"),
        ([.. "%PDF-"u8], "application/pdf"), ([.. "II*\0"u8], "image/tiff"), ([.. "MM\0*"u8], "image/tiff"), ([.. "OggS"u8], "audio/ogg"), ([.. "ID3"u8], "audio/mpeg"),
        ([0xFF, 0xFB], "audio/mpeg"), ([0xFF, 0xF3], "audio/mpeg"), ([.. "fLaC"u8], "audio/flac"), ([.. "#!AMR"u8], "audio/amr"),
        ([0x1A, 0x45, 0xDF, 0xA3], "video/webm"), ([.. "7z"u8, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        ([.. "Rar!"u8], "application/vnd.rar"), ([0x1F, 0x8B], "application/gzip"), ([0xD0, 0xCF, 0x11, 0xE0], "application/msword"),
    ];

    static readonly (string Folder, string Type)[] officeFolders =
    [
        ("word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ];

    /// <summary>Pictures whose bytes are only pixels, and documents a browser shows in a room of their own.</summary>
    public static bool MayShowInline(string type) => type is "image/jpeg" or "image/png" or "image/gif" or "image/webp" or "image/avif" or "application/pdf";

    public static string Of(ReadOnlySpan<byte> head)
    {
        foreach (var (begins, type) in signs)
            if (head.StartsWith(begins)) return type;
        if (head.StartsWith("RIFF"u8) && head.Length > 11) return Riff(head[8..12]);
        if (head.Length > 11 && head[4..8].SequenceEqual("ftyp"u8)) return Brand(head[8..12]);
        if (head.StartsWith("PK\u0003\u0004"u8)) return Zip(head);
        return IsText(head) ? head.StartsWith("BEGIN:VCARD"u8) ? "text/vcard" : Text : Unknown;
    }

    static string Riff(ReadOnlySpan<byte> kind) => kind.SequenceEqual("WEBP"u8) ? "image/webp" : kind.SequenceEqual("WAVE"u8) ? "audio/wav" : Unknown;

    static string Brand(ReadOnlySpan<byte> brand) => Encoding.ASCII.GetString(brand) switch
    {
        "avif" or "avis" => "image/avif",
        "heic" or "heix" or "mif1" or "msf1" => "image/heic",
        "qt  " => "video/quicktime",
        "M4A " => "audio/mp4",
        _ => "video/mp4",
    };

    static string Zip(ReadOnlySpan<byte> head)
    {
        foreach (var (folder, type) in officeFolders)
            if (head.IndexOf(Encoding.ASCII.GetBytes(folder)) > 0) return type;
        return "application/zip";
    }

    static bool IsText(ReadOnlySpan<byte> head)
    {
        // The last letter may have been cut in the middle by the end of the chunk.
        for (var cut = 0; cut < 4 && cut < head.Length; cut++)
            if (Utf8.IsValid(head[..^cut])) return head.IndexOfAnyInRange((byte)0, (byte)8) < 0;
        return false;
    }
}
