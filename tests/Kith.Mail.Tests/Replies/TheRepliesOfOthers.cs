using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Kith.Mail.Replies;

namespace Kith.Mail.Tests.Replies;

/// <summary>
/// Replies other projects collected, where <c>KITH_CORPORA</c> names a folder that has them. What is new in each was written down by reading it; only the
/// SHA-256 of those words is kept here, because the mails are not ours.
/// </summary>
public class TheRepliesOfOthers
{
    [WithCorporaFact]
    public void are_split_as_a_careful_reader_would()
    {
        var folder = Path.Combine(WithCorporaFactAttribute.Folder!, "replies");
        var expected = Expected();
        var missed = expected.Where(reply => Hash(NewWords(Path.Combine(folder, reply.Key))) != reply.Value).Select(reply => reply.Key).ToList();

        Assert.True(missed.Count * 20 <= expected.Count, $"{missed.Count} of {expected.Count}: {string.Join(", ", missed)}");
    }

    static Dictionary<string, string> Expected() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Samples.Open("expected-replies.json"))!;

    static string NewWords(string file) => ReplySplitter.Split(File.ReadAllText(file)).Reply;

    static string Hash(string words)
    {
        var bare = string.Join('\n', words.Split('\n').Select(line => line.TrimEnd())).Trim();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(bare)));
    }
}
