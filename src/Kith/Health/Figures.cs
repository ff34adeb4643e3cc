using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Kith.Health;

/// <summary>Listens to the meters of .NET, ASP.NET, Npgsql and Kith, and keeps their latest sums for whoever scrapes them.</summary>
sealed class Figures : IDisposable
{
    const int MostSeries = 2000;
    static readonly HashSet<string> meters = ["Kith", "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Npgsql"];

    readonly ConcurrentDictionary<string, Figure> figures = new();
    readonly MeterListener listener = new();

    public Figures()
    {
        listener.InstrumentPublished = (instrument, ears) =>
        {
            if (meters.Contains(instrument.Meter.Name)) ears.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Hear(instrument, value, tags));
        listener.Start();
    }

    public IReadOnlyList<Figure> Read()
    {
        listener.RecordObservableInstruments();
        return [.. figures.Values.OrderBy(figure => figure.Name, StringComparer.Ordinal).ThenBy(figure => figure.Labels, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();

    void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = PrometheusText.Name(instrument.Name);
        var labels = PrometheusText.Labels(tags);
        var key = $"{name}{{{labels}}}";
        if (!figures.TryGetValue(key, out var figure))
        {
            // A label that a stranger can choose must not fill our memory.
            if (figures.Count >= MostSeries) return;
            figure = figures.GetOrAdd(key, _ => new Figure(name, labels, FigureKindOf(instrument)));
        }
        figure.Hear(value, sum: !instrument.IsObservable);
    }

    static FigureKind FigureKindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        var type when type.StartsWith("Histogram", StringComparison.Ordinal) => FigureKind.Histogram,
        var type when type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) => FigureKind.Gauge,
        _ => FigureKind.Counter,
    };
}

enum FigureKind { Counter, Gauge, Histogram }

sealed class Figure(string name, string labels, FigureKind kind)
{
    /// <summary>Upper bounds in seconds, as the OpenTelemetry conventions advise for request durations.</summary>
    public static readonly double[] Bounds = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 7.5, 10];

    readonly Lock gate = new();
    readonly long[] buckets = new long[Bounds.Length];

    public string Name => name;

    public string Labels => labels;

    public FigureKind Kind => kind;

    public double Value { get; private set; }

    public long Count { get; private set; }

    public void Hear(double value, bool sum)
    {
        lock (gate)
        {
            Count++;
            Value = kind == FigureKind.Histogram || sum ? Value + value : value;
            if (kind != FigureKind.Histogram) return;
            for (var i = 0; i < Bounds.Length; i++) if (value <= Bounds[i]) buckets[i]++;
        }
    }

    public (long[] Buckets, long Count, double Sum) Snapshot()
    {
        lock (gate) return ([.. buckets], Count, Value);
    }
}
