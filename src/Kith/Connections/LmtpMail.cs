namespace Kith.Connections;

/// <summary>
/// One mail as it comes in, its dots taken out again (RFC 5321 §4.5.2). Only CR LF . CR LF ends it: servers that also believed a bare LF
/// let strangers write a second mail into the first.
/// </summary>
sealed class LmtpMail(LmtpRoom room) : IDisposable
{
    public const int Largest = 40 * 1024 * 1024;

    const byte Cr = (byte)'\r', Lf = (byte)'\n', Dot = (byte)'.';

    readonly MemoryStream bytes = new();
    Place place = Place.LineStart;

    enum Place { LineStart, Inside, AfterCr, AfterDot, AfterDotCr, End }

    public bool IsWhole => place == Place.End;

    /// <summary>The answer to a mail that cannot be kept; it is heard to its end all the same.</summary>
    public string? Refusal { get; private set; }

    public byte[] ToArray() => bytes.ToArray();

    /// <summary>Takes what belongs to this mail and says how much that was.</summary>
    public int Take(ReadOnlySpan<byte> said)
    {
        var rest = said;
        while (rest.Length > 0 && !IsWhole) rest = rest[Step(rest)..];
        return said.Length - rest.Length;
    }

    public void Dispose()
    {
        room.GiveBack(bytes.Length);
        bytes.Dispose();
    }

    int Step(ReadOnlySpan<byte> rest)
    {
        switch (place)
        {
            case Place.LineStart when rest[0] == Dot:
                place = Place.AfterDot;
                return 1;
            case Place.AfterDot when rest[0] == Cr:
                place = Place.AfterDotCr;
                return 1;
            case Place.AfterDotCr when rest[0] == Lf:
                place = Place.End;
                return 1;
            case Place.AfterDotCr:
                Keep([Cr]);
                place = Place.AfterCr;
                return 0;
            case Place.AfterCr when rest[0] == Lf:
                Keep([Lf]);
                place = Place.LineStart;
                return 1;
            default:
                return Run(rest);
        }
    }

    /// <summary>Everything up to the next CR is only words.</summary>
    int Run(ReadOnlySpan<byte> rest)
    {
        var cr = rest.IndexOf(Cr);
        var length = cr < 0 ? rest.Length : cr + 1;
        Keep(rest[..length]);
        place = cr < 0 ? Place.Inside : Place.AfterCr;
        return length;
    }

    void Keep(ReadOnlySpan<byte> some)
    {
        if (Refusal is not null) return;
        if (bytes.Length + some.Length > Largest) Refuse("552 5.3.4 This mail is too large");
        else if (!room.Take(some.Length)) Refuse("452 4.3.1 Too much mail at once, come again");
        else bytes.Write(some);
    }

    void Refuse(string answer)
    {
        Refusal = answer;
        room.GiveBack(bytes.Length);
        bytes.SetLength(0);
        bytes.Capacity = 0;
    }
}
