using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>What a chart of the sample company may explain.</summary>
internal static class SampleAnnotations
{
    public static IEnumerable<Annotation> Of(SampleCalendar calendar) =>
    [
        new(calendar.FirstOf(0).AddDays(6), AnnotationKind.Launch, "Version 1 is out"),
        new(calendar.FirstOf(6).AddDays(10), AnnotationKind.Launch, "Boards"),
        new(calendar.FirstOf(9).AddDays(17), AnnotationKind.Incident, "Two days of slow exports"),
        new(calendar.FirstOf(12).AddDays(2), AnnotationKind.Campaign, "Autumn campaign"),
        new(calendar.PriceRise, AnnotationKind.Price, "Team plan from $16 to $18"),
        new(calendar.FirstOf(18).AddDays(8), AnnotationKind.Launch, "Automations"),
        new(calendar.FirstOf(20).AddDays(13), AnnotationKind.Incident, "Outage of the sign-in"),
        new(calendar.FirstOf(23).AddDays(1), AnnotationKind.Campaign, "Partner campaign"),
        new(calendar.FirstOf(25).AddDays(14), AnnotationKind.Launch, "Public API"),
    ];
}
