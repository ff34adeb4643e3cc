using System.Text.Json.Nodes;
using Kith.Channels;

namespace Kith.Tests.Connections.Disorder;

/// <summary>One place on one channel with its far side: how a thing said there is put on its wire, and what stands there of ours.</summary>
public abstract class Medium : IAsyncDisposable
{
    static readonly ChannelRegistry channels = ChannelRegistry.Scan();

    /// <summary>The channel by its id.</summary>
    public abstract string Channel { get; }

    /// <summary>The surface by its id.</summary>
    public abstract string Surface { get; }

    /// <summary>How finely the platform tells when something was said; null where it does not, and only the order of arrival counts.</summary>
    public virtual TimeSpan? Fineness => null;

    /// <summary>Whether something can be told long after it was said.</summary>
    public virtual bool MayBeLate => Fineness is not null;

    public KithUnderTest Kith { get; protected set; } = null!;

    public Guid Connection { get; protected set; }

    /// <summary>The next of ours are taken, and nobody tells us.</summary>
    public abstract bool LosesAnswers { set; }

    public Surface Declared => channels.Find(Channel)!.Surfaces.Single(surface => surface.Id == Surface);

    /// <summary>Kith with a connection to this far side, and people ready to speak.</summary>
    public abstract Task OpenAsync(World world, Action<IWebHostBuilder> change);

    /// <summary>Tells it once. False when the platform was not told that it is taken, and will come again.</summary>
    public abstract Task<bool> TellAsync(Said said);

    /// <summary>What stands there of ours, each as often as it does.</summary>
    public abstract Task<IEnumerable<string>> StandingAsync();

    /// <summary>Something goes wrong between the two sides.</summary>
    public abstract Task StumbleAsync();

    /// <summary>And is well again.</summary>
    public virtual Task MendAsync() => Task.CompletedTask;

    /// <summary>Until all that was told is here, or until nothing more comes.</summary>
    public abstract Task ArrivedAsync(int count);

    /// <summary>A teammate answers; says by what the answer is known again over there.</summary>
    public virtual async Task<(Guid Moment, string Sign)> AnswerAsync(Guid person, Guid about, string words)
    {
        var isPublic = Declared.Visibility == Channels.Visibility.Public;
        var row = await Kith.As(Cast.Rosa).PostAsync($"/api/people/{person}/messages", new
        {
            id = Guid.CreateVersion7(),
            text = words,
            connectionId = Connection,
            replyTo = isPublic ? about : (Guid?)null,
            surface = isPublic ? Surface : null,
        });
        return ((Guid)row["id"]!, words);
    }

    /// <summary>Whether it was tried at least once, however that ended.</summary>
    public virtual async Task<bool> IsTriedAsync((Guid Moment, string Sign) answer) =>
        await Kith.DeliveryAsync(answer.Moment) is { State: not DeliveryState.Sending } delivery && (delivery.Tries > 0 || !delivery.IsOpen);

    /// <summary>The platform tells what became of one of ours, where it does so under our own key.</summary>
    public virtual Task ReceiptAsync(Guid attempt, string to, string words) => Task.CompletedTask;

    /// <summary>Whether <see cref="ReceiptAsync"/> tells.</summary>
    public virtual bool TellsReceipts => false;

    /// <summary>Those of a timeline's rows that somebody said.</summary>
    public virtual string? WordsOf(JsonNode row) => (string)row["kind"]! == "message" && (string)row["direction"]! == "in" ? (string?)row["text"] : null;

    /// <summary>As moments are counted.</summary>
    public virtual MomentKind Kind => MomentKind.Message;

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual ValueTask EndAsync() => Kith.DisposeAsync();

    protected async Task<JsonNode> ConnectAsync(string channel, object settings)
    {
        var row = await Kith.As(Cast.Ada).PostAsync("/api/connections", new { name = channel, channel, settings });
        Connection = (Guid)row["id"]!;
        return row;
    }

    protected async Task OpenKithAsync(World world, Action<IWebHostBuilder> change) => Kith = await world.OpenAsync(builder =>
    {
        builder.UseSetting("KITH_ALLOW_PRIVATE", "127.0.0.1");
        change(builder);
    });
}

/// <summary>The other side calls us, and comes again until it was told that we have it.</summary>
public abstract class ToldMedium : Medium
{
    /// <summary>Nothing can be written.</summary>
    public override Task StumbleAsync() => Kith.BreakStoreAsync();

    public override Task MendAsync() => Kith.MendStoreAsync();

    public override async Task ArrivedAsync(int count) => await Kith.CaughtUpAsync();
}

/// <summary>We ask the other side, which keeps what happened and tells it from where we ask.</summary>
public abstract class AskedMedium : Medium
{
    string? first;
    int stumbles;

    public override async Task ArrivedAsync(int count)
    {
        for (var (looks, here) = (0, await HereAsync()); here < count; here = await HereAsync())
        {
            Assert.True(looks < 1000, $"only {here} of {count} came");
            // Whoever is asked again and again is never heard to the end.
            if (looks++ % 25 == 0) await AskAgainAsync();
            await Task.Delay(20);
        }
        await Kith.CaughtUpAsync();
    }

    /// <summary>An answer is lost or told again; and once Kith forgets how far it had read, as if it had ended between writing down what came and where it stands.</summary>
    public override async Task StumbleAsync()
    {
        Misbehave(stumbles++);
        if (stumbles == 1) await ForgetPlaceAsync();
        await AskAgainAsync();
    }

    /// <summary>The next answer is lost, cut off or told again.</summary>
    protected abstract void Misbehave(int time);

    /// <summary>Connected, and asked once: what was there before is old.</summary>
    /// <param name="with">What the place says when all that is asked for was asked for.</param>
    protected async Task BeganAsync(string with = "") => await Soon.Async(async () => Assert.Contains(with, first = await PlaceAsync() ?? throw Xunit.Sdk.FailException.ForFailure("nobody asked"), StringComparison.Ordinal), seconds: 20);

    /// <summary>A new reader begins, and asks at once.</summary>
    protected Task AskAgainAsync() => Kith.As(Cast.Ada).PatchAsync($"/api/connections/{Connection}", new { name = $"asked {Guid.NewGuid():N}" });

    Task<int> HereAsync() => Kith.LookAsync(db => db.Moments.Where(m => m.Kind == Kind && m.Direction == Direction.In).Select(m => m.Text).Distinct().CountAsync());

    Task<string?> PlaceAsync() => Kith.LookAsync(db => db.Readings.Where(reading => reading.ConnectionId == Connection).Select(reading => reading.Place).SingleOrDefaultAsync());

    async Task ForgetPlaceAsync()
    {
        await using var work = await Kith.Store.WriteAcrossAsync(CancellationToken.None);
        (await work.Db.Readings.IgnoreQueryFilters().AsTracking().SingleAsync()).Place = first;
        await work.CommitAsync(CancellationToken.None);
    }
}
