using System.Globalization;

namespace Kith.Bench;

/// <summary>Prints <c>name: value unit</c>, one figure a line, and what the machine was.</summary>
static class Figures
{
    public static void Machine()
    {
        var processor = File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim();
        var memory = File.ReadLines("/proc/meminfo").First().Split(' ', StringSplitOptions.RemoveEmptyEntries)[1];
        Console.WriteLine($"machine: {processor}, {Environment.ProcessorCount} cores, {long.Parse(memory, CultureInfo.InvariantCulture) / 1024 / 1024} GB; load {Load()} before; {DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC");
    }

    public static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static void Say(string name, double value, string unit, string? goal = null) =>
        Console.WriteLine($"{name}: {value.ToString(value >= 100 ? "F0" : "F2", CultureInfo.InvariantCulture)} {unit}{(goal is null ? "" : $" (goal {goal})")}");

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[sorted.Length / 2];
    }

    public static double Percentile(double[] sorted, double share) => sorted.Length == 0 ? double.NaN : sorted[Math.Min(sorted.Length - 1, (int)(share * sorted.Length))];
}

/// <summary>Processor time of processes, in microseconds.</summary>
static class Cpu
{
    public static double Of(int pid)
    {
        try { return Ticks(pid).Own * 10_000.0; }
        catch (IOException) { return 0; }
    }

    /// <summary>The server of PostgreSQL and everything it started, living and ended.</summary>
    public static double OfPostgres(int postmaster)
    {
        var (own, ended, _) = Ticks(postmaster);
        var sum = own + ended;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
            if (int.TryParse(Path.GetFileName(folder), out var pid))
                try { if (Ticks(pid) is var (ticks, _, parent) && parent == postmaster) sum += ticks; }
                catch (IOException) { }
        return sum * 10_000.0;
    }

    static (long Own, long Ended, int Parent) Ticks(int pid)
    {
        var text = File.ReadAllText($"/proc/{pid}/stat");
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        long Field(int i) => long.Parse(fields[i], CultureInfo.InvariantCulture);
        return (Field(11) + Field(12), Field(13) + Field(14), (int)Field(1));
    }
}
