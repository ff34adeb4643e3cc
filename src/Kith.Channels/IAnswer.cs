namespace Kith.Channels;

/// <summary>
/// Answers a request whose other side waits to be told what to do next, a telephone call. What is to be said hangs on what the house knows at
/// this moment, so the host asks for it after the proof and before the request is kept.
/// </summary>
public interface IAnswer
{
    /// <summary>The same proof with the right answer in it. What was decided is in the head it is kept under, so that it reads the same later. Pure.</summary>
    /// <param name="proved">What <see cref="IProof.Prove"/> said.</param>
    /// <param name="request">The request.</param>
    /// <param name="account">The connection.</param>
    /// <param name="house">What the host knows.</param>
    Proof.Genuine Answer(Proof.Genuine proved, RawRequest request, Account account, AtTheDoor house);
}

/// <summary>What the host knows of the house that is called.</summary>
/// <param name="Name">What it calls itself.</param>
/// <param name="Language">The language it speaks, e.g. <c>en</c> or <c>pt-BR</c>.</param>
/// <param name="IsOpen">Somebody is there now, by the opening hours of the department in charge.</param>
/// <param name="CanWrite">There is a way to send a link to a telephone.</param>
public sealed record AtTheDoor(string Name, string Language, bool IsOpen, bool CanWrite);
