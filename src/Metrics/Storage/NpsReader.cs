using Npgsql;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Nps;

namespace RevenueBot.Metrics.Storage;

/// <summary>Answers to the recommendation survey, and the target set for them.</summary>
public sealed class NpsReader(NpgsqlDataSource dataSource)
{
    internal const string ReadAnswers = "SELECT customer_id, user_id, score, responded_at FROM nps_response WHERE responded_at >= $1 AND responded_at < $2";
    internal const string ReadTarget = $"SELECT month, kind, value, upper FROM ({Versions.TargetsAt}) AS t WHERE metric = 'nps' AND month = $2";

    /// <summary>The answers given in a half-open span, in any order, and the target of a month (null: none).</summary>
    /// <param name="knownAt">The target as known then; null: as known now. When answers were recorded is not kept.</param>
    public async Task<(IReadOnlyList<NpsAnswer> Answers, Target? Target)> ReadAsync((DateTimeOffset From, DateTimeOffset To) span, Month month, DateTimeOffset? knownAt, CancellationToken ct = default)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        batch.With(ReadAnswers, Parameter.Time(span.From.ToUniversalTime()), Parameter.Time(span.To.ToUniversalTime())).With(ReadTarget, Parameter.KnownAt(knownAt), Parameter.Day(month.FirstDay));
        await using var rows = await batch.ExecuteReaderAsync(ct);
        List<NpsAnswer> answers = [];
        while (await rows.ReadAsync(ct)) answers.Add(new(rows.GetString(0), rows.GetString(1), rows.GetInt32(2), rows.GetFieldValue<DateTimeOffset>(3)));
        await rows.NextResultAsync(ct);
        return (answers, await rows.ReadAsync(ct)
            ? new Target("nps", Month.Of(rows.GetFieldValue<DateOnly>(0)), (TargetKind)rows.GetInt16(1), rows.GetDecimal(2), rows.IsDBNull(3) ? null : rows.GetDecimal(3))
            : null);
    }
}
