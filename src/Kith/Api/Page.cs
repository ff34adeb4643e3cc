using System.Buffers.Text;
using System.Text;

namespace Kith.Api;

/// <summary>One page of a list; <see cref="Next"/> is the cursor of the page after it, null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next)
{
    public const int Largest = 200;

    public static int Size(int? asked, int usual = 50) => Math.Clamp(asked ?? usual, 1, Largest);
}

/// <summary>A cursor is a place, written so that nobody is tempted to build one: base64url of its parts.</summary>
public static class PageCursor
{
    public static string Write(params ReadOnlySpan<string> parts) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Join('|', parts!)));

    public static string[] Read(string cursor, int parts)
    {
        try
        {
            var read = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)).Split('|');
            if (read.Length == parts) return read;
        }
        catch (FormatException) { }
        throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
    }

    public static (DateTime At, Guid Id) ReadPlace(string cursor)
    {
        var parts = Read(cursor, 2);
        return long.TryParse(parts[0], out var ticks) && ticks is >= 0 and <= 3155378975999999999 && Guid.TryParse(parts[1], out var id)
            ? (new DateTime(ticks, DateTimeKind.Utc), id)
            : throw Refusal.BadInput("bad_cursor", "This cursor is not one of ours.");
    }

    public static string WritePlace(DateTime at, Guid id) => Write(at.Ticks.ToString(System.Globalization.CultureInfo.InvariantCulture), id.ToString());
}
