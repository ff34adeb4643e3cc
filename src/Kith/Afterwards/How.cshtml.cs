using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Afterwards;

/// <summary>
/// /how/{token}: how it was. Looking at the page answers nothing, because mail scanners look at every link they see; a press of a button does. No
/// cookie, no account, no script.
/// </summary>
[IgnoreAntiforgeryToken, EnableRateLimiting(Crowd.Strangers), RequestSizeLimit(Crowd.LargestBody)]
public sealed class HowModel : PageModel
{
    internal AfterShown? Shown { get; private set; }

    /// <summary>They answered just now.</summary>
    public bool IsAnswered { get; private set; }

    public async Task OnGetAsync([FromRoute] string token)
    {
        AddHeaders();
        Shown = await Answers.ReadAsync(Request, token, HttpContext.RequestAborted);
    }

    public async Task OnPostAsync([FromRoute] string token, [FromForm] string? answer, [FromForm] string? comment)
    {
        AddHeaders();
        var number = answer is [>= '1' and <= '5'] ? answer[0] - '0' : (int?)null;
        var said = comment is null || comment.Length > AfterQuestion.LongestComment ? null : Written.Text(comment, "comment", AfterQuestion.LongestComment);
        Shown = number is { } one ? await Answers.TakeAsync(Request, token, one, said, HttpContext.RequestAborted) : await Answers.ReadAsync(Request, token, HttpContext.RequestAborted);
        IsAnswered = number is not null && Shown is not null;
    }

    TakeAnswer Answers => HttpContext.RequestServices.GetRequiredService<TakeAnswer>();

    void AddHeaders()
    {
        PortalHeaders.Add(Response);
        Response.Headers["X-Robots-Tag"] = "noindex";
    }
}
