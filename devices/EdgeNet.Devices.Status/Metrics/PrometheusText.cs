using System.Globalization;
using System.Text;

namespace EdgeNet.Devices.Status.Metrics;

/// <summary>
/// Prometheus' text format, version 0.0.4. Not by prometheus-net, which keeps a second set of all counters, brings HttpClient's factories
/// along, and does not say that it works under NativeAOT; what is needed of it is this file.
/// </summary>
internal sealed class PrometheusText
{
    private readonly StringBuilder _text = new();
    private readonly HashSet<string> _names = [];
    private string _last = "";

    internal void Counter(string name, string help, double value) => Write(new StationCounter(name, help, value));

    internal void Gauge(string name, string help, double value) => Write(new StationCounter(name, help, value) { IsGauge = true });

    /// <summary>Writes a value. Those of one name come one after the other; one that comes late or has an unfit name is left out.</summary>
    internal void Write(StationCounter counter)
    {
        if (!IsName(counter.Name) || (counter.LabelName is not null && !IsName(counter.LabelName))) return;
        if (counter.Name != _last && !Begin(counter.Name, counter.Help, counter.IsGauge ? "gauge" : "counter")) return;
        _text.Append(counter.Name);
        if (counter.LabelName is not null) Label(counter.LabelName, counter.LabelValue ?? "");
        Value(counter.Value);
    }

    /// <summary>Writes a summary with a series a stage.</summary>
    internal void Stages(string name, string help, IReadOnlyList<StationStage> stages)
    {
        if (stages.Count == 0 || !Begin(name, help, "summary")) return;
        foreach (StationStage stage in stages)
        {
            Quantile(name, stage.Name, "0.5", stage.Median);
            Quantile(name, stage.Name, "0.99", stage.Percentile99);
            _text.Append(name).Append("_sum");
            Label("stage", stage.Name);
            Value(stage.Total.TotalSeconds);
            _text.Append(name).Append("_count");
            Label("stage", stage.Name);
            Value(stage.Count);
        }
    }

    public override string ToString() => _text.ToString();

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 100 && !char.IsAsciiDigit(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private bool Begin(string name, string help, string type)
    {
        if (!_names.Add(name)) return false;
        _last = name;
        _text.Append("# HELP ").Append(name).Append(' ').Append(Escape(help)).Append('\n');
        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
        return true;
    }

    private void Quantile(string name, string stage, string quantile, TimeSpan time)
    {
        _text.Append(name).Append("{stage=\"").Append(LabelText(stage)).Append("\",quantile=\"").Append(quantile).Append("\"}");
        Value(time.TotalSeconds);
    }

    private void Label(string name, string value) => _text.Append('{').Append(name).Append("=\"").Append(LabelText(value)).Append("\"}");

    private static string LabelText(string value) => Escape(value).Replace("\"", "\\\"", StringComparison.Ordinal);

    private void Value(double value) => _text.Append(' ').Append(Number(value)).Append('\n');
}
