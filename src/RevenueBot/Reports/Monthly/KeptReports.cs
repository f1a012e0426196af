using Dapper;
using Npgsql;

namespace RevenueBot.Reports.Monthly;

/// <summary>A board report that reached its readers.</summary>
/// <param name="Month">First day of its month.</param>
/// <param name="Rules">The version of the definitions that it was made by.</param>
internal sealed record KeptReport(DateOnly Month, string Rules);

/// <summary>Keeps by which definitions reports were made, so that a change of them is named once.</summary>
internal sealed class KeptReports(NpgsqlDataSource database)
{
    internal const string Insert = "INSERT INTO board_report (month, rules, made_at) VALUES (@month, @rules, @at) ON CONFLICT DO NOTHING";
    internal const string ReadLast = """SELECT month AS "Month", rules AS "Rules" FROM board_report WHERE month < @month ORDER BY month DESC LIMIT 1""";

    public async Task KeepAsync(KeptReport report, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await connection.ExecuteAsync(new CommandDefinition(Insert, new { month = report.Month, rules = report.Rules, at = at.UtcDateTime }, cancellationToken: cancel));
    }

    /// <summary>The newest one before a month; null: there is none.</summary>
    public async Task<KeptReport?> LastAsync(DateOnly month, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(ReadLast, new { month }, cancellationToken: cancel)) is { } row ? new KeptReport(row.Month, row.Rules) : null;
    }

    private sealed class Row
    {
        public DateOnly Month { get; init; }
        public string Rules { get; init; } = "";
    }
}
