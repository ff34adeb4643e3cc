using System.Diagnostics.Metrics;

namespace Kith.Connections;

/// <summary>What an operator watches of the hot path.</summary>
sealed class IntakeFigures : IDisposable
{
    readonly Meter meter = new("Kith");
    readonly Counter<long> forged, unrecognised, setAside, applied;

    public IntakeFigures(HandOver handOver)
    {
        forged = meter.CreateCounter<long>("kith.intake.forged", description: "Requests whose proof was wrong");
        unrecognised = meter.CreateCounter<long>("kith.intake.unrecognised", description: "Genuine events Kith has no word for; they are kept");
        setAside = meter.CreateCounter<long>("kith.intake.set_aside", description: "Items that could not be read and wait for a person");
        applied = meter.CreateCounter<long>("kith.intake.applied", description: "Items that became moments, receipts and the like");
        meter.CreateObservableGauge("kith.intake.waiting", () => handOver.Waiting, description: "Items kept and not applied yet");
    }

    public void Forged(string channel) => forged.Add(1, new KeyValuePair<string, object?>("channel", channel));

    public void Unrecognised(int count) { if (count > 0) unrecognised.Add(count); }

    public void SetAside() => setAside.Add(1);

    public void Applied(int count) => applied.Add(count);

    public void Dispose() => meter.Dispose();
}
