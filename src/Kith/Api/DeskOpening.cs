namespace Kith.Api;

/// <summary>
/// Opens a unit of work for each request under <c>/api</c>: a read for GET, unless it is told on the record, and a write for all else. The body is read whole before the
/// work begins, so that a slow sender never holds the one writer. When two change the same thing at the same moment the database lets
/// one through; the other is done again here, on what is there now.
/// </summary>
sealed class DeskOpening(RequestDelegate next)
{
    const int LargestBody = 1024 * 1024, MostTries = 4;

    public async Task InvokeAsync(HttpContext context, Desk desk, Store store)
    {
        var endpoint = context.GetEndpoint();
        var may = endpoint?.Metadata.GetMetadata<May>();
        if (endpoint is null || may is null || endpoint.Metadata.GetMetadata<OwnDesk>() is not null)
        {
            await next(context);
            return;
        }

        if (desk.Caller is not { } caller)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        await BufferAsync(context, context.RequestAborted);
        if (endpoint.Metadata.GetMetadata<Beforehand>() is { } beforehand)
        {
            await beforehand.Ask(context, caller);
            context.Request.Body.Position = 0;
        }
        for (var tries = 1; !await TryAsync(context, endpoint, caller, store, mayFail: tries < MostTries); tries++)
            if (context.Request.Body.CanSeek) context.Request.Body.Position = 0;
    }

    /// <summary>Each try has services of its own: what the last one loaded is old.</summary>
    async Task<bool> TryAsync(HttpContext context, Endpoint endpoint, Caller caller, Store store, bool mayFail)
    {
        var outer = context.RequestServices;
        await using var scope = outer.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        try
        {
            await WorkAsync(context, endpoint, caller, scope.ServiceProvider.GetRequiredService<Desk>(), store, context.RequestAborted);
            return true;
        }
        catch (Exception clash) when (mayFail && !context.Response.HasStarted && Clash.Is(clash))
        {
            return false;
        }
        finally
        {
            context.RequestServices = outer;
        }
    }

    async Task WorkAsync(HttpContext context, Endpoint endpoint, Caller caller, Desk desk, Store store, CancellationToken stop)
    {
        desk.Caller = caller;
        await using var work = desk.Work = (HttpMethods.IsGet(context.Request.Method) && endpoint.Metadata.GetMetadata<OnRecord>() is null) || HttpMethods.IsHead(context.Request.Method)
            ? await store.ReadAsync(caller, stop)
            : await store.WriteAsync(caller, NameOf(endpoint, context), stop);
        desk.Me = await work.Db.Teammates.SingleOrDefaultAsync(t => t.Id == caller.TeammateId && t.LeftAt == null, stop);
        if (desk.Me is null)
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            return;
        }
        await next(context);
    }

    static string NameOf(Endpoint endpoint, HttpContext context) =>
        $"{context.Request.Method} {(endpoint as RouteEndpoint)?.RoutePattern.RawText}";

    static async Task BufferAsync(HttpContext context, CancellationToken stop)
    {
        if (context.Request.ContentLength is 0 || HttpMethods.IsGet(context.Request.Method)) return;
        if (context.Request.ContentLength > LargestBody) throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge);

        context.Request.EnableBuffering(LargestBody, LargestBody);
        try { await context.Request.Body.CopyToAsync(Stream.Null, stop); }
        catch (IOException) { throw new BadHttpRequestException("Too large.", StatusCodes.Status413PayloadTooLarge); }
        context.Request.Body.Position = 0;
    }
}

/// <summary>A route that opens its own unit of work, because it streams a body or speaks to the outside world.</summary>
sealed record OwnDesk;

/// <summary>Commits the request's work when its answer is a good one, before that answer is written.</summary>
sealed class DeskClosing : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var answer = await next(context);
        var work = context.HttpContext.RequestServices.GetRequiredService<Desk>().Work;
        if (work is { CanWrite: true } && IsGood(answer)) await work.CommitAsync(context.HttpContext.RequestAborted);
        return answer;
    }

    static bool IsGood(object? answer) => Inner(answer) is not IStatusCodeHttpResult { StatusCode: >= 400 };

    static object? Inner(object? answer) => answer is INestedHttpResult nested ? Inner(nested.Result) : answer;
}
