#pragma warning disable
namespace Kith.Mail;
public static class HtmlText { public static string Of(string html) => html; }
public sealed record SplitReply(string Reply, string Rest);
public static class ReplySplitter { public static SplitReply Split(string t) => new(t, ""); public static SplitReply SplitHtml(string t) => new(t, ""); }
public sealed record CleaningPolicy { public Func<string, string?>? InlinePicture { get; init; } public Func<Uri, string?>? RemotePicture { get; init; } }
public sealed record CleanHtml(string Html, IReadOnlyList<string> InlinePictures, int RemotePictures, bool IsCut);
public static class HtmlCleaner { public static CleanHtml Clean(string h, CleaningPolicy p) => new(h, [], 0, false); }
