using System.Globalization;
using System.Text;

namespace Kith.TryIt;

/// <summary>
/// A pretend platform where people speak in public and with us alone, whose real doors are Kith's. Numbers go up for ever, so that nothing is taken for
/// something older after a new start.
/// </summary>
abstract class PretendSquare(TimeProvider clock)
{
    static readonly TimeSpan wayBack = TimeSpan.FromSeconds(1);

    long last = clock.GetUtcNow().ToUnixTimeSeconds();

    public SquareMemory Memory { get; } = new();

    /// <summary>When the demo was made: what others said is as old as it says.</summary>
    public DateTimeOffset Began { get; set; } = clock.GetUtcNow();

    /// <summary>How it is called on its doors: <c>/try/{place}</c>.</summary>
    public abstract string Place { get; }

    public abstract OpenConnection? Customer { get; }

    public abstract Passerby Us { get; }

    /// <summary>Whether a visitor begins threads of their own, or speaks under posts of ours only.</summary>
    public abstract bool IsOpen { get; }

    public virtual int LongestAside => 2000;

    /// <summary>The settings by which Kith finds it, where the demo is there today.</summary>
    public abstract Dictionary<string, string> PlacesAt(string home);

    /// <summary>Says what others said before anybody looked, as it would have come.</summary>
    public abstract Task BringAsync(CancellationToken stop);

    /// <summary>What stands there after each start because Kith was never told of it.</summary>
    public virtual void Lay()
    {
    }

    /// <summary>The likes of people who say nothing.</summary>
    public abstract void Like();

    protected TimeProvider Clock => clock;

    /// <summary>What stands on its own, newest first. What answered something that is gone does so, too.</summary>
    public virtual IEnumerable<Remark> Posts
    {
        get
        {
            var all = Memory.Remarks;
            var ids = all.Select(one => one.Id).ToHashSet();
            return all.Where(one => one.Parent is null || !ids.Contains(one.Parent)).OrderByDescending(one => one.At);
        }
    }

    /// <summary>The visitor as this platform knows them.</summary>
    public virtual Passerby Know(Passerby visitor) => visitor;

    /// <summary>Who said what Kith keeps, by the name that Kith knows.</summary>
    public virtual Passerby Recalled(string id, string? name) => new(id, name ?? "Somebody");

    /// <summary>The name that cannot be mistaken for another's; null where there is none.</summary>
    public virtual string? HandleOf(Passerby who) => null;

    /// <summary>Why these words are too many; null when they are not.</summary>
    public abstract string? WhyTooLong(string text);

    /// <summary>A visitor says something; null where the hook did not take it.</summary>
    public abstract Task<Remark?> SayAsync(Passerby by, string? post, Remark? above, string text, CancellationToken stop);

    /// <summary>A visitor says something to as many as they chose, where that can be chosen; false where the hook did not take it.</summary>
    public virtual async Task<bool> SayAsync(Passerby by, SquareWords said, Remark? above, string text, CancellationToken stop) => await SayAsync(by, said.Post, above, text, stop) is not null;

    public abstract Task<bool> EditAsync(Remark remark, string text, CancellationToken stop);

    public abstract Task<bool> RemoveAsync(Remark remark, CancellationToken stop);

    /// <summary>Where a like is told to nobody it is only seen.</summary>
    public virtual Task<bool> LikeAsync(Remark remark, Passerby by, bool isLiked, CancellationToken stop)
    {
        Memory.Change(remark.Id, one => one with { Likes = [.. one.Likes.Where(who => who != by.Id), .. isLiked ? [by.Id] : Array.Empty<string>()] });
        return Task.FromResult(true);
    }

    /// <summary>A visitor writes to us alone.</summary>
    public abstract Task<bool> WriteAsync(Passerby by, string text, CancellationToken stop);

    /// <summary>Who said what Kith keeps, by the id they have here.</summary>
    public virtual string AuthorOf(Moment said) => said.ThreadKey!.Split(':')[^1];

    /// <summary>The id here of what Kith knows by this one.</summary>
    public virtual string IdOf(string outsideId) => outsideId;

    public bool IsOurs(Remark remark) => remark.By.Id == Us.Id;

    protected string Next() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    /// <summary>Tells what we did there, when the answer that it was done is on its way.</summary>
    protected async Task ComeBackAsync(Func<Task> tell)
    {
        await Task.Delay(wayBack, clock);
        await tell();
    }

    /// <summary>Where the other side of the demo is; empty while nobody knows.</summary>
    protected string Home =>
        Customer is { } customer && Uri.TryCreate(customer.Account.HookUrl, UriKind.Absolute, out var hook) ? hook.GetLeftPart(UriPartial.Authority) : "";

    public static int LettersOf(string text) => new StringInfo(text.Normalize(NormalizationForm.FormC)).LengthInTextElements;
}
