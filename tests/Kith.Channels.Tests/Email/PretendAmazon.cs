using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Kith.Channels.Tests.Suite;

namespace Kith.Channels.Tests.Email;

/// <summary>Signs as Amazon SNS says it does, under a certificate made here: written apart from the channel's own reading.</summary>
public sealed class PretendAmazon
{
    public const string Host = "https://sns.eu-west-1.amazonaws.com", Place = $"{Host}/SimpleNotificationService-56e67fcb41f6fec09b0196692625d385.pem";

    readonly RSA key;

    public PretendAmazon(string name = "sns.amazonaws.com", int bits = 2048, double fromDays = -30, double toDays = 365)
    {
        key = RSA.Create(bits);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(Platform.Noon.AddDays(fromDays), Platform.Noon.AddDays(toDays));
        Pem = Encoding.ASCII.GetBytes(certificate.ExportCertificatePem());
    }

    /// <summary>The one whose certificate lies at its place.</summary>
    public static PretendAmazon Itself { get; } = new();

    public byte[] Pem { get; }

    /// <summary>The notice with a signature, as it goes over the wire.</summary>
    public byte[] Signed(JsonObject notice, string version = "1", string place = Place)
    {
        (notice["SignatureVersion"], notice["SigningCertURL"]) = (version, place);
        notice["Signature"] = Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(Said(notice)), version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1, RSASignaturePadding.Pkcs1));
        return Encoding.UTF8.GetBytes(notice.ToJsonString());
    }

    static string Said(JsonObject notice)
    {
        string[] names = (string?)notice["Type"] == "Notification" ? ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"] : ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];
        return string.Concat(names.Where(notice.ContainsKey).Select(name => $"{name}\n{(string?)notice[name]}\n"));
    }
}
