using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels;

/// <summary>Making secrets, and comparing them without telling by the clock how much was right.</summary>
public static class Secrets
{
    /// <summary>A new secret of this shape.</summary>
    public static string Make(SecretShape shape) => shape switch
    {
        SecretShape.Path => RandomNumberGenerator.GetHexString(32, lowercase: true),
        SecretShape.Whsec => "whsec_" + Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)),
        _ => throw new ArgumentOutOfRangeException(nameof(shape), "The other side makes this one."),
    };

    /// <summary>Whether both are the same, in constant time for equal lengths. A blank secret is never the same as anything.</summary>
    public static bool Same(string given, string expected) =>
        expected.Length > 0 && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
