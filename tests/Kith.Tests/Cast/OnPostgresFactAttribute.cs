namespace Kith.Tests;

/// <summary>What cannot happen where one writes at a time.</summary>
sealed class OnPostgresFactAttribute : FactAttribute
{
    public OnPostgresFactAttribute() => Skip = World.OnPostgres ? null : "SQLite has one writer at a time: bin/with-postgres dotnet test tests/Kith.Tests.";
}
