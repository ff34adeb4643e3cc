using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Kith.Posts;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.TheirData;

/// <summary>One word for each place that holds something of a person; each word stands in one place only.</summary>
static class Marks
{
    public const int Count = 46;

    public static string Of(int number) => $"zq{number:D2}mark";

    /// <summary>Everything of Nomsa, who was merged with somebody, in two people's rows.</summary>
    public static async Task<Guid> PlantAsync(this KithUnderTest kith)
    {
        var nomsa = await kith.MeetAsync("Nomsa", "+27825554417");
        var second = await kith.MeetAsync(Of(2));
        var sms = await kith.ConnectAsync("sms", "sms");
        var kase = await kith.OpenCaseAsync(nomsa, Of(17));
        var email = await kith.ReachAsync(nomsa, "email", $"{Of(3)}@example.org");
        await kith.ReachAsync(second, "chat", Of(4));
        var (photo, mail) = (await kith.KeepAsync($"a photo of {Of(11)}"), await kith.KeepAsync($"Subject: {Of(13)}\n\nhello"));
        var said = await kith.SayAsync(nomsa, $"my roof {Of(8)}", kase: kase, connection: sms.Id, change: m =>
        {
            (m.OutsideKey, m.ThreadKey, m.Surface) = (Of(15), Of(16), "sms");
            m.Attachments = [new(photo, $"{Of(12)}.png", "image/png", 30)];
            m.Detail = new() { ["subject"] = Of(10), ["media"] = new JsonArray(new JsonObject { ["hash"] = mail, ["source"] = "mail" }) };
        });
        await kith.SayAsync(second, $"a note {Of(9)}", change: m => m.Kind = MomentKind.Note);
        await kith.SayAsync(nomsa, $"heard {Of(14)}", change: m => m.Kind = MomentKind.Transcript);
        await kith.SayAsync(nomsa, $"to be found {Of(40)}");
        await kith.WriteAsync(kith.Marula, async db =>
        {
            var (now, mina, house) = (Life.Now, kith.Marula.TeammateIds["Mina"], db.WorkspaceId);
            db.AddRange(
                new Claim { WorkspaceId = house, Id = Ids.New(now), PersonId = nomsa.Id, Kind = "email", Value = $"{Of(6)}@example.org", SaidWhere = Of(7), At = now },
                new Link { WorkspaceId = house, Id = Ids.New(now), What = Linked.Person, FromId = second.Id, ToId = nomsa.Id, Evidence = Of(27), By = mina, At = now },
                new Code { WorkspaceId = house, Id = Ids.New(now), Asker = Of(26), Kind = "email", Value = $"{Of(3)}@example.org", Hash = [1], At = now, ExpiresAt = now },
                new Promise { WorkspaceId = house, Id = Ids.New(now), CaseId = kase.Id, MadeAt = now, Due = now, KeptAt = now, Reason = Of(21) },
                new Notice { WorkspaceId = house, Id = Ids.New(now), TeammateId = mina, At = now, PersonId = nomsa.Id, Text = Of(24) },
                new Ask { WorkspaceId = house, Id = Ids.New(now), CaseId = kase.Id, MatterId = kase.Id, DepartmentId = kith.Marula.Accounts, AskedBy = mina, Question = Of(41), State = AskState.Withdrawn, MadeAt = now, Due = now, EndedAt = now },
                new Approval { WorkspaceId = house, Id = Ids.New(now), RuleName = "Amounts", AuthorId = mina, PersonId = second.Id, CaseId = kase.Id, DepartmentId = kith.Marula.Care, Key = "k", Text = Of(42), Body = new() { ["text"] = Of(43) }, State = ApprovalState.SentBack, AskedAt = now },
                new Overruling { WorkspaceId = house, Id = Ids.New(now), RuleName = "Shouting", TeammateId = mina, PersonId = nomsa.Id, MomentId = said.Id, Words = Of(44), Why = Of(45), At = now },
                new AfterQuestion { WorkspaceId = house, Id = Ids.New(now), CaseId = kase.Id, PersonId = nomsa.Id, ClosedAt = now, State = AfterState.Asked, AskedAt = now, Answer = 2, Comment = Of(46), AnsweredAt = now },
                new Draft { WorkspaceId = house, TeammateId = mina, PersonId = second.Id, Body = new() { ["text"] = Of(25) }, At = now },
                new TalkThread { WorkspaceId = house, ConnectionId = sms.Id, ThreadKey = Of(28), PersonId = nomsa.Id, CaseId = kase.Id, LastAt = now },
                new Delivery { WorkspaceId = house, MomentId = said.Id, HandleId = email.Id, ConnectionId = sms.Id, AttemptKey = Guid.NewGuid(), State = DeliveryState.Failed, StateAt = now, ProblemWords = Of(29), OutsideId = Of(30) },
                new Consent { WorkspaceId = house, PersonId = nomsa.Id, Channel = Of(31), ProofMoment = said.Id, At = now },
                new Intake { WorkspaceId = house, ConnectionId = sms.Id, Key = Of(36), Lane = 9, N = 1, ReceivedAt = now, Headers = Of(37), Body = Encoding.UTF8.GetBytes($"From=%2B27825554417&Body={Of(35)}") },
                new SetAside { WorkspaceId = house, Id = Ids.New(now), ConnectionId = sms.Id, Key = Of(36), Problem = Of(38), At = now },
                new PeopleImport { WorkspaceId = house, Id = Ids.New(now), By = mina, At = now, Csv = $"name,phone\nSomebody,+27111111111\n{Of(39)},+27825554417\n", DoneAt = now },
                new IdempotentAnswer { WorkspaceId = house, ActorId = mina, Key = "k", Fingerprint = [1], Status = 200, Body = $"{{\"id\":\"{nomsa.Id}\",\"name\":\"zq90mark\"}}", At = now });
            await db.SaveChangesAsync();
            var cause = new Cause { WorkspaceId = house, Id = Ids.New(now), Title = "Roofs", Known = "", Words = "roofs", DepartmentId = kith.Marula.Care, HeardAt = now };
            var club = new Organisation { WorkspaceId = house, Id = Ids.New(now), Name = "Choir", CreatedAt = now };
            var post = new Post { WorkspaceId = house, Id = Ids.New(now), OutsideKey = "311", Url = $"https://example.org/{Of(34)}", Text = Of(32), AuthorName = Of(33), SeenAt = now };
            db.AddRange(cause, club, post);
            await db.SaveChangesAsync();
            db.AddRange(
                new Telling { WorkspaceId = house, Id = Ids.New(now), CauseId = cause.Id, PersonId = nomsa.Id, Text = Of(22), Why = Of(23) },
                new Membership { WorkspaceId = house, OrganisationId = club.Id, PersonId = nomsa.Id, Role = Of(5) });
            await db.Moments.Where(m => m.Id == said.Id).ExecuteUpdateAsync(set => set.SetProperty(m => m.PostId, post.Id));
            await db.Cases.Where(c => c.Id == kase.Id).ExecuteUpdateAsync(set => set.SetProperty(c => c.LastText, Of(18)).SetProperty(c => c.Tags, new List<string> { Of(19) }).SetProperty(c => c.PersonName, Of(20)).SetProperty(c => c.State, CaseState.Closed));
            await db.People.Where(p => p.Id == second.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.RootId, nomsa.Id));
            return 0;
        });
        // The record says what a name was changed to, and keeps it when it is changed again.
        foreach (var name in new[] { "zq00mark", Of(1) })
            await kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync(p => p.Id == nomsa.Id)).Name = name);
        await kith.WriteAsync(kith.Marula, async db => (await db.People.SingleAsync(p => p.Id == nomsa.Id)).Fields = new() { ["policy"] = JsonSerializer.SerializeToElement("zq91mark") });
        return nomsa.Id;
    }

    static async Task<string> KeepAsync(this KithUnderTest kith, string words)
    {
        var kept = await kith.Services.GetRequiredService<KeptFiles>().KeepAsync(kith.Marula.Id, new MemoryStream(Encoding.UTF8.GetBytes(words)), CancellationToken.None);
        await kith.WriteAsync(kith.Marula, db => Task.FromResult(db.Add(new Attachment { WorkspaceId = db.WorkspaceId, Hash = kept.Hash, Size = kept.Size, Type = kept.Type, At = Life.Now })));
        return kept.Hash;
    }
}
