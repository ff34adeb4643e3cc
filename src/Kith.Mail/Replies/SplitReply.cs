namespace Kith.Mail.Replies;

/// <summary>A mail in two parts; together they hold every word of it. Splitting only decides what is folded away, never what is kept.</summary>
/// <param name="Reply">What its writer newly wrote.</param>
/// <param name="Rest">What was quoted, forwarded or signed; empty when there is none.</param>
public sealed record SplitReply(string Reply, string Rest);
