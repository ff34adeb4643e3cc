using System.Text.Json.Nodes;
using Kith.Cli;

namespace Kith.Tests.Cli;

public class ReadingMails
{
    [Fact]
    public async Task tells_each_on_a_line_and_names_what_it_cannot_open()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var file = Path.Combine(folder.FullName, "one.eml");
            await File.WriteAllTextAsync(file, "From: Nomsa <nomsa@example.org>\nTo: care@marula.example\nSubject: The roof\nDate: Mon, 3 Mar 2025 10:11:12 +0200\n\nis gone");
            var (said, complained) = (new StringWriter(), new StringWriter());

            var code = await MailRead.RunAsync([Path.Combine(folder.FullName, "none.eml"), file], said, complained, default);

            Assert.Equal(2, code);
            Assert.Contains("none.eml", complained.ToString(), StringComparison.Ordinal);
            var mail = JsonNode.Parse(Assert.Single(said.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries)))!;
            Assert.Equal(("nomsa@example.org", "Nomsa", "The roof", "is gone", "message"), ((string)mail["from"]!, (string)mail["fromName"]!, (string)mail["subject"]!, (string)mail["text"]!, (string)mail["kind"]!));
            Assert.Equal("care@marula.example", (string)mail["to"]![0]!["address"]!);
            Assert.Equal("2025-03-03T08:11:12Z", (string)mail["date"]!);
            Assert.Equal("is gone", (string)mail["reply"]!);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
