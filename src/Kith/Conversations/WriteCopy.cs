using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Kith.Conversations;

/// <summary>A conversation as a mail tells it, in plain words and with looks: who said what, by the clock of whoever reads it.</summary>
static class WriteCopy
{
    static readonly Regex oneTimeLink = new(@"(?:https?://\S{1,200})?/(?:go|me)/[A-Za-z0-9_-]{20,}", RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);

    public static (string Text, string Html) Of(CopyHead head, IReadOnlyList<CopyLine> lines)
    {
        var (text, html) = (new StringBuilder(), new StringBuilder());
        text.Append(head.Title).Append('\n');
        html.Append(Invariant, $"<h1>{Html(head.Title)}</h1>");
        foreach (var words in head.Above)
        {
            text.Append(words).Append('\n');
            html.Append(Invariant, $"<p>{Html(words)}</p>");
        }
        DateOnly? day = null;
        foreach (var line in lines)
        {
            var at = TimeZoneInfo.ConvertTimeFromUtc(line.At, head.Zone);
            if (day != DateOnly.FromDateTime(at)) BeginDay(text, html, day = DateOnly.FromDateTime(at));
            Append(text, html, at, line);
        }
        text.Append('\n').Append(head.Below).Append('\n');
        html.Append(Invariant, $"<hr><p>{Html(head.Below)}</p>");
        return (text.ToString(), html.ToString());
    }

    /// <summary>The person's own clock; else the house's.</summary>
    public static TimeZoneInfo ZoneOf(Person person, Workspace workspace) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(person.TimeZone ?? workspace.TimeZone, out var zone) ? zone : TimeZoneInfo.Utc;

    public static string PlaceOf(TimeZoneInfo zone) => zone.Id.Split('/')[^1].Replace('_', ' ');

    static CultureInfo Invariant => CultureInfo.InvariantCulture;

    static void BeginDay(StringBuilder text, StringBuilder html, DateOnly? day)
    {
        var words = day!.Value.ToString("dddd, d MMMM yyyy", Invariant);
        text.Append(Invariant, $"\n{words}\n");
        html.Append(Invariant, $"<h2>{words}</h2>");
    }

    static void Append(StringBuilder text, StringBuilder html, DateTime at, CopyLine line)
    {
        var (said, head) = (WithoutLinks(line.Text), $"{at.ToString("HH:mm", Invariant)}  {line.Who}{(line.By is { } by ? $", by {by}" : "")}");
        text.Append(Invariant, $"\n{head}\n");
        html.Append(Invariant, $"<p><b>{Html(head)}</b></p>");
        if (said.Length > 0)
        {
            text.Append(said).Append('\n');
            html.Append(Invariant, $"<p>{Html(said)}</p>");
        }
        foreach (var file in line.Files)
        {
            text.Append(Invariant, $"File: {file}\n");
            html.Append(Invariant, $"<p><i>File: {Html(file)}</i></p>");
        }
    }

    /// <summary>A link with a key in it was for whoever got it then, at the address it went to.</summary>
    public static string WithoutLinks(string text) => oneTimeLink.Replace(text, "(a link that was yours alone)");

    static string Html(string words) => WebUtility.HtmlEncode(words).Replace("\n", "<br>", StringComparison.Ordinal);
}

/// <summary>What stands around the turns of a copy.</summary>
/// <param name="Title">What it is.</param>
/// <param name="Above">Sentences below the title.</param>
/// <param name="Below">The last sentence.</param>
/// <param name="Zone">By whose clock.</param>
sealed record CopyHead(string Title, IReadOnlyList<string> Above, string Below, TimeZoneInfo Zone);
