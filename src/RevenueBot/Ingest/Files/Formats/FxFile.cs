using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class FxFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "fx", "currency month? date? rate",
        new FactKind<FxRate>(f => new FactBatch { FxRates = f }, batch => batch.FxRates, Read, Write));

    private static FxRate Read(Row row)
    {
        var (day, isMonth) = Day(row);
        return new FxRate(row.Currency("currency"), day, isMonth, row.Number("rate", 0.000000001m, 1_000_000_000));
    }

    private static (DateOnly Day, bool IsMonth) Day(Row row)
    {
        switch (row.Find("month"), row.Find("date"))
        {
            case (not null, null): return (row.Month("month").FirstDay, true);
            case (null, not null): return (row.Day("date"), false);
            default:
                row.Problem(null, "needs either month or date.");
                return default;
        }
    }

    private static object?[] Write(FxRate rate) => [rate.Currency, rate.WholeMonth ? Month.Of(rate.Day) : null, rate.WholeMonth ? null : rate.Day, rate.Rate];
}
