using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Kith.Data;

/// <summary>Tables, columns and indexes are named in snake_case, tables in the singular: the word on the screen is the word in SQL.</summary>
static class SnakeCase
{
    static readonly Dictionary<string, string> ownNames = new()
    {
        ["TalkThread"] = "thread",
        ["AuditEntry"] = "audit",
        ["ChainLink"] = "chain",
        ["PersonKey"] = "key_of_person",
        ["IdentityUserClaim<Guid>"] = "account_claim",
        ["IdentityUserLogin<Guid>"] = "account_login",
        ["IdentityUserToken<Guid>"] = "account_token",
        ["IdentityUserPasskey<Guid>"] = "account_passkey",
    };

    public static void Name(IMutableEntityType entity)
    {
        if (entity.IsOwned()) return;

        var name = entity.DisplayName();
        var table = ownNames.TryGetValue(name, out var own) ? own : Of(name);
        entity.SetTableName(table);
        foreach (var property in entity.GetProperties()) property.SetColumnName(Of(property.Name));
        foreach (var key in entity.GetKeys()) key.SetName($"{table}_key");
        foreach (var index in entity.GetIndexes())
            index.SetDatabaseName(index.Name ?? $"{table}_by_{string.Join('_', index.Properties.Select(p => Of(p.Name)).Where(n => n != "workspace_id"))}");
        foreach (var reference in entity.GetForeignKeys())
            reference.SetConstraintName($"{table}_{string.Join('_', reference.Properties.Select(p => Of(p.Name)).Where(n => n != "workspace_id").DefaultIfEmpty("workspace"))}");
    }

    public static string Of(string name)
    {
        var words = new StringBuilder(name.Length + 8);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && words.Length > 0) words.Append('_');
            words.Append(char.ToLowerInvariant(letter));
        }
        return words.ToString();
    }
}
