namespace Kith.Conversations;

/// <summary>Nothing is lost: words that were kept and did not leave are a draft again, below what whoever gets them may have written meanwhile.</summary>
static class GiveWordsBack
{
    public static async Task GiveWordsBackAsync(this KithDb db, Guid author, Guid person, SendMessage.NewMessage said, DateTime now, CancellationToken stop)
    {
        if (said.Template is not null) return;

        var root = await db.People.Where(p => p.Id == person).Select(p => p.RootId).SingleAsync(stop);
        var kept = await db.Drafts.SingleOrDefaultAsync(d => d.TeammateId == author && d.PersonId == root, stop);
        if (kept is not null)
        {
            var words = kept.Body["text"]?.ToString();
            kept.Body = new(kept.Body.Where(pair => pair.Key is not ("text" or "html")).Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone()))) { ["text"] = string.IsNullOrWhiteSpace(words) ? said.Text : $"{words}\n\n{said.Text}" };
            kept.At = now;
            return;
        }
        var files = (await db.KeptAsync(said.Attachments, stop)).Select(file => AttachmentRef.Of(file)).ToList();
        var row = new DraftRow(Ids.New(now), said.Text ?? "", said.ConnectionId, said.HandleId, said.Case, false, [], files, said.Subject, null, said.Html);
        db.Add(new Draft { WorkspaceId = db.WorkspaceId, TeammateId = author, PersonId = root, Body = AskApproval.BodyOf(row), At = now });
    }
}
