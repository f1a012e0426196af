using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Plans;

namespace RevenueBot.Metrics.Storage;

/// <summary>The plans on sale.</summary>
public sealed class PlanReader(NpgsqlDataSource dataSource)
{
    internal const string ReadPlans = "SELECT plan_id, name, tier, currency, unit_amount_minor, billing_interval, interval_count, limits::text, features::text FROM plan";

    public async Task<PlanCatalogue> ReadAsync(CancellationToken ct = default)
    {
        await using var command = dataSource.CreateCommand(ReadPlans);
        await using var rows = await command.ExecuteReaderAsync(ct);
        return PlanCatalogue.Of(await CustomerReader.ListAsync(rows, PlanOf, ct));
    }

    private static Plan PlanOf(NpgsqlDataReader row) => new(
        row.GetString(0), CustomerReader.Text(row, 1), row.IsDBNull(2) ? null : row.GetInt32(2), Currency.TryParse(CustomerReader.Text(row, 3), out var currency) ? currency : null,
        row.IsDBNull(4) ? null : row.GetDecimal(4), row.IsDBNull(5) ? null : (IntervalUnit)row.GetInt16(5), row.IsDBNull(6) ? null : row.GetInt32(6), CustomerReader.Text(row, 7), CustomerReader.Text(row, 8));
}
