using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Kith.Api;

/// <summary>
/// A write sent again with the same <c>Idempotency-Key</c> is answered again, not done again; the same key with another body is
/// refused. The answer is kept in the write's own transaction.
/// </summary>
sealed class RepeatedWrites(TimeProvider clock) : IEndpointFilter
{
    const int LongestKey = 200;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        var desk = http.RequestServices.GetRequiredService<Desk>();
        if (key.Length == 0 || desk.Work is not { CanWrite: true } work || desk.Caller is not { } caller) return await next(context);
        if (key.Length > LongestKey) throw Refusal.BadInput("bad_key", "The Idempotency-Key is too long.");

        var fingerprint = await FingerprintAsync(http);
        var secret = http.GetEndpoint()?.Metadata.GetMetadata<SaysSecret>() is not null;
        var actor = caller.TokenId ?? caller.TeammateId;
        if (await work.Db.IdempotentAnswers.SingleOrDefaultAsync(a => a.ActorId == actor && a.Key == key, http.RequestAborted) is { } before)
            return !before.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? throw new Refusal("key_taken", "This Idempotency-Key was used for something else.")
                : secret ? throw new Refusal("shown_once", "This was done already, and what it showed is shown only once.")
                : Again(before, http);

        var answer = await next(context);
        if (Keep(answer) is { } kept)
        {
            if (secret) kept.Body = null;
            (kept.WorkspaceId, kept.ActorId, kept.Key, kept.Fingerprint, kept.At) = (caller.WorkspaceId, actor, key, fingerprint, clock.GetUtcNow().UtcDateTime);
            work.Db.Add(kept);
        }
        return answer;
    }

    static IdempotentAnswer? Keep(object? answer)
    {
        if (answer is INestedHttpResult nested) return Keep(nested.Result);
        var status = (answer as IStatusCodeHttpResult)?.StatusCode ?? StatusCodes.Status200OK;
        if (status >= 400) return null;

        var value = answer is IValueHttpResult holder ? holder.Value : answer is IResult ? null : answer;
        return new IdempotentAnswer { Key = "", Fingerprint = [], Status = status, Body = value is null ? null : JsonSerializer.Serialize(value, value.GetType(), Wire.Json) };
    }

    static IResult Again(IdempotentAnswer before, HttpContext http)
    {
        http.Response.Headers["Idempotent-Replay"] = "true";
        return before.Body is null ? TypedResults.StatusCode(before.Status) : TypedResults.Text(before.Body, "application/json", Encoding.UTF8, before.Status);
    }

    static async Task<byte[]> FingerprintAsync(HttpContext http)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{http.Request.Method} {http.Request.Path}{http.Request.QueryString}\n"));
        if (!http.Request.Body.CanSeek) return hash.GetHashAndReset();

        http.Request.Body.Position = 0;
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body, http.RequestAborted);
        hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        return hash.GetHashAndReset();
    }
}
