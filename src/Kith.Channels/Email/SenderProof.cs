using System.Text;
using Kith.Mail;

namespace Kith.Channels.Email;

/// <summary>
/// Whether our own receiving server vouches for the sender: the topmost Authentication-Results (RFC 8601) that bears the name of that
/// server, with DMARC passed (RFC 7489) for the very domain of the one From. Everybody can write such a header, so every other counts
/// for nothing; and parts of ours are the sender's words, so it is read strictly and what does not close counts for nothing either.
/// Microsoft 365 writes that header without a name (https://learn.microsoft.com/defender-office-365/message-headers-eop-mdo), above
/// everything the mail brought along: there the topmost of all counts, and only if it bears none.
/// </summary>
static class SenderProof
{
    /// <summary>Stands for a receiving server that writes no name.</summary>
    public const string Microsoft = "Microsoft 365";

    public const string Unproved = "sender-unproved", Failed = "sender-failed", Ambiguous = "sender-ambiguous";

    /// <summary>What stands behind the sender, and the word for it where it is nothing good.</summary>
    public static (IdentityStrength Strength, string? Mark) Of(InboundMail mail, string from, string receiver, bool isVouching)
    {
        if (mail.From.Count > 1 || mail.Defects.Any(defect => defect.Code == "from-ambiguous")) return (IdentityStrength.SelfClaimed, Ambiguous);
        if (receiver.Length == 0) return (IdentityStrength.SelfClaimed, null);
        if (!isVouching) return (IdentityStrength.SelfClaimed, Unproved);

        return Verdict(mail, receiver, from[(from.LastIndexOf('@') + 1)..]) switch
        {
            "pass" => (IdentityStrength.DomainVouched, null),
            "fail" => (IdentityStrength.SelfClaimed, Failed),
            _ => (IdentityStrength.SelfClaimed, Unproved),
        };
    }

    /// <summary>The worst that is said of DMARC: a second result can only be somebody's trick.</summary>
    static string? Verdict(InboundMail mail, string receiver, string domain)
    {
        var said = mail.Headers.Where(header => header.Name.Equals("Authentication-Results", StringComparison.OrdinalIgnoreCase)).Select(header => Results(header.Written));
        var ours = receiver == Microsoft ? Nameless(said.FirstOrDefault()) : said.FirstOrDefault(results => results[0].Split(' ', '\t')[0].Equals(receiver, StringComparison.OrdinalIgnoreCase))?[1..];
        string[] verdicts = [.. (ours ?? []).Select(result => Dmarc(result, domain)).OfType<string>()];
        return verdicts.FirstOrDefault(verdict => verdict != "pass") ?? verdicts.FirstOrDefault();
    }

    /// <summary>It begins with a result where others begin with their name.</summary>
    static string[]? Nameless(string[]? results) => results is [var first, ..] && first.Split(' ', '\t')[0].Contains('=', StringComparison.Ordinal) ? results : null;

    /// <summary>Passed counts for the domain it names and for no other; without a name it is about From by definition.</summary>
    static string? Dmarc(string result, string domain)
    {
        var words = result.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (words is not [var method, ..] || !method.StartsWith("dmarc=", StringComparison.OrdinalIgnoreCase)) return null;

        var named = words.FirstOrDefault(word => word.StartsWith("header.from=", StringComparison.OrdinalIgnoreCase))?["header.from=".Length..];
        var verdict = method["dmarc=".Length..].ToLowerInvariant();
        return verdict == "pass" && named is not null && !named.Equals(domain, StringComparison.OrdinalIgnoreCase) ? "none" : verdict;
    }

    /// <summary>The header in its parts, without comments and quoted words: what stands inside those is the sender's to choose.</summary>
    static string[] Results(string value)
    {
        var bare = new StringBuilder(value.Length);
        var (depth, isQuoted) = (0, false);
        for (var at = 0; at < value.Length; at++)
        {
            var one = value[at];
            if (one == '\\' && (isQuoted || depth > 0)) at++;
            else if (one == '"' && depth == 0) isQuoted = !isQuoted;
            else if (!isQuoted && one == '(') depth++;
            else if (!isQuoted && one == ')' && depth > 0) depth--;
            else if (!isQuoted && depth == 0) bare.Append(one);
        }
        string[] parts = [.. bare.ToString().Split(';').Select(part => part.Trim())];
        return isQuoted || depth > 0 ? parts[..1] : parts;
    }
}
