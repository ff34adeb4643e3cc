namespace Kith.Calls;

/// <summary>What was told of calls: their steps, what was said on the machine, and its words.</summary>
static class ToldOfCalls
{
    public static IQueryable<Moment> ToldOf(this KithDb db, IReadOnlyCollection<Guid> calls) => db.Moments.AsNoTracking()
        .Where(m => m.ReplyTo != null && calls.Contains(m.ReplyTo.Value) && (m.Kind == MomentKind.CallStep || m.Kind == MomentKind.Voicemail || m.Kind == MomentKind.Transcript))
        .OrderBy(m => m.At).ThenBy(m => m.Id);
}
