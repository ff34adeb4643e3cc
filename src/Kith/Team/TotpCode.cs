using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.Team;

/// <summary>Time-based one-time passwords (RFC 6238) as every authenticator app makes them: SHA-1, six digits, thirty seconds.</summary>
static class TotpCode
{
    const int Seconds = 30, Modulus = 1_000_000;

    public static string NewSecret() => Base32.Write(RandomNumberGenerator.GetBytes(20));

    public static long StepAt(DateTime now) => (now.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond / Seconds;

    public static string At(string secret, long step)
    {
        Span<byte> moving = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(moving, step);
#pragma warning disable CA5350 // RFC 6238: apps know nothing else, and HMAC does not rest on collisions.
        var mac = HMACSHA1.HashData(Base32.Read(secret), moving);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac.AsSpan(mac[^1] & 15)) & int.MaxValue;
        return (number % Modulus).ToString("000000", CultureInfo.InvariantCulture);
    }

    /// <summary>The step a code belongs to, if it is of now, the step before or the step after (clocks differ), and later than <paramref name="used"/>.</summary>
    public static long? Step(string secret, string code, DateTime now, long used)
    {
        var said = Encoding.ASCII.GetBytes(code);
        long? found = null;
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(At(secret, step)), said) && step > used) found ??= step;
        return found;
    }

    public static string Uri(string secret, string workspace, string email) =>
        $"otpauth://totp/{System.Uri.EscapeDataString($"{workspace}:{email}")}?secret={secret}&issuer={System.Uri.EscapeDataString(workspace)}";
}
