using System.Globalization;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Api;

/// <summary>Rows of the ledger as lines of CSV.</summary>
internal static class ReceiptCsv
{
    public static IReadOnlyList<string> Columns { get; } =
        ["date", "customer_id", "subscription_id", "plan_id", "kind", "reason", "mrr", "currency", "at", "recorded_at", "gross", "committed", "trial", "customers", "trials", "rate"];

    public static IReadOnlyList<string> Cells(ReceiptRow row) =>
    [
        Iso.Day(row.Date), row.CustomerId, row.SubscriptionId, row.PlanId, row.Kind, row.Reason, CsvTable.Units(row.Mrr.Micros), row.Mrr.Currency, Iso.Instant(row.At), Iso.Instant(row.RecordedAt),
        CsvTable.Units(row.Gross.Micros), CsvTable.Units(row.Committed.Micros), CsvTable.Units(row.Trial.Micros), Number(row.Customers), Number(row.Trials), Number(row.Rate),
    ];

    private static string Number(decimal? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
