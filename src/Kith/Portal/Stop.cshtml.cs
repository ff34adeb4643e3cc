using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;

namespace Kith.Portal;

/// <summary>
/// /me/stop/{token}: no more offers. Looking at the page changes nothing, because mail scanners look at every link they see; the button does,
/// and so does the mail program that presses for its owner (RFC 8058), without a page, a cookie or a sign-in. Whatever is wrong with a
/// token, the answer is the same page to the byte.
/// </summary>
[IgnoreAntiforgeryToken, EnableRateLimiting(Crowd.Strangers), RequestSizeLimit(Crowd.LargestBody)]
public sealed class StopModel : PageModel
{
    /// <summary>What was said just now; null where somebody only looks.</summary>
    public ConsentAnswer? Answer { get; private set; }

    /// <summary>Said in words and not read from the token, so that a forged one gets the same page.</summary>
    public string Channel => "email";

    public void OnGet() => PortalHeaders.Add(Response);

    public async Task<IActionResult> OnPostAsync([FromRoute] string token, [FromForm(Name = "List-Unsubscribe")] string? oneClick, [FromForm] string? answer)
    {
        PortalHeaders.Add(Response);
        Answer = AnswerOf(oneClick, answer);
        if (Answer is { } said) await HttpContext.RequestServices.GetRequiredService<AnswerOffers>().AnswerAsync(token, said, HttpContext.RequestAborted);
        return Page();
    }

    static ConsentAnswer? AnswerOf(string? oneClick, string? answer) =>
        string.Equals(oneClick, "One-Click", StringComparison.OrdinalIgnoreCase) || answer == "no" ? ConsentAnswer.No
        : answer == "yes" ? ConsentAnswer.Yes : null;
}
