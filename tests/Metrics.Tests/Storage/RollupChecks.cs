using Dapper;
using Npgsql;
using RevenueBot.Metrics.Storage;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>Roll-ups and cells against sums made from the ledger rows one by one.</summary>
internal static class RollupChecks
{
    public static async Task CellsAreSumsOfRowsAsync(NpgsqlDataSource source, IReadOnlyList<MovementRow> rows, IReadOnlyList<DateOnly> boundaries)
    {
        var keys = await KeysAsync(source);
        LedgerReader reader = new(source);
        foreach (var by in Enum.GetValues<Dimension>())
        {
            var snapshot = await reader.ReadAsync(new LedgerQuery(by, boundaries), TestContext.Current.CancellationToken);
            var expected = Sum(rows, by, keys, day => Cell(day, boundaries)).Where(cell => cell.LastDay < boundaries[^1]);
            Lines(snapshot.Cells).ShouldBe(Lines(expected), by.ToString());
        }
    }

    public static async Task TablesAreSumsOfRowsAsync(NpgsqlDataSource source, IReadOnlyList<MovementRow> rows)
    {
        var keys = await KeysAsync(source);
        List<string> expected = [];
        foreach (var by in Enum.GetValues<Dimension>())
        {
            expected.AddRange(Sum(rows, by, keys, day => (day, false)).Select(cell => StoredLedger.RollupLine("day", by, cell)));
            expected.AddRange(Sum(rows, by, keys, day => (Month.Of(day).FirstDay, false)).Select(cell => StoredLedger.RollupLine("month", by, cell)));
        }

        (await StoredLedger.RollupsAsync(source)).ShouldBe([.. expected.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Sums of the current rows, the slow way.</summary>
    private static IEnumerable<LedgerCell> Sum(IEnumerable<MovementRow> rows, Dimension by, Dictionary<string, CustomerKeys> keys, Func<DateOnly, (DateOnly LastDay, bool Opens)> cellOf) =>
        rows.Where(row => row.SupersededAt is null)
            .GroupBy(row => (Cell: cellOf(row.Movement.Day), Key: KeyOf(row, by, keys), row.Movement.Currency))
            .SelectMany(group => group.GroupBy(row => group.Key.Cell.Opens ? MovementKind.Memo : row.Movement.Kind)
                .Select(kind => new LedgerCell(
                    group.Key.Cell.LastDay, group.Key.Key, group.Key.Currency, kind.Key, kind.Sum(r => r.Movement.Amount), kind.Sum(r => r.Movement.Gross),
                    kind.Sum(r => r.Movement.Committed), kind.Sum(r => r.Movement.Trial), kind.Sum(r => CustomersOf(r.Movement, by)),
                    kind.Select(r => (r.CustomerId, r.Movement.Day, r.Movement.Kind)).Distinct().Count(), kind.Sum(r => r.Movement.Cancels), kind.Sum(r => r.Movement.Trials))))
            .Where(cell => cell is not { Amount: 0, Gross: 0, Committed: 0, Trial: 0, Customers: 0, Movements: 0, Cancels: 0, Trials: 0 });

    private static (DateOnly LastDay, bool Opens) Cell(DateOnly day, IReadOnlyList<DateOnly> boundaries)
    {
        if (day < boundaries[0]) return (boundaries[0].AddDays(-1), true);
        var end = boundaries.FirstOrDefault(boundary => day < boundary, DateOnly.MaxValue);
        var monthEnd = Month.Of(day).Next.FirstDay;
        return ((monthEnd < end ? monthEnd : end).AddDays(-1), false);
    }

    private static string KeyOf(MovementRow row, Dimension by, Dictionary<string, CustomerKeys> keys) => by switch
    {
        Dimension.Total => "",
        Dimension.Plan => row.Movement.PlanId,
        Dimension.Currency => row.Movement.Currency.Code,
        Dimension.Country => keys.GetValueOrDefault(row.CustomerId, CustomerKeys.None).Country,
        Dimension.Segment => keys.GetValueOrDefault(row.CustomerId, CustomerKeys.None).Segment,
    };

    private static int CustomersOf(Movement row, Dimension by) => by switch
    {
        Dimension.Plan => row.PlanCustomers,
        Dimension.Currency => row.CurrencyCustomers,
        _ => row.Customers,
    };

    private static async Task<Dictionary<string, CustomerKeys>> KeysAsync(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        var rows = await connection.QueryAsync<(string Id, string Country, string Segment)>("SELECT customer_id, COALESCE(country, ''), COALESCE(segment, '') FROM customer");
        return rows.ToDictionary(row => row.Id, row => new CustomerKeys(row.Country, row.Segment));
    }

    private static List<string> Lines(IEnumerable<LedgerCell> cells) => [.. cells.Select(cell => cell.ToString()).Order(StringComparer.Ordinal)];
}
