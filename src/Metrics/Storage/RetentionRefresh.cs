using Npgsql;
using RevenueBot.Metrics.Cohorts;
using RevenueBot.Metrics.Retention;

namespace RevenueBot.Metrics.Storage;

/// <summary>Computes ahead what needs every customer, in one ordered pass over their ledgers and payments.</summary>
public sealed class RetentionRefresh(NpgsqlDataSource dataSource)
{
    private const int MonthEnds = 36;
    private const int MonthEndsByKey = 13; // a year, and the one it is compared with

    private readonly RetentionStore _store = new(new PrecomputedStore(dataSource));

    /// <summary>Retention of the last month ends and of the running month, in total and by every dimension, and all cohorts.</summary>
    /// <param name="at">The moment the figures speak of: what was known then.</param>
    public async Task RunAsync(DateTimeOffset at, CompanyCalendar calendar, Currency reporting, CancellationToken ct)
    {
        var today = calendar.DayOf(at);
        var rates = await new CustomerLedgers(dataSource).RatesAsync(reporting, ct);
        var folds = Enum.GetValues<Dimension>().Select(by => (By: by, Fold: new RetentionFold(Periods(by, today), rates, by))).ToList();
        CohortFold cohorts = new(today.AddDays(1), lastDayIsOver: false, rates);
        await using var payments = await CustomerPayments.OpenAsync(dataSource, calendar, at, ct);
        await foreach (var (id, customer) in new CustomerLedgers(dataSource).ReadAsync(today.AddDays(1), at, withAttributes: true, ct))
        {
            foreach (var (_, fold) in folds) fold.Add(customer);
            cohorts.Add(customer, await payments.OfAsync(id, ct));
        }

        foreach (var (by, fold) in folds) await WriteAsync(by, reporting, fold, today, at, ct);
        await _store.WriteCohortsAsync(reporting, cohorts.Cohorts(), at, ct);
    }

    private Task WriteAsync(Dimension by, Currency reporting, RetentionFold fold, DateOnly today, DateTimeOffset at, CancellationToken ct)
    {
        var rows = fold.Rows().ToLookup(row => row.Period);
        return _store.WriteAsync(by, reporting, [.. Periods(by, today).Select(period => StoredPeriod.Of(period, period.LastDay >= today, rows[period]))], at, ct);
    }

    private static List<Period> Periods(Dimension by, DateOnly today) =>
        [.. RetentionWindows.Closed(today, by == Dimension.Total ? MonthEnds : MonthEndsByKey).Concat(RetentionWindows.Running(today)).Distinct()];
}
