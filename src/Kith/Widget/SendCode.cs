namespace Kith.Widget;

/// <summary>A code goes to an address that somebody only says is theirs. What they asked for is kept first; only what is kept is sent.</summary>
sealed class SendCode(CodeBySms sms, CodeByMail mail, CodePace pace, Store store, TimeProvider clock)
{
    public DateTime Now => clock.Now;

    /// <summary>From which connection codes to addresses of this kind come; null when there is none.</summary>
    public OpenConnection? From(Guid workspace, string kind) => kind == AddressKind.Phone ? sms.From(workspace) : mail.From(workspace);

    /// <param name="read">Reads, inside the unit of work, which address was meant, and refuses what is none.</param>
    public async Task SendAsync(Guid workspace, string asker, Func<KithDb, Task<SaidAddress>> read, HttpContext http)
    {
        var stop = http.RequestAborted;
        if (!pace.Allows(http)) throw ChatPace.SlowDown(http);

        var (code, digits) = Code.New(workspace, asker, Now);
        bool mayBeSent;
        await using (var work = await store.WriteAsync(workspace, new Actor(AuthorKind.Person, null), "asked for a code", stop))
        {
            mayBeSent = await KeepCode.KeepAsync(work.Db, code, await read(work.Db), stop);
            await work.CommitAsync(stop);
        }
        if (!mayBeSent) return;

        if (code.Kind == AddressKind.Phone) await sms.SendAsync(workspace, code.Value, digits, stop);
        else await mail.SendAsync(workspace, code.Value, digits, stop);
    }
}
