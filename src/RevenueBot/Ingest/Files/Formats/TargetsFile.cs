using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class TargetsFile
{
    private const decimal Limit = 1_000_000_000_000_000m;

    public static FileFormat Format { get; } = FileFormat.Of(
        "targets", "metric month kind value upper?",
        new FactKind<Target>(t => new FactBatch { Targets = t }, batch => batch.Targets, Read, Write));

    private static Target Read(Row row)
    {
        var target = new Target(
            row.Id("metric"), row.Month("month"), row.Choice<TargetKind>("kind"), row.Number("value", -Limit, Limit),
            row.OptionalNumber("upper", -Limit, Limit));
        if (target is { Kind: TargetKind.Range, Upper: null }) row.Problem("upper", "is needed for a range.");
        if (target.Upper < target.Value) row.Problem("upper", "is below value.");
        return target;
    }

    private static object?[] Write(Target target) => [target.Metric, target.Month, target.Kind, target.Value, target.Upper];
}
