using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;

namespace Kith.Api;

/// <summary>Turns what went wrong into problem+json (RFC 9457) with a stable <c>code</c>. Faults of our own are logged once and say nothing.</summary>
static class Problems
{
    public static void UseProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Answer,
            SuppressDiagnosticsCallback = context => context.Exception is Refusal or BadHttpRequestException or JsonException,
        });
        app.UseStatusCodePages(context => context.HttpContext.Request.Path.StartsWithSegments("/api") ? Bare(context.HttpContext) : Task.CompletedTask);
    }

    public static ProblemDetails Of(Refusal refusal)
    {
        var problem = Of(refusal.Status, refusal.Code, refusal.Message);
        if (refusal.Fields is not null) problem.Extensions["errors"] = refusal.Fields;
        foreach (var (name, value) in refusal.More ?? new Dictionary<string, object?>()) problem.Extensions[name] = value;
        return problem;
    }

    static ProblemDetails Of(int status, string code, string words) =>
        new() { Type = $"urn:kith:{code}", Title = code.Replace('_', ' '), Status = status, Detail = words, Extensions = { ["code"] = code } };

    static Task Answer(HttpContext context)
    {
        var failed = context.Features.Get<IExceptionHandlerFeature>()!;
        var problem = failed.Error switch
        {
            Refusal refusal => Of(refusal),
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Of(413, "too_large", "This is larger than Kith takes here."),
            BadHttpRequestException { InnerException: JsonException broken } => Of(Unreadable.Said(broken, BodyOf(failed))),
            BadHttpRequestException bad => Of(bad.StatusCode, "bad_request", "The request could not be read."),
            JsonException broken => Of(Unreadable.Said(broken, null)),
            DbUpdateConcurrencyException => Of(409, "changed_meanwhile", "Somebody changed this at the same moment. Look again and repeat what you wanted."),
            _ => Of(500, "our_fault", "Something broke on our side. Nothing was changed; please try again."),
        };
        return Write(context, problem);
    }

    static Type? BodyOf(IExceptionHandlerFeature failed) => failed.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;

    static Task Bare(HttpContext context) => Write(context, context.Response.StatusCode switch
    {
        401 => Of(401, "not_signed_in", "Please sign in."),
        403 => Of(403, "not_allowed", "Your role does not allow this."),
        404 => Of(404, "not_found", "There is nothing here that you may see."),
        405 => Of(405, "wrong_method", "This address does not take that method."),
        415 => Of(415, "not_json", "Send JSON."),
        429 => Of(429, "slow_down", "That was too often. Please wait a moment."),
        var status => Of(status, "bad_request", "The request could not be read."),
    });

    static Task Write(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsJsonAsync(problem, Wire.Json, "application/problem+json", context.RequestAborted);
    }
}
