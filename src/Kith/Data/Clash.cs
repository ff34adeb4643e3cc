using Npgsql;

namespace Kith.Data;

/// <summary>Two did the same at the same moment and the database let one through: the other may look again and repeat what it wanted.</summary>
static class Clash
{
    public static bool Is(DbUpdateException failure) => failure is DbUpdateConcurrencyException || failure.InnerException is PostgresException
    {
        SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
    };
}
