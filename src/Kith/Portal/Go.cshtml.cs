using Kith.Channels;
using Kith.Channels.WebChat;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Kith.Portal;

/// <summary>
/// /go/{token}: somebody comes back by a one-time link. Looking at the page does nothing, because phones and mail scanners look at every
/// link they see; pressing the button uses it. A link into the chat opens it; a link to mail or SMS asks for the address, and for the code
/// that is sent there. Whatever is wrong with a token, the answer is the same page to the byte.
/// </summary>
[IgnoreAntiforgeryToken]
public sealed class GoModel(ConnectionBook book, Store store, ChannelRegistry channels, TimeProvider clock) : PageModel
{
    public GoStep Step { get; private set; }

    /// <summary>email or phone, where an address is asked for.</summary>
    public string? Kind { get; private set; }

    /// <summary>What was wrong with what they said, in words.</summary>
    public string? Problem { get; private set; }

    public async Task OnGetAsync(string token)
    {
        PortalHeaders.Add(Response);
        if (await new UseMove(store, clock).LeadsToAsync(token, HttpContext.RequestAborted) is { } goal && AddressOf(goal) is not null) Step = GoStep.Address;
    }

    public async Task<IActionResult> OnPostAsync(string token, string? address, string? code)
    {
        PortalHeaders.Add(Response);
        Step = GoStep.Done;
        var use = new UseMove(store, clock);
        if (!Service<ChatPace>().AllowsGuess(HttpContext) || await use.LeadsToAsync(token, HttpContext.RequestAborted) is not { } goal) return Page();
        if (AddressOf(goal) is null) return await OpenChatAsync(use, token, goal);

        Step = code is null ? GoStep.Address : GoStep.Code;
        try
        {
            if (code is not null) await TakeAsync(use, token, goal, code);
            else if (address is not null) await SendAsync(goal, address);
        }
        catch (Refusal refused)
        {
            Problem = refused.Message;
        }
        return Page();
    }

    async Task<IActionResult> OpenChatAsync(UseMove use, string token, Goal goal)
    {
        if (book.Find(VisitorDesk.Channel, goal.ConnectionId) is not { } chat) return Page();

        // Always a fresh visitor: on a shared computer nobody steps into whoever chatted here before.
        var visitor = Visitor.New();
        var handle = visitor.Handle(chat.Id);
        return await use.UseAsync(token, chat.Id, handle.Kind, handle.Scope, handle.Value, HttpContext.RequestAborted) is null ? Page()
            : new ResultOf(await ChatPage.WriteAsync(chat, isPage: true, VisitorToken.Issue(visitor, chat.Account["secret"]), store, HttpContext));
    }

    async Task SendAsync(Goal goal, string said)
    {
        await Service<SendCode>().SendAsync(goal.WorkspaceId, AskerOf(goal), async db =>
        {
            var address = PersonInput.TryAddress(Kind, said, await HomeRegion.OfAsync(db, HttpContext.RequestAborted), out var problem) ?? throw Refusal.Field("address", problem!);
            var (kind, value) = (address.Kind, address.Value);
            if (!await db.PersonClaims.AnyAsync(c => c.PersonId == goal.PersonId && c.Kind == kind && c.Value == value, HttpContext.RequestAborted))
                db.Add(Claim.New(await db.People.SingleAsync(p => p.Id == goal.PersonId, HttpContext.RequestAborted), address, "on the page of a link", clock.Now));
            return address;
        }, HttpContext);
        Step = GoStep.Code;
    }

    async Task TakeAsync(UseMove use, string token, Goal goal, string said)
    {
        var code = await Service<TakeCode>().TakeAsync(goal.WorkspaceId, AskerOf(goal), said, HttpContext.RequestAborted);
        if (await use.UseAsync(token, goal.ConnectionId, code.Kind, "", code.Value, HttpContext.RequestAborted, code) is null)
            throw new Refusal("shared", "This address is known to us with other names. Answer where you got the link, and we put it right.");
        Step = GoStep.WentOn;
    }

    /// <summary>Which kind of address the link asks for; null where it opens the chat.</summary>
    string? AddressOf(Goal goal) => Kind = UseMove.KindOf(goal.Channel, channels) is { } kind and not VisitorDesk.Channel ? kind : null;

    static string AskerOf(Goal goal) => $"move {goal.MoveId:N}";

    T Service<T>() where T : notnull => HttpContext.RequestServices.GetRequiredService<T>();

    sealed class ResultOf(IResult inner) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) => inner.ExecuteAsync(context.HttpContext);
    }
}

public enum GoStep { Chat, Address, Code, WentOn, Done }
