using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Kith.Tests.Connections;

/// <summary>The templates of an account as Meta keeps them: their approval changes, their list comes in pages, and what does not fit them is refused.</summary>
public sealed class FakeTemplates
{
    const int OnAPage = 2;

    readonly List<JsonObject> all =
    [
        Made("claim_paid", "en", "UTILITY", "Hello {{1}}, claim {{2}} is paid.", header: "Claim {{1}}", footer: "Marula"),
        Made("claim_paid", "zu", "UTILITY", "Sawubona {{1}}, {{2}} ikhokhiwe."),
        Made("visit_planned", "en", "UTILITY", "Hello {{first_name}}, we come on {{day}}."),
        Made("we_missed_you", "en", "MARKETING", "We are here when you need us."),
        Made("new_one", "en", "UTILITY", "Hello", state: "PENDING"),
    ];

    /// <summary>How often the list was asked for, counting its first page.</summary>
    public int Asked { get; private set; }

    /// <summary>What it answers instead of a list.</summary>
    public (int Status, string Body)? Instead { get; set; }

    /// <summary>Its approval, as Meta changes it.</summary>
    public void Become(string name, string state) => all.Where(one => (string)one["name"]! == name).ToList().ForEach(one => one["status"] = state);

    /// <summary>Its words, changed by a colleague there.</summary>
    public void Reword(string name, string body) => all.Where(one => (string)one["name"]! == name).ToList().ForEach(one => one["components"]!.AsArray().Single(part => (string)part!["type"]! == "BODY")!["text"] = body);

    public IResult Page(string? after)
    {
        if (after is null) Asked++;
        if (Instead is { } instead) return Results.Text(instead.Body, "text/html", statusCode: instead.Status);

        var from = after is null ? 0 : int.Parse(after, CultureInfo.InvariantCulture);
        var paging = new JsonObject { ["cursors"] = new JsonObject { ["after"] = (from + OnAPage).ToString(CultureInfo.InvariantCulture) } };
        if (from + OnAPage < all.Count) paging["next"] = "https://graph.facebook.com/next";
        return Results.Json(new JsonObject { ["data"] = new JsonArray([.. all.Skip(from).Take(OnAPage).Select(one => one.DeepClone())]), ["paging"] = paging });
    }

    /// <summary>The number of the error for what was sent; null when it fits.</summary>
    public int? WhyNot(JsonNode sent)
    {
        var found = all.Find(one => (string)one["name"]! == (string)sent["name"]! && (string)one["language"]! == (string)sent["language"]!["code"]!);
        if (found is null) return 132001;
        if ((string)found["status"]! != "APPROVED") return (string)found["status"]! == "PAUSED" ? 132015 : 132001;
        return found["components"]!.AsArray().All(part => Given(sent, (string)part!["type"]!) == Wanted((string)part["text"]!)) ? null : 132000;
    }

    static int Given(JsonNode sent, string part) => sent["components"]!.AsArray().SingleOrDefault(one => (string)one!["type"]! == part.ToLowerInvariant())?["parameters"]!.AsArray().Count ?? 0;

    static int Wanted(string text) => text.Split("{{").Skip(1).Select(piece => piece[..piece.IndexOf('}', StringComparison.Ordinal)]).Distinct().Count();

    static JsonObject Made(string name, string language, string category, string body, string? header = null, string? footer = null, string state = "APPROVED")
    {
        var parts = new JsonArray(new JsonObject { ["type"] = "BODY", ["text"] = body });
        if (header is not null) parts.Insert(0, new JsonObject { ["type"] = "HEADER", ["format"] = "TEXT", ["text"] = header });
        if (footer is not null) parts.Add(new JsonObject { ["type"] = "FOOTER", ["text"] = footer });
        return new() { ["name"] = name, ["language"] = language, ["status"] = state, ["category"] = category, ["components"] = parts };
    }
}
