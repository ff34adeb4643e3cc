using System.Security.Cryptography;

namespace Kith.TryIt;

/// <summary>A file that went to or from a pretend phone.</summary>
sealed record PhoneFile(string Id, string Name, string Type, byte[] Bytes)
{
    const int Longest = 2_000_000;

    public bool IsPicture => Type is "image/jpeg" or "image/png" or "image/webp";

    /// <summary>The id is of letters and digits: WhatsApp's are.</summary>
    public static PhoneFile Of(string name, string type, byte[] bytes) => new(RandomNumberGenerator.GetHexString(32, lowercase: true), name, type, bytes);

    /// <summary>What was chosen on the phone; null where nothing was.</summary>
    public static PhoneFile? Of(SentFile? sent) => sent switch
    {
        null => null,
        { Bytes: { Length: > 0 and <= Longest } bytes } => Of(FileName.Clean(sent.Name), sent.Type ?? "", bytes),
        _ => throw Refusal.Field("file", "A file here has 2 MB at most."),
    };

    /// <summary>As the phone is told of it.</summary>
    public object Shown => new { Id, Name, picture = IsPicture };

    public IResult Result => Results.Bytes(Bytes, IsPicture ? Type : "application/octet-stream", IsPicture ? null : Name);
}

/// <summary>What is written on a pretend phone.</summary>
sealed record PhoneWords(string? Name, string? Text, SentFile? File)
{
    const int LongestName = 100;

    /// <summary>What the owner of the phone is called.</summary>
    public string By => Name is { Length: > 0 and < LongestName } name ? name : "Somebody";

    public string Words(int longest)
    {
        var text = Text?.Trim() ?? "";
        return text.Length <= longest && (text.Length > 0 || File is not null) ? text : throw Refusal.Field("text", $"Write something of up to {longest} characters.");
    }
}

sealed record SentFile(string? Name, string? Type, byte[] Bytes);
