using System.Collections.Immutable;

namespace Kith.TryIt;

/// <summary>A folder of mails in memory that tells when it has grown.</summary>
sealed class PretendMailbox
{
    readonly Lock gate = new();
    TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    ImmutableList<PretendLetter> letters = [];

    public IReadOnlyList<PretendLetter> Letters => Volatile.Read(ref letters);

    public PretendLetter Add(ReadOnlyMemory<byte> bytes, DateTimeOffset at, bool isMine = false)
    {
        lock (gate)
        {
            var letter = new PretendLetter((uint)letters.Count + 1, bytes, at, isMine);
            letters = letters.Add(letter);
            grown.SetResult();
            grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
            return letter;
        }
    }

    /// <summary>Done when it holds more than this many.</summary>
    public Task BeyondAsync(int count)
    {
        lock (gate) return letters.Count > count ? Task.CompletedTask : grown.Task;
    }
}
