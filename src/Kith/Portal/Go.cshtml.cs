using Kith.Channels.WebChat;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Portal;

/// <summary>
/// /go/{token}: somebody comes back by a one-time link. Looking at the page does nothing, because phones and mail scanners look at every
/// link they see; pressing the button uses it. Whatever is wrong with a token, the answer is the same page to the byte.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class GoModel(ConnectionBook book, Store store, TimeProvider clock) : PageModel
{
    public bool IsDone { get; private set; }

    public void OnGet() => Guard();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        var stop = HttpContext.RequestAborted;
        var use = new UseMove(store, clock);
        if (HttpContext.RequestServices.GetRequiredService<ChatPace>().AllowsGuess(HttpContext)
            && await use.LeadsToAsync(token, stop) is { } connection && book.Find(VisitorDesk.Channel, connection) is { } chat)
        {
            // Always a fresh visitor: on a shared computer nobody steps into whoever chatted here before.
            var visitor = Visitor.New();
            var handle = visitor.Handle(chat.Id);
            if (await use.UseAsync(token, chat.Id, handle.Kind, handle.Scope, handle.Value, stop) is not null)
                return new ResultOf(await ChatPage.WriteAsync(chat, isPage: true, VisitorToken.Issue(visitor, chat.Account["secret"]), store, HttpContext));
        }
        Guard();
        IsDone = true;
        return Page();
    }

    void Guard()
    {
        Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; script-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'";
        // Without a referrer browsers would not say either that the button was pressed on this very page.
        Response.Headers["Referrer-Policy"] = "same-origin";
        Response.Headers.CacheControl = "no-store";
    }

    sealed class ResultOf(IResult inner) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => inner.ExecuteAsync(context.HttpContext);
    }
}
