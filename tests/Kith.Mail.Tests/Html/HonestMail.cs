using System.Globalization;

namespace Kith.Mail.Tests.Html;

/// <summary>Mails as honest people send them: the markup each program writes, the words ours. Where a template says {0} to {5}, other words stand each time.</summary>
static class HonestMail
{
    static readonly string[] words =
        ("garden letter window policy Tuesday bicycle invoice kettle please thank river number colour Grüße café naïve 包裹 письмо שלום شكرا because answer "
            + "photo claim harbour seven €120 & more").Split(' ');

    static readonly (string Name, string Template)[] programs = [.. Read()];

    public static int Programs => programs.Length;

    /// <summary>So many mails, each program in its turn; the same ones each time.</summary>
    public static IEnumerable<(string Program, string Html)> Mails(int count)
    {
        var chance = new Random(4711);
        for (var at = 0; at < count; at++)
        {
            var (program, template) = programs[at % programs.Length];
            yield return (program, Filled(template, chance));
        }
    }

    static IEnumerable<(string Name, string Template)> Read()
    {
        using var reader = new StreamReader(typeof(HonestMail).Assembly.GetManifestResourceStream("Kith.Mail.Tests.Html.honest-mails.txt")!);
        foreach (var mail in ("\n" + reader.ReadToEnd()).Split("\n### ", StringSplitOptions.RemoveEmptyEntries))
        {
            var name = mail.Split('\n')[0];
            yield return (name, mail[(name.Length + 1)..]);
        }
    }

    static string Filled(string template, Random chance)
    {
        for (var gap = 0; gap < 6; gap++) template = template.Replace($"{{{gap.ToString(CultureInfo.InvariantCulture)}}}", Sentence(chance), StringComparison.Ordinal);
        return template;
    }

    static string Sentence(Random chance) =>
        string.Join(' ', Enumerable.Range(0, chance.Next(1, 30)).Select(_ => words[chance.Next(words.Length)].Replace("&", "&amp;", StringComparison.Ordinal)));
}
