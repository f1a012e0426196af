using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class AnnotationsFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "annotations", "date kind text",
        new FactKind<Annotation>(a => new FactBatch { Annotations = a }, batch => batch.Annotations, Read, Write));

    private static Annotation Read(Row row) => new(row.Day("date"), row.Choice<AnnotationKind>("kind"), row.Text("text"));

    private static object?[] Write(Annotation annotation) => [annotation.Date, annotation.Kind, annotation.Text];
}
