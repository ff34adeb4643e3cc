using System.Globalization;
using System.Net;
using System.Text;

namespace Kith.TheirData;

/// <summary>The conversation as a page that every browser opens, without a script and without anything from elsewhere.</summary>
static class WritePersonPage
{
    const string Style = "body{font:16px/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem}li{margin:.75rem 0;list-style:none}small{color:#666}p{margin:.2rem 0;white-space:pre-wrap}";

    public static async Task<byte[]> OfAsync(KithDb db, PersonTrail trail, CancellationToken stop)
    {
        var (house, team) = (await db.Workspaces.AsNoTracking().SingleAsync(stop), await db.Teammates.ToDictionaryAsync(t => t.Id, t => t.Name, stop));
        var page = new StringBuilder().Append(CultureInfo.InvariantCulture, $"<!doctype html><html><meta charset=\"utf-8\"><title>{Safe(house.Name)}: everything of {Safe(trail.Group.Root.Name)}</title><style>{Style}</style><h1>{Safe(trail.Group.Root.Name)}</h1><ul>");
        foreach (var handle in trail.Handles) page.Append(CultureInfo.InvariantCulture, $"<li>{Safe(handle.Kind)}: {Safe(HandleWords.Label(handle.Kind, handle.Value))} <small>since {handle.FirstSeen:yyyy-MM-dd}</small>");
        page.Append("</ul><ul>");
        foreach (var moment in await db.Moments.AsNoTracking().Where(m => trail.People.Contains(m.PersonId) && m.Text != null).OrderBy(m => m.At).ThenBy(m => m.Id).ToListAsync(stop))
            page.Append(CultureInfo.InvariantCulture, $"<li><small>{moment.At:yyyy-MM-dd HH:mm} UTC · {WhoOf(moment, trail, team, house)} · {(moment.Visibility == Visibility.Public ? "in public" : moment.Kind == MomentKind.Note ? "a note" : Safe(moment.Surface))}</small><p>{Safe(moment.Text)}</p>{FilesOf(moment)}");
        return Encoding.UTF8.GetBytes(page.Append("</ul></html>").ToString());
    }

    static string WhoOf(Moment moment, PersonTrail trail, Dictionary<Guid, string> team, Workspace house) => Safe(moment.AuthorKind switch
    {
        AuthorKind.Person => trail.Group.Root.Name ?? "the person",
        AuthorKind.Teammate when moment.AuthorId is { } id && team.TryGetValue(id, out var name) => name,
        _ => house.Name,
    });

    static string FilesOf(Moment moment) => string.Concat((moment.Attachments ?? []).Select(file => $"<p><a href=\"files/{file.Hash}\" download=\"{Safe(file.Name)}\">{Safe(file.Name)}</a></p>"));

    static string Safe(string? words) => WebUtility.HtmlEncode(words ?? "");
}
