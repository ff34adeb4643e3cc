namespace Kith.Channels;

/// <summary>Connecting and testing, in plain words.</summary>
public interface ISetup
{
    /// <summary>What can be said from the settings alone. A connection with a finding that is not <see cref="Finding.Ok"/> is not switched on.</summary>
    IReadOnlyList<Finding> Review(Account account);

    /// <summary>A harmless request that shows whether the other side knows us; null when there is nobody to ask.</summary>
    WireRequest? Test(Account account, DateTimeOffset now);

    /// <summary>What the answer to the test means; a null answer means that nobody answered.</summary>
    IReadOnlyList<Finding> ReadTest(WireAnswer? answer, Account account);
}

/// <summary>Something the "test it" button tells.</summary>
/// <param name="Ok">All well.</param>
/// <param name="Words">A sentence for the person who presses the button; says what to do when it is not well.</param>
/// <param name="Field">Key of the setup field it is about.</param>
public sealed record Finding(bool Ok, string Words, string? Field = null);
