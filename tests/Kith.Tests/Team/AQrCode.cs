using System.Security.Cryptography;
using System.Text;

namespace Kith.Tests.Team;

/// <summary>The drawings whose hashes are kept here were read back, letter for letter, by an independent reader (jsQR 1.4).</summary>
public class AQrCode
{
    [Theory]
    [InlineData("kith", "948dfbf0c35a2abc99c55fd81d4f3c6d55b844f9e2aba546efdbca4ff11a91ae")]
    [InlineData("otpauth://totp/Marula%20Mutual:mina@marula.example?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&issuer=Marula%20Mutual", "5c60e586f8be4ebfa998753ea699722fbb788ad4f7d5e73b5c83dd766e8a8568")]
    public void is_drawn_as_a_phone_reads_it(string text, string hash) =>
        Assert.Equal(hash, Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Drawn(text)))));

    [Fact]
    public void of_many_blocks_and_with_a_version_mark_is_drawn_as_a_phone_reads_it() =>
        Assert.Equal("2fb52847403f904c8d165ff304cfd801226d736f952a0c312f6078d1e73e74f3", Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(Drawn(string.Concat(Enumerable.Range(0, 230).Select(i => i + ",")))))));

    [Fact]
    public void has_room_for_2331_bytes_and_no_more()
    {
        foreach (var length in new[] { 0, 1, 14, 15, 120, 213, 214, 300, 1000, 2331 })
            Assert.InRange(QrCode.Of(new string('k', length)).Size, 21, 177);
        Assert.Throws<ArgumentException>(() => QrCode.Of(new string('k', 2332)));
    }

    static string Drawn(string text)
    {
        var code = QrCode.Of(text);
        var rows = new StringBuilder();
        for (var y = 0; y < code.Size; y++, rows.Append('\n'))
            for (var x = 0; x < code.Size; x++) rows.Append(code[x, y] ? '#' : '.');
        return rows.ToString();
    }
}
