using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Portal;

/// <summary>
/// /me/{token}: a person's own side, without an account. What was said, who answers by when, documents, a way to write, consents. Whatever is wrong with
/// a token, the answer is the same page to the byte. Its forms are taken from this very page alone; no cookie plays a part.
/// </summary>
[IgnoreAntiforgeryToken, EnableRateLimiting(Crowd.Strangers), RequestSizeLimit(Crowd.LargestBody)]
public sealed class MineModel : PageModel
{
    const int LongestText = 5_000;

    internal PageShown? Shown { get; private set; }

    /// <summary>What became of what they just wrote; null where they only look.</summary>
    public bool? IsKept { get; private set; }

    public string? Text { get; private set; }

    public Task<IActionResult> OnGetAsync(string token)
    {
        IsKept = Request.Query.ContainsKey("sent") ? true : null;
        return ShowAsync(token);
    }

    public async Task<IActionResult> OnPostAsync([FromRoute] string token, [FromForm] string? text, [FromForm] string? channel, [FromForm] string? answer)
    {
        if (IsFromElsewhere()) return await ShowAsync("");
        if (channel is not null && answer is "yes" or "no") return await ConsentAsync(token, channel!, answer == "yes" ? ConsentAnswer.Yes : ConsentAnswer.No);

        var said = (text ?? "").Length > LongestText ? null : Api.Written.Text(text, "text", LongestText);
        if (said is not { Length: > 0 }) return await ShowAsync(token);

        var words = HttpContext.RequestServices.GetRequiredService<WrittenOnPage>();
        var kept = await Open.ReadAsync(Request, token, async page => (object)await words.KeepAsync(page, said, HttpContext.RequestAborted), HttpContext.RequestAborted);
        if (kept is true) return Back(token, "?sent");

        (IsKept, Text) = (false, said);
        return await ShowAsync(token);
    }

    async Task<IActionResult> ConsentAsync(string token, string channel, ConsentAnswer answer)
    {
        var now = HttpContext.RequestServices.GetRequiredService<TimeProvider>().Now;
        await Open.ChangeAsync(Request, token, answer == ConsentAnswer.No ? "said no to offers" : "said yes to offers", async page =>
        {
            if ((await PageShown.OfAsync(page, HttpContext.RequestAborted)).Consents.Any(one => one.Channel == channel))
                await page.Db.AnswerOffersAsync(page.Handle, channel, answer, now, HttpContext.RequestAborted);
        }, HttpContext.RequestAborted);
        return Back(token, "");
    }

    OpenPage Open => HttpContext.RequestServices.GetRequiredService<OpenPage>();

    async Task<IActionResult> ShowAsync(string token)
    {
        PortalHeaders.Add(Response);
        Response.Headers["X-Robots-Tag"] = "noindex";
        Shown = await Open.ReadAsync(Request, token, page => PageShown.OfAsync(page, HttpContext.RequestAborted), HttpContext.RequestAborted);
        return Page();
    }

    /// <summary>Seen by a browser's own word, where it gives one.</summary>
    bool IsFromElsewhere() => Request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site ? site != "same-origin"
        : Request.Headers.Origin.ToString() is { Length: > 0 } origin && !(Uri.TryCreate(origin, UriKind.Absolute, out var from) && string.Equals(from.Authority, Request.Host.Value, StringComparison.OrdinalIgnoreCase));

    RedirectResult Back(string token, string query)
    {
        PortalHeaders.Add(Response);
        return new RedirectResult($"/me/{Uri.EscapeDataString(token)}{query}");
    }
}
