namespace Kith.Channels;

/// <summary>Tells the other side how messages come to us, when a person presses the button that tests a connection.</summary>
public interface IConnect
{
    /// <summary>The requests, in their order; each can be made again and changes nothing then.</summary>
    IReadOnlyList<WireRequest> Connecting(Account account);

    /// <summary>What the answer to one of them means; a null answer means that nobody answered. The first that is not well is the last.</summary>
    Finding ReadConnecting(WireAnswer? answer, Account account);
}
