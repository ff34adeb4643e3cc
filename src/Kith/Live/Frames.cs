namespace Kith.Live;

sealed record ItemsFrame<T>(string Type, IReadOnlyList<T> Items);

/// <summary>Something that waits for approval is new, or was decided.</summary>
sealed record ApprovalFrame(string Type, Guid Id, Guid? PersonId);

/// <summary>What leaves later is new, was changed or has left.</summary>
sealed record LaterFrame(string Type, Guid Id, Guid PersonId);

sealed record ConnectionFrame(string Type, Guid Id);

/// <summary>A notice goes to the browsers of one teammate.</summary>
sealed record NoticeFrame(string Type, NoticeHint Notice)
{
    public static NoticeFrame Of(Notice notice) => new("notice", new(notice.Id, notice.Kind, notice.At, notice.PersonId, notice.CaseId, notice.Text));
}

sealed record NoticeHint(Guid Id, NoticeKind Kind, DateTime At, Guid? PersonId, Guid? CaseId, string? Text);
