using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class AnnotationsFile
{
    public static FileFormat Format { get; } = new("annotations", "date kind text", rows => new FactBatch { Annotations = [.. rows.Select(Read)] });

    private static Annotation Read(Row row) => new(row.Day("date"), row.Choice<AnnotationKind>("kind"), row.Text("text"));
}
