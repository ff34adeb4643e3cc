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
            if (meters.Contains(instrument.Meter.Name)) ears.EnableMeasurementEvents(instrument, new InstrumentFigures());
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, known) => Hear(instrument, value, tags, known));
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, known) => Hear(instrument, value, tags, known));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, known) => Hear(instrument, value, tags, known));
        listener.Start();
    }

    public IReadOnlyList<Figure> Read()
    {
        listener.RecordObservableInstruments();
        return [.. figures.Values.OrderBy(figure => figure.Name, StringComparer.Ordinal).ThenBy(figure => figure.Labels, StringComparer.Ordinal)];
    }

    public void Dispose() => listener.Dispose();

    void Hear(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, object? state)
    {
        var known = (InstrumentFigures)state!;
        if ((known.Find(tags) ?? Begin(instrument, tags, known)) is { } figure) figure.Hear(value, sum: !instrument.IsObservable);
    }

    Figure? Begin(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags, InstrumentFigures known)
    {
        // A label that a stranger can choose must not fill our memory.
        if (figures.Count >= MostSeries) return null;

        var (name, labels) = (PrometheusText.Name(instrument.Name), PrometheusText.Labels(tags));
        var figure = figures.GetOrAdd($"{name}{{{labels}}}", _ => new Figure(name, labels, FigureKindOf(instrument)));
        known.Add(tags, figure);
        return figure;
    }

    static FigureKind FigureKindOf(Instrument instrument) => instrument.GetType().Name switch
    {
        var type when type.StartsWith("Histogram", StringComparison.Ordinal) => FigureKind.Histogram,
        var type when type.Contains("UpDown", StringComparison.Ordinal) || type.Contains("Gauge", StringComparison.Ordinal) => FigureKind.Gauge,
        _ => FigureKind.Counter,
    };
}

/// <summary>The figures of one instrument by their labels, found without making a string: every request is measured several times.</summary>
sealed class InstrumentFigures
{
    readonly Lock gate = new();
    volatile (KeyValuePair<string, object?>[] Tags, Figure Figure)[] known = [];

    public Figure? Find(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (other, figure) in known) if (Same(other, tags)) return figure;
        return null;
    }

    public void Add(ReadOnlySpan<KeyValuePair<string, object?>> tags, Figure figure)
    {
        lock (gate)
            if (Find(tags) is null) known = [.. known, (tags.ToArray(), figure)];
    }

    static bool Same(KeyValuePair<string, object?>[] some, ReadOnlySpan<KeyValuePair<string, object?>> others)
    {
        if (some.Length != others.Length) return false;
        for (var i = 0; i < some.Length; i++)
            if (some[i].Key != others[i].Key || !Equals(some[i].Value, others[i].Value)) return false;
        return true;
    }
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
