namespace Kith.Mail;

/// <summary>What is left to spend on one mail, the mails within it included.</summary>
sealed class Budget(MimeLimits limits)
{
    int parts;
    long decoded;

    public MimeLimits Limits => limits;

    public bool TakePart() => ++parts <= limits.Parts;

    public bool HasParts => parts < limits.Parts;

    public bool TakeDecoded(int bytes) => (decoded += bytes) <= limits.DecodedBytes;
}
