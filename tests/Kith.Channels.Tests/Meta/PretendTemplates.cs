using System.Text.Json.Nodes;

namespace Kith.Channels.Tests.Meta;

/// <summary>The templates of a pretend WhatsApp Business Account, as its list says them, and what it takes of them.</summary>
static class PretendTemplates
{
    public const int OnAPage = 3;

    public static readonly JsonArray All = JsonNode.Parse("""
        [
          {"name":"claim_paid","language":"en","status":"APPROVED","category":"UTILITY","id":"1","components":[
            {"type":"HEADER","format":"TEXT","text":"Claim {{1}}","example":{"header_text":["CL-1"]}},
            {"type":"BODY","text":"Hello {{1}}, we paid {{2}} today. You should see it by {{3}}.","example":{"body_text":[["Nomsa","R 1 200","Friday"]]}},
            {"type":"FOOTER","text":"Marula Insurance"},
            {"type":"BUTTONS","buttons":[{"type":"QUICK_REPLY","text":"Thank you"},{"type":"URL","text":"My claims","url":"https://marula.example/claims"}]}]},
          {"name":"visit_planned","language":"pt_BR","status":"APPROVED","category":"UTILITY","components":[
            {"type":"BODY","text":"Olá {{first_name}}, vamos na {{day}}. Até {{day}}!","example":{"body_text_named_params":[{"param_name":"first_name","example":"Ana"}]}}]},
          {"name":"we_missed_you","language":"en","status":"APPROVED","category":"MARKETING","components":[{"type":"BODY","text":"We are here when you need us."}]},
          {"name":"roof_photo","language":"en","status":"APPROVED","category":"UTILITY","components":[{"type":"HEADER","format":"IMAGE","example":{"header_handle":["x"]}},{"type":"BODY","text":"Your roof"}]},
          {"name":"login_code","language":"en","status":"APPROVED","category":"AUTHENTICATION","components":[{"type":"BODY","text":"{{1}} is your code."},{"type":"BUTTONS","buttons":[{"type":"OTP","text":"Copy"}]}]},
          {"name":"your_link","language":"en","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"Look"},{"type":"BUTTONS","buttons":[{"type":"URL","text":"Open","url":"https://marula.example/{{1}}"}]}]},
          {"name":"many_cards","language":"en","status":"APPROVED","category":"MARKETING","components":[{"type":"BODY","text":"Look"},{"type":"CAROUSEL","cards":[]}]},
          {"name":"gap","language":"en","status":"APPROVED","category":"UTILITY","components":[{"type":"BODY","text":"{{1}} and {{3}}"}]},
          {"name":"resting","language":"en","status":"PAUSED","category":"MARKETING","components":[{"type":"BODY","text":"Buy"}]},
          {"name":"refused","language":"en","status":"REJECTED","category":"UTILITY","components":[{"type":"BODY","text":"Buy"}]},
          {"name":"new_one","language":"en","status":"PENDING","category":"UTILITY","components":[{"type":"BODY","text":"Hello"}]},
          {"name":"of_tomorrow","language":"en","status":"SLEEPING","category":"UTILITY","components":[{"type":"BODY","text":"Hello"}]}
        ]
        """)!.AsArray();

    /// <summary>A page as the Graph API gives it, from its cursor on.</summary>
    public static string Page(string? after)
    {
        var from = int.TryParse(after, System.Globalization.CultureInfo.InvariantCulture, out var at) ? at : 0;
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["before"] = $"{from}", ["after"] = $"{from + OnAPage}" } };
        if (from + OnAPage < All.Count) paging["next"] = $"https://graph.facebook.com/v26.0/1/message_templates?after={from + OnAPage}";
        return new JsonObject { ["data"] = new JsonArray([.. All.Skip(from).Take(OnAPage).Select(one => one!.DeepClone())]), ["paging"] = paging }.ToJsonString();
    }

    /// <summary>What the person would read, or the number of the error; written from the documents, apart from the channel's own.</summary>
    public static (string? Text, int Error) Taken(JsonNode sent)
    {
        var template = All.FirstOrDefault(one => (string)one!["name"]! == (string?)sent["name"] && (string)one["language"]! == (string?)sent["language"]?["code"]);
        if (template is null || (string?)sent["language"]?["policy"] != "deterministic") return (null, 132001);
        if ((string)template["status"]! != "APPROVED") return (null, (string)template["status"]! == "PAUSED" ? 132015 : 132001);

        var words = new List<string>();
        foreach (var component in template["components"]!.AsArray())
        {
            var kind = (string)component!["type"]!;
            if (kind == "FOOTER") words.Add((string)component["text"]!);
            if (kind is not ("HEADER" or "BODY")) continue;

            var given = sent["components"]!.AsArray().SingleOrDefault(one => (string)one!["type"]! == kind.ToLowerInvariant())?["parameters"]?.AsArray() ?? [];
            var (text, wanted) = ((string)component["text"]!, new HashSet<string>());
            for (var at = text.IndexOf("{{", StringComparison.Ordinal); at >= 0; at = text.IndexOf("{{", at + 1, StringComparison.Ordinal)) wanted.Add(text[(at + 2)..text.IndexOf("}}", at, StringComparison.Ordinal)]);
            if (given.Count != wanted.Count) return (null, 132000);

            var said = given.Select((one, at) => (Name: (string?)one!["parameter_name"] ?? $"{at + 1}", Text: (string)one["text"]!)).ToList();
            if (!said.All(one => wanted.Contains(one.Name))) return (null, 132012);
            if (said.Any(one => one.Text.Any(letter => letter is '\n' or '\t') || one.Text.Contains("     ", StringComparison.Ordinal) || one.Text.Length == 0)) return (null, 132018);

            words.Add(string.Concat(text.Split("{{").Select((piece, at) => at == 0 ? piece : said.Single(one => one.Name == piece[..piece.IndexOf("}}", StringComparison.Ordinal)]).Text + piece[(piece.IndexOf("}}", StringComparison.Ordinal) + 2)..])));
        }
        return (string.Join('\n', words), 0);
    }
}
