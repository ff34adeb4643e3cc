using System.Text.Json.Nodes;

namespace Kith.Connections;

/// <summary>One account of ours on a channel: our number, our page, our mailbox.</summary>
public sealed partial class Connection : IOfWorkspace
{
    public Guid WorkspaceId { get; set; }
    public Guid Id { get; set; }
    /// <summary>The id of the channel that speaks for it, as <c>[Channel]</c> declares it.</summary>
    public required string Channel { get; set; }
    public required string Name { get; set; }
    public string Address { get; set; } = "";
    public bool Enabled { get; set; } = true;
    public JsonObject Settings { get; set; } = [];
    /// <summary>The secret settings, as one protected JSON object (Data Protection); never shown again, never logged.</summary>
    public string? Secrets { get; set; }
    /// <summary>Raised with every change of what a person set; what is only health leaves it alone.</summary>
    public long Version { get; set; } = 1;
    public DateTime CreatedAt { get; set; }
    /// <summary>What one message, or one part of a long one, costs here; null when nobody said.</summary>
    public decimal? Price { get; set; }
    /// <summary>ISO 4217, e.g. ZAR; of the price and the budget.</summary>
    public string? Currency { get; set; }
    /// <summary>The most it may cost in a month; nothing leaves that would go beyond. Null when nobody set a limit.</summary>
    public decimal? Budget { get; set; }

    /// <summary>Another department takes what comes in here.</summary>
    public void PutInCharge(Guid department)
    {
        var settings = (JsonObject)Settings.DeepClone();
        settings["department"] = department;
        (Settings, Version) = (settings, Version + 1);
    }
}
