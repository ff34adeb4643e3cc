namespace Kith.Mail;

/// <summary>A file of a winmail.dat while its attributes come in.</summary>
sealed class TnefFile
{
    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? ContentId { get; set; }

    public ReadOnlyMemory<byte>? Content { get; set; }

    public MailAttachment? File() => Name is null && Content is null ? null : new(
        AttachmentName.Of(Name ?? ""),
        Type is { Length: > 0 } type ? SafeText.Line(type).ToLowerInvariant() : "application/octet-stream",
        Content ?? default,
        ContentId is { Length: > 0 } id ? SafeText.Line(id) : null,
        false);

    public void Clear() => (Name, Type, ContentId, Content) = (null, null, null, null);
}
