using System.Security.Cryptography;
using System.Text;

namespace Kith.Channels;

/// <summary>Writes <c>multipart/form-data</c> (RFC 7578).</summary>
sealed class MultipartWriter
{
    readonly List<byte[]> parts = [];

    public void Field(string name, string value) => parts.Add(Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}"));

    public void File(string name, DraftAttachment file) => parts.Add(
    [
        .. Encoding.UTF8.GetBytes($"Content-Disposition: form-data; name=\"{name}\"; filename=\"{Quoted(file.Name)}\"\r\nContent-Type: {TypeOf(file)}\r\n\r\n"),
        .. file.Bytes.Span,
    ]);

    /// <summary>All of it, with its Content-Type.</summary>
    public (string ContentType, byte[] Body) Write()
    {
        var boundary = BoundaryOf(parts);
        using var body = new MemoryStream();
        foreach (var part in parts)
        {
            body.Write(Encoding.ASCII.GetBytes($"--{boundary}\r\n"));
            body.Write(part);
            body.Write("\r\n"u8);
        }
        body.Write(Encoding.ASCII.GetBytes($"--{boundary}--\r\n"));
        return ($"multipart/form-data; boundary={boundary}", body.ToArray());
    }

    /// <summary>A hash of what it parts: the same at every try, and no file can hold its own.</summary>
    static string BoundaryOf(List<byte[]> parts)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in parts) hash.AppendData(part);
        return $"kith-{Convert.ToHexStringLower(hash.GetHashAndReset())[..40]}";
    }

    // The HTML standard, "multipart form data": these three are escaped in names of files, and nothing else.
    static string Quoted(string name) => name.Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal).Replace("\"", "%22", StringComparison.Ordinal);

    static string TypeOf(DraftAttachment file) => file.Type.Length > 0 && file.Type.All(one => one is > ' ' and < '\x7f') ? file.Type : "application/octet-stream";
}
