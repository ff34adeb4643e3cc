using System.Text.Json.Nodes;

namespace Kith.Posts;

/// <summary>
/// POST /api/mentions: something public that a teammate found elsewhere, by its link, its words or both. It becomes a public moment of whoever
/// said it, with a case, a department and a promise, as if a channel had brought it. Nothing is fetched, and the same link is there once.
/// </summary>
static class BringIn
{
    const int LongestText = 20_000, LongestProfile = 300;
    const string Surface = "found";
    static readonly TimeSpan ahead = TimeSpan.FromMinutes(5);

    /// <param name="Url">Where it stands.</param>
    /// <param name="Text">What it says.</param>
    /// <param name="AuthorName">Who said it, as it is signed there; needed where no person is chosen.</param>
    /// <param name="AuthorUrl">Their page there: kept as something said of them, which joins nobody.</param>
    /// <param name="At">When it was said; now, where nobody says.</param>
    /// <param name="PersonId">Whose it is; else it is somebody new.</param>
    /// <param name="Title">What its case is about.</param>
    public sealed record Found(string? Url, string? Text, string? AuthorName, string? AuthorUrl, DateTime? At, Guid? PersonId, Guid? DepartmentId, string? Title);

    public static void MapBringIn(this RouteGroupBuilder api) => api.MapPost("/mentions", BringAsync).Allow(Role.Colleague);

    static async Task<Results<Created<Mention>, Ok<Mention>>> BringAsync(Found asked, Teammate me, KithDb db, WhoIsIn here, TimeProvider clock, CancellationToken stop)
    {
        var (now, by) = (clock.Now, Actor.Of(me));
        var (url, text) = (PublicLink.Read(asked.Url, "url"), Written.Text(asked.Text, "text", LongestText));
        if (url is null && text.Length == 0) throw Refusal.Field("url", "Give the link, or the words, or both.");
        if (url is not null && await db.FirstUnderAsync(url, stop) is { } known) return TypedResults.Ok(await MentionAsync(db, known, isKnown: true, stop));

        var profile = PublicLink.Read(asked.AuthorUrl, "authorUrl", LongestProfile);
        var at = AtOf(asked.At, now);
        var person = await PersonAsync(db, asked, now, stop);
        var said = MomentOf(person, url, text, me, at, now);
        db.AddRange(PostOf(said, url, AuthorOf(asked) ?? person.Name, now), said);
        if (profile is not null && !await db.PersonClaims.AnyAsync(c => c.PersonId == person.Id && c.Value == profile, stop))
            db.Add(Claim.New(person, new SaidAddress("profile", profile), Claim.ByHand(me), now));
        await OpenAsync(db, person, said, asked, here, by, now, stop);
        await db.SaveChangesAsync(stop);
        var mention = await MentionAsync(db, said, isKnown: false, stop);
        return TypedResults.Created($"/api/posts/{mention.PostId}", mention);
    }

    /// <summary>The first words under the post with this link, whether somebody brought it in or a channel did.</summary>
    static async Task<Moment?> FirstUnderAsync(this KithDb db, string url, CancellationToken stop)
    {
        var key = KeyOf(url);
        var posts = db.Posts.Where(p => (p.ConnectionId == null && p.OutsideKey == key) || p.Url == url).Select(p => (Guid?)p.Id);
        return await db.Moments.Where(m => m.PostId != null && posts.Contains(m.PostId) && m.Kind == MomentKind.Message).OrderBy(m => m.At).ThenBy(m => m.Id).FirstOrDefaultAsync(stop);
    }

    static async Task<Person> PersonAsync(KithDb db, Found asked, DateTime now, CancellationToken stop)
    {
        if (asked.PersonId is { } id) return (await PersonGroup.FindAsync(db, id, stop)).Root;

        var person = Person.New(db.WorkspaceId, AuthorOf(asked) ?? throw Refusal.Field("authorName", "Say who said it, as it is signed there."), now);
        db.Add(person);
        db.AddRange(person.NameWords());
        return person;
    }

    static string? AuthorOf(Found asked) => Written.Line(asked.AuthorName, "authorName", PersonName.Longest) is { Length: > 0 } name ? name : null;

    static DateTime AtOf(DateTime? asked, DateTime now)
    {
        if (asked is not { } given) return now;

        var at = given.Kind == DateTimeKind.Unspecified ? DateTime.SpecifyKind(given, DateTimeKind.Utc) : given.ToUniversalTime();
        return at > now + ahead ? throw Refusal.Field("at", "This time is still to come.") : at.Year < 1990 ? throw Refusal.Field("at", "This is too long ago.") : at;
    }

    static Moment MomentOf(Person person, string? url, string text, Teammate me, DateTime at, DateTime now) => new()
    {
        WorkspaceId = person.WorkspaceId,
        Id = Ids.New(now),
        PersonId = person.Id,
        PostId = Ids.New(now),
        At = at,
        RecordedAt = now,
        Kind = MomentKind.Message,
        Direction = Direction.In,
        Visibility = Visibility.Public,
        Surface = Surface,
        AuthorKind = AuthorKind.Person,
        AuthorId = person.Id,
        Text = text.Length > 0 ? text : url,
        Detail = new JsonObject { ["broughtInBy"] = me.Name },
    };

    static Post PostOf(Moment said, string? url, string? author, DateTime now) => new()
    {
        WorkspaceId = said.WorkspaceId,
        Id = said.PostId!.Value,
        OutsideKey = url is null ? $"t:{said.Id:N}" : KeyOf(url),
        Url = url,
        AuthorName = author,
        At = said.At,
        SeenAt = now,
    };

    static string KeyOf(string url) => $"u:{url}";

    static async Task OpenAsync(KithDb db, Person person, Moment said, Found asked, WhoIsIn here, Actor by, DateTime now, CancellationToken stop)
    {
        var kase = await db.StartCaseAsync(person, asked.Title, asked.DepartmentId, new(InPublic: true, Title: asked.Title, Text: said.Text, Here: here), by, now, stop);
        var term = (await db.HouseHoursAsync(stop)).AnswerOf(PromiseKind.FirstAnswer, kase.DepartmentId, kase.BranchId, null, now);
        var (promise, promised) = kase.BringIn(said, term, now);
        db.AddRange(promise, promised);
        if (said.At > person.LastAt) person.LastAt = said.At;
    }

    static async Task<Mention> MentionAsync(KithDb db, Moment said, bool isKnown, CancellationToken stop)
    {
        var row = await db.ShowAsync(said, stop);
        return new(isKnown, said.PersonId, said.PostId!.Value, row.CaseNumber, row);
    }
}

/// <summary>Something public that is with us.</summary>
/// <param name="Known">It was there already: nothing was added.</param>
public sealed record Mention(bool Known, Guid PersonId, Guid PostId, long? CaseNumber, MomentRow Moment);
