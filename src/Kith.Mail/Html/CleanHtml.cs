namespace Kith.Mail.Html;

/// <summary>The HTML of a mail, made of nothing but what is allowed.</summary>
/// <param name="Html">A fragment to stand in a body, never a whole document.</param>
/// <param name="InlinePictures">The Content-IDs it asked for, each once, whether they were found or not.</param>
/// <param name="RemotePictures">How many pictures lie elsewhere, shown or blocked.</param>
/// <param name="IsCut">Whether it was too long, too deep or too many-parted to be shown whole.</param>
public sealed record CleanHtml(string Html, IReadOnlyList<string> InlinePictures, int RemotePictures, bool IsCut);
