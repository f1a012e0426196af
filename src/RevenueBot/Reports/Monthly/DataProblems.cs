using Dapper;
using Npgsql;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Reports.Monthly;

/// <summary>What is known to be wrong with the data of any source.</summary>
internal sealed class DataProblems(NpgsqlDataSource database)
{
    internal const string Read =
        """SELECT source AS "Source", reference AS "Reference", sentence AS "Sentence", first_seen_at AS "At" FROM data_problem ORDER BY first_seen_at DESC, source, reference LIMIT @most""";

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<DataProblem>> ReadAsync(int most, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<Row>(new CommandDefinition(Read, new { most }, cancellationToken: cancel));
        return [.. rows.Select(row => new DataProblem(row.Source, row.Reference, row.Sentence, new DateTimeOffset(row.At, TimeSpan.Zero)))];
    }

    private sealed record Row(string Source, string Reference, string Sentence, DateTime At);
}
