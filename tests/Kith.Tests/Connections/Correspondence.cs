using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Tests.Connections;

/// <summary>A connection, Nomsa's phone, and words for what tests of sending do.</summary>
static class Correspondence
{
    public const string Phone = "+27825554417", Canary = "canary-5b1f-secret";

    static readonly TimeSpan patience = TimeSpan.FromSeconds(20);

    public static Task<KithUnderTest> OpenAsync(this World world, FakeCarrier carrier) =>
        world.OpenAsync(builder => builder.UseSetting("KITH_ALLOW_PRIVATE", new Uri(carrier.Url).Authority));

    extension(KithUnderTest kith)
    {
        public async Task<Guid> ConnectSmsAsync(FakeCarrier carrier, string name = "sms") => Id(await kith.As(Cast.Ada).PostAsync("/api/connections", new
        {
            name,
            channel = "sms",
            settings = new Dictionary<string, string> { ["account_sid"] = "AC0123456789abcdef0123456789abcdef", ["auth_token"] = Canary, ["from"] = "+27600701234", ["api"] = carrier.Url },
        }));

        public async Task<Guid> ConnectHttpAsync(FakeCarrier carrier) => Id(await kith.As(Cast.Ada).PostAsync("/api/connections", new
        {
            name = "http",
            channel = "http",
            settings = new Dictionary<string, string> { ["target_url"] = $"{carrier.Url}/hook" },
        }));

        /// <summary>Writes a message as a teammate's send does: one moment and its delivery, in one transaction.</summary>
        public async Task<Guid> WriteAsync(Guid connection, string text, double undoSeconds = 0, string value = Phone, Action<Handle>? change = null)
        {
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
            var channel = await work.Db.Connections.Where(c => c.Id == connection).Select(c => c.Channel).SingleAsync();
            var (kind, scope) = channel switch { "sms" or "kannel" => ("phone", ""), "webchat" => ("chat", connection.ToString("N")), _ => ("http", connection.ToString("N")) };
            var handle = await work.Db.Handles.SingleOrDefaultAsync(h => h.Kind == kind && h.Scope == scope && h.Value == value);
            if (handle is null)
            {
                var person = Ids.New(now);
                work.Db.Add(new Person { WorkspaceId = work.WorkspaceId, Id = person, RootId = person, Name = "Nomsa Ndlovu", CreatedAt = now, LastAt = now });
                work.Db.Add(handle = new Handle { WorkspaceId = work.WorkspaceId, Id = Ids.New(now), Kind = kind, Scope = scope, Value = value, PersonId = person, Strength = Strength.Verified, FirstSeen = now, LastSeen = now });
            }
            change?.Invoke(handle);
            var moment = Ids.New(now);
            work.Db.Add(new Moment
            {
                WorkspaceId = work.WorkspaceId,
                Id = moment,
                PersonId = handle.PersonId,
                At = now,
                RecordedAt = now,
                Kind = MomentKind.Message,
                Direction = Direction.Out,
                ConnectionId = connection,
                Surface = channel == "webchat" ? "chat" : channel == "http" ? "http" : "sms",
                AuthorKind = AuthorKind.Teammate,
                AuthorId = kith.Marula.TeammateIds["Rosa"],
                Text = text,
            });
            await work.Db.SaveChangesAsync();
            work.Db.Add(new Delivery
            {
                WorkspaceId = work.WorkspaceId,
                MomentId = moment,
                HandleId = handle.Id,
                ConnectionId = connection,
                AttemptKey = Ids.New(now),
                State = DeliveryState.Queued,
                NextAt = now.AddSeconds(undoSeconds),
                StateAt = now,
            });
            await work.CommitAsync(CancellationToken.None);
            return moment;
        }

        public Task<Delivery> DeliveryAsync(Guid moment) => kith.LookAsync(db => db.Deliveries.AsNoTracking().SingleAsync(d => d.MomentId == moment));

        public Task<Delivery> UntilAsync(Guid moment, params DeliveryState[] states) => kith.UntilDeliveryAsync(moment, delivery => states.Contains(delivery.State));

        public async Task<Delivery> UntilDeliveryAsync(Guid moment, Func<Delivery, bool> isIt)
        {
            var end = TimeProvider.System.GetUtcNow() + patience;
            while (true)
            {
                var delivery = await kith.DeliveryAsync(moment);
                if (isIt(delivery)) return delivery;
                Assert.True(TimeProvider.System.GetUtcNow() < end, $"The delivery stayed {delivery.State} ({delivery.ProblemCode}), next at {delivery.NextAt:O}");
                await Task.Delay(50);
            }
        }

        /// <summary>Lets time pass for what waits: whatever was planned for later is due now.</summary>
        public async Task LetTimePassAsync(Guid connection)
        {
            await using var work = await kith.Store.WriteAsync(kith.Marula.Id, Actor.System, "test", CancellationToken.None);
            var now = TimeProvider.System.GetUtcNow().UtcDateTime;
            // What is on its way right now would be sent by somebody else as well.
            await work.Db.Deliveries.Where(d => d.NextAt != null && d.State != DeliveryState.Sending).ExecuteUpdateAsync(change => change.SetProperty(d => d.NextAt, now));
            var row = await work.Db.Connections.SingleAsync(c => c.Id == connection);
            row.RetryAt = null;
            await work.CommitAsync(CancellationToken.None);
            kith.Services.GetRequiredService<Outbox>().Wake();
        }

        public async Task<JsonNode> HealthAsync(Guid connection) => (await kith.As(Cast.Vera).GetAsync($"/api/connections/{connection}"))["health"]!;
    }

    static Guid Id(JsonNode row) => row["id"]!.GetValue<Guid>();
}
