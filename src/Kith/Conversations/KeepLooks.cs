using System.Text;
using Kith.Mail.Html;

namespace Kith.Conversations;

/// <summary>Words with their looks, cleaned and kept as a file beside the message: no list carries them.</summary>
sealed class KeepLooks(KeptFiles files, TimeProvider clock)
{
    /// <summary>The hash they are kept under.</summary>
    public async Task<string> KeepAsync(KithDb db, string html, CancellationToken stop)
    {
        var clean = HtmlCleaner.Clean(html, new CleaningPolicy()).Html;
        var kept = await files.KeepAsync(db.WorkspaceId, new MemoryStream(Encoding.UTF8.GetBytes(clean.Length == 0 ? " " : clean)), stop);
        if (!await db.Attachments.AnyAsync(a => a.Hash == kept.Hash, stop))
            db.Add(new Attachment { WorkspaceId = db.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = clock.Now });
        return kept.Hash;
    }
}
