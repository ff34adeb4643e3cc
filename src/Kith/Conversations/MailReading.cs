using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Conversations;

/// <summary>A mail read once more: what today's reader makes of it, and its files as they lie in its bytes.</summary>
sealed class MailReading(MessageReceived said, IReadOnlyList<(MediaRef Ref, ReadOnlyMemory<byte>? Bytes)> media)
{
    /// <summary>These tell of the mail itself. All others were decided when it came: whom to believe, and where it stands.</summary>
    static readonly string[] ofTheMail = ["invite", "defects"];

    readonly (MediaRef Ref, ReadOnlyMemory<byte>? Bytes, string? Hash)[] files =
        [.. media.Select(one => (one.Ref, one.Bytes, one.Bytes is { Length: > 0 and <= KeptFiles.LargestInside } bytes ? Convert.ToHexStringLower(SHA256.HashData(bytes.Span)) : null))];

    public string Text => said.Text;

    public bool IsNews(Moment moment) => moment.Text != Text || !JsonNode.DeepEquals(moment.Detail, DetailOf(moment)) || Missing(moment).Count > 0;

    /// <summary>Files of the mail that the moment does not name yet. None is ever taken away.</summary>
    public IReadOnlyList<(string Hash, string? Name, ReadOnlyMemory<byte> Bytes)> Missing(Moment moment) =>
        [.. files.Where(file => !file.Ref.IsSource && file.Hash is { } hash && (moment.Attachments ?? []).TrueForAll(had => had.Hash != hash)).DistinctBy(file => file.Hash).Select(file => (file.Hash!, file.Ref.Name, file.Bytes!.Value))];

    /// <summary>The mail itself, where its bytes are not in our own store.</summary>
    public ReadOnlyMemory<byte>? MissingSource(Moment moment) =>
        Array.Find(files, file => file.Ref.IsSource) is { Hash: { } hash } source && BeforeOf(moment, source.Ref)?["hash"]?.ToString() != hash ? source.Bytes : null;

    public JsonObject? DetailOf(Moment moment)
    {
        var detail = (JsonObject?)moment.Detail?.DeepClone() ?? [];
        ReceiveMessage.Describe(detail, said);
        if (MarksOf(detail["marks"] as JsonArray) is { } marks) detail["marks"] = marks;
        else detail.Remove("marks");
        if (files.Length > 0) detail["media"] = new JsonArray([.. files.Select(file => MediaOf(moment, file.Ref, file.Hash))]);
        return detail.Count == 0 ? null : detail;
    }

    JsonArray? MarksOf(JsonArray? before)
    {
        string[] had = [.. before?.Select(mark => mark!.ToString()) ?? []];
        string[] now = [.. had.Except(ofTheMail), .. said.Marks.Intersect(ofTheMail)];
        // In whatever order they stood: that is no news.
        return now.Length == 0 ? null : new([.. (now.ToHashSet().SetEquals(had) ? had : now).Select(mark => JsonValue.Create(mark))]);
    }

    static JsonObject MediaOf(Moment moment, MediaRef media, string? hash)
    {
        var (before, now) = (BeforeOf(moment, media), ReceiveMessage.MediaOf(media, moment.OutsideKey));
        if ((hash ?? before?["hash"]?.ToString()) is { } known) now["hash"] = known;
        else if (before?["problem"] is { } problem) now["problem"] = problem.DeepClone();
        return now;
    }

    static JsonNode? BeforeOf(Moment moment, MediaRef media) => (moment.Detail?["media"] as JsonArray)?.FirstOrDefault(file => file?["ref"]?.ToString() == media.Ref);
}
