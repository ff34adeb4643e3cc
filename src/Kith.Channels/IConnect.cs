namespace Kith.Channels;

/// <summary>Tells the other side how messages come to us, when a person presses the button that tests a connection.</summary>
public interface IConnect
{
    /// <summary>The requests, in their order; each can be made again and changes nothing then.</summary>
    IReadOnlyList<WireRequest> Connecting(Account account);

    /// <summary>What the answer to the last of them means, or to the first that went wrong; a null answer means that nobody answered.</summary>
    Finding ReadConnecting(WireAnswer? answer, Account account);
}
