using System.Globalization;
using System.Text;

namespace Kith.Mail;

/// <summary>Parameters in pieces (<c>filename*0*=</c>) and with a charset (<c>filename*=utf-8''…</c>), RFC 2231.</summary>
sealed class ContinuedParameters
{
    const int MostPieces = 1000;

    readonly Dictionary<string, SortedDictionary<int, (string Value, bool IsCoded)>> pieces = [];

    /// <returns>Whether it was one of these.</returns>
    public bool Take(string name, string value)
    {
        var star = name.IndexOf('*');
        if (star <= 0) return false;
        var rest = name[(star + 1)..];
        var number = rest.TrimEnd('*');
        var index = 0;
        if (number.Length > 0 && !int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out index) || index >= MostPieces) return true;
        if (!pieces.TryGetValue(name[..star], out var mine)) pieces[name[..star]] = mine = [];
        mine.TryAdd(index, (value, rest.Length == 0 || rest.EndsWith('*')));
        return true;
    }

    public IEnumerable<(string Name, string Value)> Joined() => pieces.Select(p => (p.Key, Join([.. p.Value.Values])));

    static string Join(IReadOnlyList<(string Value, bool IsCoded)> parts)
    {
        var (bytes, charset) = (new List<byte>(), (string?)null);
        foreach (var (value, isCoded) in parts)
        {
            var text = isCoded && bytes.Count == 0 && charset is null ? WithoutCharset(value, out charset) : value;
            bytes.AddRange(isCoded ? Percent(text) : Encoding.UTF8.GetBytes(text));
        }
        return Charsets.Decode([.. bytes], charset);
    }

    static string WithoutCharset(string value, out string? charset)
    {
        charset = null;
        var first = value.IndexOf('\'');
        var second = first < 0 ? -1 : value.IndexOf('\'', first + 1);
        if (second < 0) return value;
        charset = value[..first];
        return value[(second + 1)..];
    }

    static IEnumerable<byte> Percent(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        for (var i = 0; i < bytes.Length; i++)
            if (bytes[i] == '%' && i + 2 < bytes.Length && QuotedPrintable.TryCode([(byte)'=', bytes[i + 1], bytes[i + 2]], out var code))
            {
                yield return code;
                i += 2;
            }
            else yield return bytes[i];
    }
}
