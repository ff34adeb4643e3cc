using Npgsql;

namespace Kith.Data;

/// <summary>Two did the same at the same moment and the database let one through: the other may look again and repeat what it wanted.</summary>
static class Clash
{
    const int MostTries = 4;

    /// <remarks>EF tells of what may pass by itself, a deadlock among it, in one more wrapping than of the rest.</remarks>
    public static bool Is(Exception failure) => failure switch
    {
        DbUpdateConcurrencyException => true,
        PostgresException said => said.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected,
        DbUpdateException or InvalidOperationException => failure.InnerException is { } inner && Is(inner),
        _ => false,
    };

    /// <summary>Does it, and where it clashes once more on what is there then.</summary>
    /// <param name="work">Opens a unit of work of its own.</param>
    public static async Task<T> RepeatAsync<T>(Func<Task<T>> work)
    {
        for (var tries = 1; ; tries++)
            try { return await work(); }
            catch (Exception clash) when (tries < MostTries && Is(clash)) { /* The other's is there now. */ }
    }

    /// <inheritdoc cref="RepeatAsync{T}"/>
    public static Task RepeatAsync(Func<Task> work) => RepeatAsync(async () => { await work(); return true; });
}
