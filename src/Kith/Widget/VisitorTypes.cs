namespace Kith.Widget;

/// <summary>POST /chat/{connection}/typing: the team sees that the person writes. Of somebody who never said anything there is nobody to tell.</summary>
static class VisitorTypes
{
    public static async Task<NoContent> TypeAsync(Guid connection, TypingMark mark, VisitorDesk desk, Store store, Presence presence, HttpContext http)
    {
        var (at, stop) = (desk.VisitorOrRefuse(connection, http.Request), http.RequestAborted);
        Guid? person;
        await using (var work = await store.ReadAsync(at.Chat.WorkspaceId, stop)) person = (await ChatSight.OfAsync(work.Db, at, stop)).Root;
        if (person is { } known) await presence.PersonTypesAsync(at.Chat.WorkspaceId, known, mark.Typing);
        return TypedResults.NoContent();
    }
}

sealed record TypingMark(bool Typing);
