using System.Globalization;
using System.Text.Json.Nodes;

namespace Kith.TryIt;

/// <summary>Where the pretend mail house listens, as the demo's connection has it in its settings; zero for anywhere.</summary>
sealed record MailPorts(int Smtp, int Imap)
{
    public const string Host = "127.0.0.1";

    public static MailPorts Of(JsonObject settings) => new(Port(settings, "smtp_port"), Port(settings, "imap_port"));

    public JsonObject In(JsonObject settings)
    {
        var changed = settings.DeepClone().AsObject();
        changed["smtp_port"] = Smtp.ToString(CultureInfo.InvariantCulture);
        changed["imap_port"] = Imap.ToString(CultureInfo.InvariantCulture);
        return changed;
    }

    static int Port(JsonObject settings, string key) => ushort.TryParse(settings[key]?.ToString(), CultureInfo.InvariantCulture, out var port) ? port : 0;
}
