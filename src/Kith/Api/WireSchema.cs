using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Kith.Api;

/// <summary>Says in the description of the doors what <see cref="Wire"/>'s own converters read and write: to the generator they are anything.</summary>
static class WireSchema
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken stop)
    {
        // That bodies with fields nobody reads are refused is no promise that answers never have more fields than today, and one schema may stand for both.
        schema.AdditionalPropertiesAllowed = true;
        if (context.JsonTypeInfo.Type.IsAssignableTo(typeof(IEnumerable<KeyValuePair<string, string>>))) schema.AdditionalProperties = new OpenApiSchema { Type = JsonSchemaType.String };
        else if (context.JsonTypeInfo.Type != typeof(string) && context.JsonTypeInfo.Type.IsAssignableTo(typeof(IEnumerable<string>))) schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type != typeof(string) && type != typeof(DateTime) && type != typeof(TimeOnly)) return Task.CompletedTask;

        var mayBeNull = type != context.JsonTypeInfo.Type || context.JsonPropertyInfo is { IsGetNullable: true };
        schema.Type = JsonSchemaType.String | (mayBeNull ? JsonSchemaType.Null : 0);
        // A time of the weekly table has no seconds, so it is none of the formats that have a name.
        if (type == typeof(TimeOnly)) (schema.Format, schema.Pattern) = (null, "^([01][0-9]|2[0-3]):[0-5][0-9]$");
        return Task.CompletedTask;
    }
}
