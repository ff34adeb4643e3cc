using System.Text;
using Kith.Mail.Html;

namespace Kith.Conversations;

/// <summary>Words with their looks, cleaned and kept as a file beside the message: no list carries them.</summary>
sealed class KeepLooks(KeptFiles files, TimeProvider clock)
{
    /// <summary>The hash they are kept under.</summary>
    public Task<string> KeepAsync(KithDb db, string html, CancellationToken stop) =>
        KeepWordsAsync(db, HtmlCleaner.Clean(html, new CleaningPolicy()).Html, stop);

    /// <summary>The same for plain words that are too many for a row.</summary>
    public async Task<string> KeepWordsAsync(KithDb db, string words, CancellationToken stop)
    {
        var kept = await files.KeepAsync(db.WorkspaceId, new MemoryStream(Encoding.UTF8.GetBytes(words.Length == 0 ? " " : words)), stop);
        if (!await db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop))
            db.Add(new Attachment { WorkspaceId = db.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = clock.Now });
        return kept.Hash;
    }
}
