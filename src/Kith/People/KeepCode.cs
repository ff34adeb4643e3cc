namespace Kith.People;

/// <summary>
/// A code is kept, and may be sent. Each costs somebody a message they may not want: few to one address and for one asker, however many ask
/// at once. A mail goes only where no other code waits.
/// </summary>
static class KeepCode
{
    const int PhoneAnHour = 3, EmailADay = 3, AskerAnHour = 3;
    static readonly TimeSpan hour = TimeSpan.FromHours(1), day = TimeSpan.FromDays(1);

    /// <summary>Whether it may be sent. Whoever said STOP gets nothing, and the one who asks does not learn that.</summary>
    public static async Task<bool> KeepAsync(KithDb db, Code code, SaidAddress address, CancellationToken stop)
    {
        (code.Kind, code.Value) = (address.Kind, address.Value);
        await InTurnAsync(db, code, stop);
        await RefuseTooManyAsync(db, code, stop);
        await db.Codes.Where(c => c.At < code.At - day).ExecuteDeleteAsync(stop);
        db.Add(code);
        var known = await db.Handles.SingleOrDefaultAsync(h => h.Kind == code.Kind && h.Scope == "" && h.Value == code.Value, stop);
        return known is null or { StoppedAt: null, Block: Block.None };
    }

    static async Task RefuseTooManyAsync(KithDb db, Code code, CancellationToken stop)
    {
        var (anHourAgo, aDayAgo, now) = (code.At - hour, code.At - day, code.At);
        var there = db.Codes.Where(c => c.Kind == code.Kind && c.Value == code.Value);
        if (code.Kind == AddressKind.Email && await there.AnyAsync(c => c.At > now - Code.Life && c.ExpiresAt > now && c.UsedAt == null, stop))
            throw new Refusal("just_sent", "A code went there a few minutes ago. Look into that mailbox, also among what it thinks is spam.", StatusCodes.Status429TooManyRequests);

        var tooMany = code.Kind == AddressKind.Email ? await there.CountAsync(c => c.At > aDayAgo, stop) >= EmailADay : await there.CountAsync(c => c.At > anHourAgo, stop) >= PhoneAnHour;
        if (tooMany || await db.Codes.CountAsync(c => c.Asker == code.Asker && c.At > anHourAgo, stop) >= AskerAnHour)
            throw new Refusal("slow_down", "That was a lot of codes. Please go on here, or try again later.", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>Who asks for one address waits for each other, so that many at once count. SQLite has one writer anyhow.</summary>
    static Task InTurnAsync(KithDb db, Code code, CancellationToken stop) => db.Database.IsNpgsql()
        ? db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({$"codes to {code.Value} of {db.WorkspaceId}"}, 0))", stop) : Task.CompletedTask;
}
