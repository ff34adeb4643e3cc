using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Kith.Tests;

/// <summary>A security key as WebAuthn describes it (ES256, attestation "none"), speaking for a browser at <paramref name="origin"/>.</summary>
sealed class PocketKey(string origin = "http://localhost") : IDisposable
{
    readonly ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    readonly byte[] id = RandomNumberGenerator.GetBytes(32);
    string owner = "";
    uint counter;

    public object Create(JsonNode options)
    {
        owner = (string)options["user"]!["id"]!;
        var point = key.ExportParameters(false).Q;
        byte[] cose = [0xA5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32, .. point.X!, 0x22, 0x58, 32, .. point.Y!];
        byte[] data = [.. Data(0x45), .. new byte[16], 0, 32, .. id, .. cose];
        byte[] attestation = [0xA3, 0x63, .. "fmt"u8, 0x64, .. "none"u8, 0x67, .. "attStmt"u8, 0xA0, 0x68, .. "authData"u8, 0x58, (byte)data.Length, .. data];
        return Credential(new { clientDataJSON = Base64Url.EncodeToString(Client("webauthn.create", options)), attestationObject = Base64Url.EncodeToString(attestation), transports = new[] { "usb" } });
    }

    public object Get(JsonNode options)
    {
        var (data, client) = (Data(0x05), Client("webauthn.get", options));
        var signature = key.SignData([.. data, .. SHA256.HashData(client)], HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        return Credential(new
        {
            clientDataJSON = Base64Url.EncodeToString(client),
            authenticatorData = Base64Url.EncodeToString(data),
            signature = Base64Url.EncodeToString(signature),
            userHandle = owner,
        });
    }

    public void Dispose() => key.Dispose();

    object Credential(object response) =>
        new { id = Base64Url.EncodeToString(id), rawId = Base64Url.EncodeToString(id), type = "public-key", clientExtensionResults = new { }, response };

    byte[] Client(string type, JsonNode options) =>
        Encoding.UTF8.GetBytes(new JsonObject { ["type"] = type, ["challenge"] = (string)options["challenge"]!, ["origin"] = origin, ["crossOrigin"] = false }.ToJsonString());

    byte[] Data(byte flags)
    {
        var count = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(count, ++counter);
        return [.. SHA256.HashData(Encoding.ASCII.GetBytes(new Uri(origin).Host)), flags, .. count];
    }
}
