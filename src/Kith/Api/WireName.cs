using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;

namespace Kith.Api;

/// <summary>The name a wire record has in the API's description, where the row it shows has taken that word in the code.</summary>
[AttributeUsage(AttributeTargets.Class)]
sealed class WireNameAttribute(string name) : Attribute
{
    public string Name => name;

    public static string? Of(JsonTypeInfo type) =>
        type.Type.GetCustomAttribute<WireNameAttribute>()?.Name ?? OpenApiOptions.CreateDefaultSchemaReferenceId(type);
}
