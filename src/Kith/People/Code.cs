using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Kith.People;

/// <summary>
/// A code that was sent to an address somebody says is theirs, and waits to come back from whoever asked for it. Only a slow hash is kept,
/// so that it outlives a restart and whoever reads the row still does not know it.
/// </summary>
public sealed class Code : IOfWorkspace
{
    public const int MostTries = 5;
    const int Rounds = 50_000;

    public static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>Who asked, and alone may bring it back: a visitor of a chat, or whoever holds a one-time link.</summary>
    public required string Asker { get; set; }
    public required string Kind { get; set; }
    public required string Value { get; set; }
    public required byte[] Hash { get; set; }
    public int Tries { get; set; }
    public DateTime At { get; set; }
    public DateTime ExpiresAt { get; set; }
    public DateTime? UsedAt { get; set; }

    /// <summary>Slow on purpose: made before a unit of work is open, and given its address inside.</summary>
    public static (Code Code, string Digits) New(Guid workspace, string asker, DateTime now)
    {
        var digits = RandomNumberGenerator.GetInt32(1_000_000).ToString("D6", CultureInfo.InvariantCulture);
        var id = Ids.New(now);
        return (new Code { WorkspaceId = workspace, Id = id, Asker = asker, Kind = "", Value = "", Hash = HashOf(id, digits), At = now, ExpiresAt = now + Life }, digits);
    }

    /// <summary>As slow: never while a unit of work is open.</summary>
    public bool Is(string said) => CryptographicOperations.FixedTimeEquals(Hash, HashOf(Id, said));

    static byte[] HashOf(Guid id, string digits) =>
        Rfc2898DeriveBytes.Pbkdf2(Encoding.UTF8.GetBytes(digits), id.ToByteArray(bigEndian: true), Rounds, HashAlgorithmName.SHA256, 32);
}
