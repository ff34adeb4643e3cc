using System.Text.RegularExpressions;
using Xunit.Abstractions;

namespace Kith.Mail.Tests.Reading;

/// <summary>Two readers who never met agree on real mails, or it is known why they do not.</summary>
public partial class RealMails(ITestOutputHelper say)
{
    const string
        Latin = "ISO-8859-1 means Windows' Latin letters (pitfall 17); Python shows control characters",
        Recovered = "we show what Python drops or leaves encoded",
        Undeclared = "no charset is named; Python replaces the letters, we read them as Windows' Latin",
        Within = "Python takes the words of the mail within the mail";

    static readonly Dictionary<string, string> explained = new()
    {
        ["attachment_pdf_non_ascii.eml text"] = Latin,
        ["attachment_pdf_non_ascii_lf.eml text"] = Latin,
        ["content_transfer_encoding_7-bit.eml text"] = Latin,
        ["content_transfer_encoding_7-bit.eml html"] = Latin,
        ["content_transfer_encoding_empty.eml html"] = "it says Big5 and is UTF-8",
        ["raw_email10.eml text"] = "it names a charset nobody knows and is UTF-8",
        ["missing_body.eml to"] = "a list without a local part is no address",
        ["bad_encoded_subject.eml subject"] = Recovered,
        ["example13.eml subject"] = "blanks before the colon (RFC 5322 §4.5)",
        ["example13.eml date"] = "blanks before the colon (RFC 5322 §4.5)",
        ["example13.eml messageId"] = "blanks before the colon (RFC 5322 §4.5)",
        ["example13.eml text"] = "blanks before the colon (RFC 5322 §4.5)",
        ["multipart_report_multiple_status.eml html"] = Within,
        ["part-message-rfc822.golden text"] = Within,
        ["raw_email_incorrect_header.eml from"] = "a stray line among the headers",
        ["raw_email_incorrect_header.eml to"] = "a stray line among the headers",
        ["raw_email_incorrect_header.eml subject"] = "a stray line among the headers",
        ["raw_email_incorrect_header.eml date"] = "a stray line among the headers",
        ["raw_email_incorrect_header.eml messageId"] = "a stray line among the headers",
        ["raw_email_incorrect_header.eml text"] = "a stray line among the headers",
        ["bad-header-start.raw from"] = "a stray line among the headers",
        ["raw_email_with_at_display_name.eml to"] = "the name holds an @, the address stands in brackets",
        ["raw_email_multiple_from.eml from"] = "two addresses without a comma",
        ["raw_email_multiple_from.eml to"] = "two addresses without a comma",
        ["mix_caps_content_type.eml from"] = "a name without quotes before an address without brackets",
        ["utf8-to.raw.golden from"] = "a name without quotes before an address without brackets",
        ["mime-bad-content-transfer-encoding.raw text"] = "plain text that says it is base64; Python joins its lines",
        ["extra-base64-character.raw text"] = Recovered,
        ["extra-base64-character.raw html"] = Recovered,
        ["empty-ctype-bad-content.raw text"] = "its type is <html>",
        ["chardet-success-big-5.raw text"] = Undeclared,
        ["chardet-success-iso-8859-1.raw text"] = Undeclared,
        ["chardet-fail.raw text"] = "a picture that says it is text; NUL is replaced",
    };

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blanks();

    [CorporaFact]
    public void are_read_without_an_exception()
    {
        Assert.NotEmpty(Corpora.Mails);
        Assert.All(Corpora.Mails, m => Corpora.Read(m));
    }

    [CorporaFact]
    public async Task read_as_python_reads_them()
    {
        var (agreed, whole, seen) = (0, 0, new HashSet<string>());
        var unexplained = new List<string>();
        foreach (var opinion in await SecondReader.ReadAsync(Corpora.Mails.Select(m => Path.Combine(Corpora.Folder!, m))))
        {
            if (opinion.Refused is not null) continue;
            var differ = Differences(Corpora.Read(opinion.Path), opinion).ToList();
            agreed += 8 - differ.Count;
            if (differ.Count == 0) whole++;
            foreach (var (field, ours, theirs) in differ)
            {
                var key = $"{Path.GetFileName(opinion.Path)} {field}";
                if (explained.ContainsKey(key)) seen.Add(key);
                else unexplained.Add($"{key}: we say {ours}, Python says {theirs}");
            }
        }
        say.WriteLine($"{Corpora.Mails.Count} mails, {whole} equal in all fields, {agreed} of {8 * Corpora.Mails.Count} fields equal, {seen.Count} differences explained.");
        Assert.Empty(unexplained);
        Assert.Empty(explained.Keys.Except(seen));
    }

    static IEnumerable<(string Field, string Ours, string Theirs)> Differences(InboundMail mail, SecondOpinion other)
    {
        (string, string, string)[] pairs =
        [
            ("from", Addresses(mail.From.Take(1)), Plain(other.From)),
            ("to", Addresses(mail.To), Plain(string.Join(' ', other.To ?? []))),
            ("cc", Addresses(mail.Cc), Plain(string.Join(' ', other.Cc ?? []))),
            ("subject", Plain(mail.Subject), Plain(other.Subject)),
            ("date", $"{mail.Date?.ToUnixTimeSeconds()}", $"{other.Date}"),
            ("messageId", Plain(mail.MessageId), Plain(other.MessageId)),
        ];
        foreach (var pair in pairs) if (pair.Item2 != pair.Item3) yield return pair;

        // Python gives the first part only; more than that is words recovered.
        if (!Plain(mail.Text).Contains(Plain(other.Text), StringComparison.Ordinal)) yield return ("text", Plain(mail.Text), Plain(other.Text));
        if (!Plain(mail.Html).Contains(Plain(other.Html), StringComparison.Ordinal)) yield return ("html", Plain(mail.Html), Plain(other.Html));
    }

    static string Addresses(IEnumerable<MailAddress> list) => Plain(string.Join(' ', list.Select(a => a.Address).Where(a => a.Length > 0)));

    static string Plain(string? text) => Blanks().Replace(text ?? "", " ").Trim().ToLowerInvariant();
}
