using System.Globalization;
using System.Text;

namespace Kith.Health;

/// <summary>The Prometheus text exposition format 0.0.4.</summary>
static class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(IEnumerable<Figure> figures)
    {
        var text = new StringBuilder();
        foreach (var family in figures.GroupBy(figure => figure.Name))
        {
            text.Append("# TYPE ").Append(family.Key).Append(' ').Append(family.First().Kind.ToString().ToLowerInvariant()).Append('\n');
            foreach (var figure in family)
                if (figure.Kind == FigureKind.Histogram) Histogram(text, figure);
                else Line(text, figure.Name, figure.Labels, figure.Value);
        }
        return text.ToString();
    }

    public static string Name(string instrument) => string.Create(instrument.Length, instrument, (name, from) =>
    {
        for (var i = 0; i < name.Length; i++) name[i] = char.IsAsciiLetterOrDigit(from[i]) ? from[i] : '_';
    });

    public static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = new StringBuilder();
        foreach (var (key, value) in tags)
        {
            if (labels.Length > 0) labels.Append(',');
            var words = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(Name(key)).Append("=\"").Append(words.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('"');
        }
        return labels.ToString();
    }

    static void Histogram(StringBuilder text, Figure figure)
    {
        var (buckets, count, sum) = figure.Snapshot();
        var comma = figure.Labels.Length > 0 ? "," : "";
        for (var i = 0; i < buckets.Length; i++)
            Line(text, figure.Name + "_bucket", $"{figure.Labels}{comma}le=\"{Figure.Bounds[i].ToString(CultureInfo.InvariantCulture)}\"", buckets[i]);
        Line(text, figure.Name + "_bucket", $"{figure.Labels}{comma}le=\"+Inf\"", count);
        Line(text, figure.Name + "_sum", figure.Labels, sum);
        Line(text, figure.Name + "_count", figure.Labels, count);
    }

    static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0) text.Append('{').Append(labels).Append('}');
        text.Append(' ').Append(value.ToString("R", CultureInfo.InvariantCulture)).Append('\n');
    }
}
