using Dapper;
using Npgsql;
using RevenueBot.Metrics;

namespace RevenueBot.Reports.Monthly;

/// <summary>One month of a forecast as it was made at an earlier month's end, micro-units; ranges are null where they were not known.</summary>
/// <param name="Month">First day of the month that is forecast.</param>
internal sealed record KeptForecast(DateOnly MadeOn, DateOnly Month, long Mean, long? Low80, long? High80, long? Low95, long? High95)
{
    /// <summary>What the month closed with; null until it is over.</summary>
    public long? Actual { get; init; }
}

/// <summary>Keeps the forecast of each month's end, so that it can be held against what came.</summary>
internal sealed class KeptForecasts(NpgsqlDataSource database)
{
    internal const string Insert =
        """
        INSERT INTO mrr_forecast (made_on, month, currency, mean, low80, high80, low95, high95, made_at)
        VALUES (@MadeOn, @Month, @currency, @Mean, @low, @high, @lowest, @highest, @at) ON CONFLICT DO NOTHING
        """;
    internal const string Exists = "SELECT EXISTS (SELECT FROM mrr_forecast WHERE made_on = @day AND currency = @currency)";
    internal const string ReadPast =
        """
        SELECT made_on AS "MadeOn", month AS "Month", mean AS "Mean", low80 AS "Low80", high80 AS "High80", low95 AS "Low95", high95 AS "High95"
        FROM mrr_forecast WHERE made_on < @day AND month <= @day AND month > @from AND currency = @currency ORDER BY month DESC, made_on DESC
        """;

    public async Task<bool> HasAsync(DateOnly madeOn, Currency currency, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition(Exists, new { day = madeOn, currency = currency.Code }, cancellationToken: cancel));
    }

    /// <summary>A forecast that is kept already stays as it was.</summary>
    public async Task KeepAsync(IReadOnlyList<KeptForecast> forecast, Currency currency, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        foreach (var month in forecast)
            await connection.ExecuteAsync(new CommandDefinition(Insert, new { month.MadeOn, month.Month, currency = currency.Code, month.Mean, low = month.Low80, high = month.High80, lowest = month.Low95, highest = month.High95, at = at.UtcDateTime }, transaction, cancellationToken: cancel));
        await transaction.CommitAsync(cancel);
    }

    /// <summary>Of months that were over on a day, the newest first, at most a year back.</summary>
    public async Task<IReadOnlyList<KeptForecast>> PastAsync(DateOnly day, Currency currency, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(ReadPast, new { day, from = day.AddYears(-1), currency = currency.Code }, cancellationToken: cancel));
        return [.. rows.Select(row => new KeptForecast(row.MadeOn, row.Month, row.Mean, row.Low80, row.High80, row.Low95, row.High95))];
    }

    private sealed class Row
    {
        public DateOnly MadeOn { get; init; }
        public DateOnly Month { get; init; }
        public long Mean { get; init; }
        public long? Low80 { get; init; }
        public long? High80 { get; init; }
        public long? Low95 { get; init; }
        public long? High95 { get; init; }
    }
}
