using System.Text;

namespace Kith.Channels.Tests.Suite;

public class FormsInParts
{
    const string Type = "multipart/form-data; boundary=\"b b\"";

    [Fact]
    public void hold_bytes_under_names()
    {
        var form = Parse("--b b\r\nContent-Disposition: form-data; filename=\"x; name=\\\"c\\\"\"; name=\"a\"\r\nContent-Type: text/plain\r\n\r\n1\r\n--b\r\n\r\n--b b\r\ncontent-disposition: form-data; name=b\r\n\r\n\r\n--b b--")!;
        Assert.Equal(("1\r\n--b\r\n", "", null), (Text(form["a"]), Text(form["b"]), Text(form["c"])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("--b b")]
    [InlineData("x\r\n--b b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b b--")]
    [InlineData("--b b\nContent-Disposition: form-data; name=\"a\"\n\n1\n--b b--")]
    [InlineData("--b b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b b")]
    [InlineData("--b b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1")]
    [InlineData("--b b\r\n\r\n1\r\n--b b--")]
    [InlineData("--b b\r\nContent-Disposition: form-data\r\n\r\n1\r\n--b b--")]
    [InlineData("--b b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n2\r\n--b b--")]
    [InlineData("--b b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n--b b--")]
    public void are_none_when_they_could_be_read_in_two_ways(string body) => Assert.Null(Parse(body));

    [Theory]
    [InlineData("")]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=")]
    [InlineData("multipart/mixed; boundary=b")]
    [InlineData("multipart/form-data; x=\"; boundary=b\"")]
    public void need_a_boundary(string type) => Assert.Null(MultipartForm.Parse(Encoding.UTF8.GetBytes("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--b--"), type));

    [Fact]
    public void in_one_piece_hold_bytes_too()
    {
        Assert.Equal([0xff, (byte)' ', (byte)'&'], UrlForm.FindBytes("x=1&a=%FF+%26&a=2"u8, "a")!);
        Assert.Null(UrlForm.FindBytes("x=1&b"u8, "b"));
    }

    static MultipartForm? Parse(string body) => MultipartForm.Parse(Encoding.UTF8.GetBytes(body), Type);

    static string? Text(ReadOnlyMemory<byte>? value) => value is { } bytes ? Encoding.UTF8.GetString(bytes.Span) : null;
}
