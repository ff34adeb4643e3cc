using System.Buffers.Binary;
using System.Text;

namespace Kith.Mail;

/// <summary>What a winmail.dat holds.</summary>
sealed record TnefContent(string? Text, string? Html, IReadOnlyList<MailAttachment> Files, bool HoldsOnlyRtf);

/// <summary>
/// Unpacks TNEF, Outlook's own envelope (MS-OXTNEF §2.1). What is damaged ends the reading; what was read until then counts.
/// </summary>
sealed class TnefReader
{
    const uint Signature = 0x223E9F78;
    const int MostFiles = 1000, Preamble = 6, AttributeHeader = 9, Checksum = 2;

    readonly List<MailAttachment> files = [];
    readonly TnefFile file = new();
    int codePage = 1252;
    bool inFile, hasRtf;
    string? text, html;

    /// <summary>Reads it; null when it is none.</summary>
    public static TnefContent? Read(ReadOnlyMemory<byte> tnef)
    {
        if (tnef.Length < Preamble || BinaryPrimitives.ReadUInt32LittleEndian(tnef.Span) != Signature) return null;
        var reader = new TnefReader();
        reader.Attributes(tnef[Preamble..]);
        return new(reader.text, reader.html, reader.files, reader.hasRtf && reader.text is null && reader.html is null);
    }

    void Attributes(ReadOnlyMemory<byte> rest)
    {
        while (rest.Length >= AttributeHeader && rest.Span[0] is 1 or 2 && files.Count < MostFiles)
        {
            var id = BinaryPrimitives.ReadUInt16LittleEndian(rest.Span[1..]);
            var length = BinaryPrimitives.ReadUInt32LittleEndian(rest.Span[5..]);
            rest = rest[AttributeHeader..];
            if (length > rest.Length) break;
            Attribute(id, rest[..(int)length]);
            rest = rest[Math.Min((int)length + Checksum, rest.Length)..];
        }
        EndFile();
    }

    void Attribute(int id, ReadOnlyMemory<byte> value)
    {
        switch (id)
        {
            case 0x9007 when value.Length >= 4: codePage = BinaryPrimitives.ReadInt32LittleEndian(value.Span); break;
            case 0x9002: BeginFile(); break;
            case 0x8010: file.Name ??= String(value.Span, false); break;
            case 0x800F: file.Content = value; break;
            case 0x800C: text = SafeText.Body(String(value.Span, false)); break;
            case 0x9003 or 0x9005:
                foreach (var property in MapiProperties.Read(value)) Property(property);
                break;
        }
    }

    // MS-OXPROPS: the property's number is all that tells what it is.
    void Property(MapiProperty property)
    {
        switch (property.Id)
        {
            case 0x3707: file.Name = String(property); break;
            case 0x3704 or 0x3001: file.Name ??= String(property); break;
            case 0x3701: file.Content = property.IsObject && property.Value.Length > 16 ? property.Value[16..] : property.Value; break;
            case 0x3712: file.ContentId = String(property).Trim('<', '>', ' '); break;
            case 0x370E: file.Type = String(property); break;
            case 0x1000: text ??= SafeText.Body(String(property)); break;
            case 0x1013: html = SafeText.Body(property.IsUnicode ? String(property) : Charsets.Decode(property.Value.Span, $"cp{codePage}", isHtml: true)); break;
            case 0x1009: hasRtf = true; break;
        }
    }

    void BeginFile()
    {
        EndFile();
        inFile = true;
    }

    void EndFile()
    {
        if (inFile && file.File() is { } whole) files.Add(whole);
        file.Clear();
    }

    string String(MapiProperty property) => String(property.Value.Span, property.IsUnicode);

    string String(ReadOnlySpan<byte> bytes, bool isUnicode) =>
        (isUnicode ? Encoding.Unicode.GetString(bytes) : Charsets.Decode(bytes, $"cp{codePage}")).TrimEnd('\0');
}
