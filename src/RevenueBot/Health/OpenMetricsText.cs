using System.Globalization;
using System.Text;

namespace RevenueBot.Health;

/// <summary>Writes OpenMetrics 1.0 text: https://github.com/prometheus/OpenMetrics/blob/main/specification/OpenMetrics.md.</summary>
internal static class OpenMetricsText
{
    public const string ContentType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    /// <summary>Each family with its head, in the order they come; one without samples is left out.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        StringBuilder text = new();
        foreach (var family in families.Where(family => family.Samples.Count > 0)) Append(text, family);
        return text.Append("# EOF\n").ToString();
    }

    private static void Append(StringBuilder text, MetricFamily family)
    {
        text.Append("# TYPE ").Append(family.Name).Append(' ').Append(Word(family.Kind)).Append('\n');
        if (family.Unit is { } unit) text.Append("# UNIT ").Append(family.Name).Append(' ').Append(unit).Append('\n');
        text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escaped(family.Help)).Append('\n');
        foreach (var sample in family.Samples) Append(text, family, sample);
    }

    private static void Append(StringBuilder text, MetricFamily family, Sample sample)
    {
        text.Append(family.Name).Append(family.Kind == FamilyKind.Counter ? "_total" : sample.Suffix);
        foreach (var (number, (name, value)) in sample.Labels.Index()) text.Append(number == 0 ? '{' : ',').Append(name).Append("=\"").Append(Escaped(value)).Append('"');
        text.Append(sample.Labels.Count > 0 ? "} " : " ").Append(Number(sample.Value)).Append('\n');
    }

    private static string Word(FamilyKind kind) => kind switch
    {
        FamilyKind.Gauge => "gauge",
        FamilyKind.Counter => "counter",
        FamilyKind.Histogram => "histogram",
    };

    private static string Escaped(string text) => text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
