using System.Text;

namespace Kith.Api;

/// <summary>Lines of cells as a file that a sheet opens (RFC 4180, UTF-8), with its heading first.</summary>
static class CsvTable
{
    public static FileContentHttpResult File(string name, string heading, IEnumerable<IEnumerable<string>> lines)
    {
        var table = new StringBuilder(heading).Append("\r\n");
        foreach (var line in lines) table.AppendJoin(',', line.Select(CsvCell.Of)).Append("\r\n");
        return TypedResults.File(Encoding.UTF8.GetBytes(table.ToString()), "text/csv; charset=utf-8", name);
    }
}
