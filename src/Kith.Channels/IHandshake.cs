namespace Kith.Channels;

/// <summary>Answers the question by which a platform makes sure that an address is ours, before it sends anything there. Nothing of it is kept.</summary>
public interface IHandshake
{
    /// <summary>What to say to a GET; null when it is no such question, or not asked by whoever knows our word. Pure, and in constant time where secrets are compared.</summary>
    HookAnswer? Answer(RawRequest request, Account account);
}
