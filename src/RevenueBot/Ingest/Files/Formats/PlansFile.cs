using System.Text.Json;
using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class PlansFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "plans", "plan_id name tier currency unit_amount_minor interval interval_count limits? features?",
        new FactKind<Plan>(p => new FactBatch { Plans = p }, batch => batch.Plans, Read, Write));

    private static Plan Read(Row row) => new(
        row.Id("plan_id"), row.Text("name"), row.Count("tier", -1_000_000, 1_000_000), row.Currency("currency"), row.Minor("unit_amount_minor"),
        row.Choice<IntervalUnit>("interval"), row.Count("interval_count", 1, 3660), row.OptionalJson("limits", JsonValueKind.Object),
        row.OptionalJson("features", JsonValueKind.Array));

    private static object?[] Write(Plan plan) => [
        plan.PlanId, plan.Name, plan.Tier, plan.Currency, plan.UnitAmountMinor, plan.Interval, plan.IntervalCount, plan.LimitsJson, plan.FeaturesJson,
    ];
}
