using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>A page of plain lines as a PDF: a title first, then what is said; a line after an empty one is a heading.</summary>
static class DemoPaper
{
    public static byte[] Of(string[] lines)
    {
        var words = Words(lines);
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            $"<< /Length {words.Length} >>\nstream\n{words}endstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
        ];
        var (paper, places) = (new StringBuilder("%PDF-1.7\n"), new List<int>());
        foreach (var one in objects)
        {
            places.Add(paper.Length);
            paper.Append(CultureInfo.InvariantCulture, $"{places.Count} 0 obj\n{one}\nendobj\n");
        }
        var table = paper.Length;
        paper.Append(CultureInfo.InvariantCulture, $"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in places) paper.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        paper.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {places.Count + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(paper.ToString());
    }

    static string Words(string[] lines)
    {
        var (words, y) = (new StringBuilder(), 760);
        for (var at = 0; at < lines.Length; at++)
        {
            var (font, size) = at == 0 ? ("F2", 18) : lines[at - 1].Length == 0 ? ("F2", 12) : ("F1", 11);
            if (lines[at].Length > 0) words.Append(CultureInfo.InvariantCulture, $"BT /{font} {size} Tf 60 {y} Td ({Safe(lines[at])}) Tj ET\n");
            y -= at == 0 ? 30 : 18;
        }
        return words.ToString();
    }

    static string Safe(string line) => line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
