using System.Buffers.Binary;
using System.Text;

namespace Kith.Mail.Tests.Reading;

/// <summary>Pitfall 19: the blob is unpacked, its names lead nowhere, and damage ends the reading but not the mail.</summary>
public class WinmailDat
{
    static byte[] Number(int number, int width = 4)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes[..width];
    }

    static byte[] Attribute(int level, int id, byte[] value) => [(byte)level, .. Number(id, 2), 0, 0, .. Number(value.Length), .. value, 0, 0];

    static byte[] Property(int id, int type, byte[] value) => [.. Number(type, 2), .. Number(id, 2), .. Number(1), .. Number(value.Length), .. value, .. new byte[(4 - value.Length % 4) % 4]];

    static byte[] Properties(params byte[][] properties) => [.. Number(properties.Length), .. properties.SelectMany(p => p)];

    public static byte[] Blob() =>
    [
        .. Number(0x223E9F78), 1, 0,
        .. Attribute(1, 0x9007, [.. Number(1252), .. Number(0)]),
        .. Attribute(1, 0x9003, Properties(Property(0x1000, 0x1E, Encoding.Latin1.GetBytes("Gr\u00FC\u00DFe\r\nOmar\0")))),
        .. Attribute(2, 0x9002, new byte[14]),
        .. Attribute(2, 0x8010, Encoding.Latin1.GetBytes("SHORT~1.PDF\0")),
        .. Attribute(2, 0x800F, "%PDF-1.4"u8.ToArray()),
        .. Attribute(2, 0x9005, Properties(Property(0x3707, 0x1F, Encoding.Unicode.GetBytes("C:\\Übersicht €.pdf\0")), Property(0x370E, 0x1E, "Application/PDF\0"u8.ToArray()))),
        .. Attribute(2, 0x9002, new byte[14]),
        .. Attribute(2, 0x8010, "roof.png\0"u8.ToArray()),
        .. Attribute(2, 0x800F, [1, 2, 3]),
    ];

    public static string Mail(byte[] blob) =>
        $"From: omar@marula.example\nContent-Type: application/ms-tnef; name=winmail.dat\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(blob, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}\n";

    [Fact]
    public void is_unpacked()
    {
        var mail = Written.Read(Mail(Blob()));
        Assert.Equal("Grüße\nOmar", mail.Text);
        Assert.Equal(["Übersicht €.pdf application/pdf 8", "roof.png application/octet-stream 3"], mail.Attachments.Select(a => $"{a.Name} {a.Type} {a.Content.Length}"));
        Assert.Empty(mail.Defects);
    }

    [Fact]
    public void that_is_none_stays_a_file()
    {
        var mail = Written.Read(Mail([1, 2, 3]));
        Assert.Equal("winmail.dat", Assert.Single(mail.Attachments).Name);
        Assert.Contains("tnef-unreadable", mail.Codes());
    }

    [Fact]
    public void cut_anywhere_gives_what_came_before()
    {
        var blob = Blob();
        for (var length = 0; length < blob.Length; length++) Written.Read(Mail(blob[..length]));
        Assert.Equal("Übersicht €.pdf", Written.Read(Mail(blob[..^20])).Attachments[0].Name);
    }
}
