using Kith.Channels;

namespace Kith.TryIt;

/// <summary>Where the pretend forum takes what we say there.</summary>
static class ForumDoors
{
    const int Largest = 256 * 1024;

    public static async Task<IResult> TakeAsync(PretendForum forum, HttpRequest request)
    {
        if (request.ContentLength is null or > Largest) return Results.StatusCode(StatusCodes.Status413PayloadTooLarge);

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        var headers = new HeaderBag(request.Headers.Select(header => KeyValuePair.Create(header.Key, header.Value.ToString())));
        return forum.Take(new RawRequest("POST", "", "", "", headers, body.ToArray())) is { } id ? Results.Json(new { id }) : Results.StatusCode(StatusCodes.Status403Forbidden);
    }
}
