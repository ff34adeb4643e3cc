using System.Buffers;

namespace Kith.Mail;

/// <summary>Turns the bytes of a part into a <see cref="MimeNode"/> (RFC 2045, RFC 2046), with all parts below it.</summary>
sealed class EntityReader(Budget budget, DefectList defects)
{
    readonly HeaderText text = new(budget.Limits, defects);

    public MimeNode Read(HeaderBlock block, int depth, string otherwise = "text/plain")
    {
        var said = ContentType.Of(block, text);
        var node = Described(block, said, ContentType.Type(said, otherwise, defects));
        if (!budget.TakePart()) return Unread(node, block.Body, "too-many-parts");
        if (depth > budget.Limits.Depth) return Unread(node, block.Body, "too-deep");

        var encoding = block.First("Content-Transfer-Encoding") is { } header ? TransferEncoding.Name(text.Raw(header)) : "";
        if (node.Type.StartsWith("multipart/", StringComparison.Ordinal)) return Multipart(node, said?["boundary"], block.Body, encoding, depth);
        if (node.Type is "message/rfc822" or "message/global" or "message/news") return Embedding(node, block.Body, encoding, depth);
        return Leaf(node, block.Body, encoding);
    }

    MimeNode Described(HeaderBlock block, ContentValue? said, string type)
    {
        var disposition = block.First("Content-Disposition") is { } header ? ContentValue.Read(text.Raw(header)) : null;
        var name = disposition?["filename"] ?? disposition?["name"] ?? said?["name"];
        return new()
        {
            Type = type,
            Charset = said?["charset"] is { } charset ? SafeText.Line(charset) : null,
            Disposition = disposition is null ? null : Disposition(disposition),
            FileName = name is null ? null : AttachmentName.Of(name) is { Length: > 0 } safe ? safe : null,
            ContentId = block.First("Content-ID") is { } id ? MessageIds.Read(text.Decoded(id)).FirstOrDefault() : null,
            Parameters = (said?.Parameters ?? new Dictionary<string, string>()).Where(p => p.Key is not ("charset" or "name")).ToDictionary(p => p.Key, p => SafeText.Line(p.Value)),
        };
    }

    static string? Disposition(ContentValue said) => said.Value switch
    {
        "inline" => "inline",
        "" => said["filename"] is null ? null : "attachment",
        // RFC 2183 §2.8: what nobody knows is an attachment.
        _ => "attachment",
    };

    MimeNode Unread(MimeNode node, ReadOnlyMemory<byte> body, string defect)
    {
        defects.Add(defect);
        return node with { Type = "application/octet-stream", Content = body };
    }

    MimeNode Leaf(MimeNode node, ReadOnlyMemory<byte> body, string encoding)
    {
        if (!budget.TakeDecoded(body.Length))
        {
            defects.Add("too-large");
            return node;
        }
        var content = TransferEncoding.Decode(body, encoding, node.Type, defects);
        var isText = node.Type.StartsWith("text/", StringComparison.Ordinal);
        return node with { Content = content, Text = isText ? Text(content, node) : null };
    }

    string Text(ReadOnlyMemory<byte> content, MimeNode node)
    {
        if (content.Length > budget.Limits.TextBytes)
        {
            defects.Add("too-large");
            content = content[..budget.Limits.TextBytes];
        }
        var read = Charsets.IsWide(node.Charset) ? Decoded(content.Span, node) : DecodedLines(content.Span, node);
        if (read.Contains('\0')) defects.Add("nul-bytes");
        return SafeText.Body(read);
    }

    // Line ends are made short while they are bytes: a string is made once, not twice.
    string DecodedLines(ReadOnlySpan<byte> content, MimeNode node)
    {
        var scratch = ArrayPool<byte>.Shared.Rent(content.Length);
        try
        {
            return Decoded(scratch.AsSpan(0, Lines.EndByLf(content, scratch)), node);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(scratch);
        }
    }

    string Decoded(ReadOnlySpan<byte> content, MimeNode node) => Charsets.Decode(content, node.Charset, defects, node.Type == "text/html");

    MimeNode Embedding(MimeNode node, ReadOnlyMemory<byte> body, string encoding, int depth)
    {
        if (!budget.TakeDecoded(TransferEncoding.Hides(encoding) ? body.Length : 0)) return Unread(node, body, "too-large");
        var mail = TransferEncoding.Hides(encoding) ? TransferEncoding.Decode(body, encoding, node.Type, defects) : body;
        return node with { Content = mail, Embedded = new MessageReader(budget).Read(mail, depth + 1) };
    }

    MimeNode Multipart(MimeNode node, string? boundary, ReadOnlyMemory<byte> body, string encoding, int depth)
    {
        var parts = Parts(boundary, body, encoding);
        if (parts is null || parts.Count == 0 && !Lines.IsBlank(body.Span))
        {
            defects.Add("boundary-missing");
            return Leaf(node with { Type = body.Span.TrimStart(" \t\r\n"u8).StartsWith("<"u8) ? "text/html" : "text/plain" }, body, encoding);
        }
        var otherwise = node.Type == "multipart/digest" ? "message/rfc822" : "text/plain";
        return node with { Children = [.. Children(parts, otherwise, depth + 1)] };
    }

    IEnumerable<MimeNode> Children(List<ReadOnlyMemory<byte>> parts, string otherwise, int depth)
    {
        foreach (var part in parts)
        {
            if (!budget.HasParts)
            {
                defects.Add("too-many-parts");
                yield break;
            }
            yield return Read(HeaderBlock.Read(part, budget.Limits, defects), depth, otherwise);
        }
    }

    // A multipart may not be encoded (RFC 2045 §6.4), but some are; and some name a boundary they do not use.
    List<ReadOnlyMemory<byte>>? Parts(string? boundary, ReadOnlyMemory<byte> body, string encoding)
    {
        if (Lines.IsBlank(body.Span)) return [];
        if (boundary is not null && Split(boundary, body) is { } parts) return parts;
        if (boundary is not null && TransferEncoding.Hides(encoding) && budget.TakeDecoded(body.Length)
            && Split(boundary, TransferEncoding.Decode(body, encoding, "", defects)) is { } hidden) return hidden;
        if (Boundaries.Guess(body) is not { } guess || guess == boundary) return null;
        defects.Add("boundary-wrong");
        return Split(guess, body);
    }

    List<ReadOnlyMemory<byte>>? Split(string boundary, ReadOnlyMemory<byte> body) =>
        Boundaries.Split(body, boundary, budget, defects) ?? (boundary.EndsWith(' ') ? Boundaries.Split(body, boundary.TrimEnd(), budget, defects) : null);
}
