using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace Kith.Channels.Email;

/// <summary>
/// What Amazon SNS brings, as far as it is signed (https://docs.aws.amazon.com/sns/latest/dg/sns-verify-signature-of-message.html): some of its fields by name
/// and value in the order of their bytes, by RSA with SHA-1 (version 1) or SHA-256 (version 2), under a certificate that lies at Amazon's.
/// </summary>
sealed class SnsNotice
{
    const int SmallestKey = 2048;

    static readonly string[] ofNotification = ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"];
    static readonly string[] ofConfirmation = ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"];

    readonly string topic, version, signature, signed;

    SnsNotice(JsonElement notice)
    {
        (topic, version, signature, Certificate) = (Text(notice, "TopicArn"), Text(notice, "SignatureVersion"), Text(notice, "Signature"), Text(notice, "SigningCertURL"));
        var names = Text(notice, "Type") switch { "Notification" => ofNotification, "SubscriptionConfirmation" or "UnsubscribeConfirmation" => ofConfirmation, _ => [] };
        signed = string.Concat(names.Where(name => notice.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String).Select(name => $"{name}\n{Text(notice, name)}\n"));
    }

    /// <summary>Where it says its certificate lies. Worth fetching only after <see cref="WhyForged"/> looked at it.</summary>
    public string Certificate { get; }

    /// <summary>The notice in this body; null when there is none.</summary>
    public static SnsNotice? Read(ReadOnlyMemory<byte> body)
    {
        var (document, _) = StrictJson.Parse(body);
        using (document)
        {
            try
            {
                return document is null ? null : new(document.RootElement);
            }
            catch (InvalidOperationException)
            {
                // Half a surrogate pair has no bytes to be signed.
                return null;
            }
        }
    }

    /// <summary>Why it cannot be of this topic, before its certificate is looked at; null when it may be.</summary>
    public string? WhyForged(string wanted) =>
        topic != wanted ? "another topic"
        : signed.Length == 0 || version is not ("1" or "2") ? "another kind of notice"
        : !IsAtAmazon(wanted) ? "another place for the certificate"
        : null;

    /// <summary>Whether the owner of this certificate signed it.</summary>
    public bool IsSignedBy(X509Certificate2 certificate)
    {
        var bytes = new byte[signature.Length];
        using var key = certificate.GetRSAPublicKey();
        return key is not null && Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(signed), bytes.AsSpan(0, length), HashOf(version), RSASignaturePadding.Pkcs1);
    }

    /// <summary>
    /// The first certificate of a file, if it is one of SNS in the region of this topic and valid now; else null. Who issued it is not asked: it came over TLS from
    /// Amazon's own name, and to find its issuer would take calls to addresses it names itself.
    /// </summary>
    public static X509Certificate2? Usable(ReadOnlySpan<byte> file, string topic, DateTimeOffset now)
    {
        try
        {
            var certificate = X509Certificate2.CreateFromPem(Encoding.Latin1.GetString(file));
            if (IsOfSns(certificate, topic) && now >= certificate.NotBefore.ToUniversalTime() && now <= certificate.NotAfter.ToUniversalTime()) return certificate;

            certificate.Dispose();
        }
        catch (CryptographicException)
        {
            // No certificate, or one that no two programs read alike.
        }
        return null;
    }

    /// <summary>Most regions share one name, younger ones have their own, and two partitions write it with a dash.</summary>
    static bool IsOfSns(X509Certificate2 certificate, string topic)
    {
        var (region, domain) = PlaceOf(topic);
        using var key = certificate.GetRSAPublicKey();
        return key?.KeySize >= SmallestKey
            && new[] { $"sns.{domain}", $"sns.{region}.{domain}", $"sns-signing.{region}.{domain}", $"sns-{region}.{domain}" }.Any(name => certificate.MatchesHostname(name, allowWildcards: false));
    }

    /// <summary>Exactly there and nowhere else: whoever may choose the certificate may sign.</summary>
    bool IsAtAmazon(string wanted)
    {
        var (region, domain) = PlaceOf(wanted);
        var (start, end) = ($"https://sns.{region}.{domain}/SimpleNotificationService-", ".pem");
        return region.Length > 0 && region.All(one => char.IsAsciiLetterLower(one) || char.IsAsciiDigit(one) || one == '-')
            && Certificate.Length > start.Length + end.Length && Certificate.Length <= start.Length + 64 + end.Length
            && Certificate.StartsWith(start, StringComparison.Ordinal) && Certificate.EndsWith(end, StringComparison.Ordinal)
            && Certificate[start.Length..^end.Length].All(char.IsAsciiHexDigitLower);
    }

    /// <summary>A topic is <c>arn:{partition}:sns:{region}:{owner}:{name}</c>, and is signed for where it lives.</summary>
    static (string Region, string Domain) PlaceOf(string topic)
    {
        var region = topic.Split(':').ElementAtOrDefault(3) ?? "";
        return (region, region.StartsWith("cn-", StringComparison.Ordinal) ? "amazonaws.com.cn" : "amazonaws.com");
    }

    [SuppressMessage("Security", "CA5350", Justification = "Topics sign with SHA-1 unless told otherwise.")]
    static HashAlgorithmName HashOf(string version) => version == "2" ? HashAlgorithmName.SHA256 : HashAlgorithmName.SHA1;

    /// <summary>As it was signed, letter for letter.</summary>
    static string Text(JsonElement notice, string name) => notice.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";
}
