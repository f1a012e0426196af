using Dapper;
using Npgsql;

namespace RevenueBot.Reports.Advice;

/// <summary>A recommendation as a report made it.</summary>
/// <param name="Measured">What the rule looked at then: micro-units, or a count.</param>
internal sealed record KeptAdvised(string Rule, int Version, int Place, string What, string Owner, string Money, string Measure, long Measured);

/// <summary>A recommendation of the month before.</summary>
/// <param name="Now">The same measure a month later; null: the rule no longer looks at it.</param>
internal sealed record FollowedUp(KeptAdvised Then, Measure? Now);

/// <summary>Keeps what reports recommended, so that the next one can say what became of it.</summary>
internal sealed class KeptAdvice(NpgsqlDataSource database)
{
    internal const string Insert =
        """
        INSERT INTO board_advice (month, rule, version, place, what, owner, money, measure, measured, made_at)
        VALUES (@month, @Rule, @Version, @Place, @What, @Owner, @Money, @Measure, @Measured, @at) ON CONFLICT DO NOTHING
        """;
    internal const string Read =
        """
        SELECT rule AS "Rule", version AS "Version", place AS "Place", what AS "What", owner AS "Owner", money AS "Money", measure AS "Measure", measured AS "Measured"
        FROM board_advice WHERE month = @month ORDER BY place
        """;

    /// <summary>What a report said first stays.</summary>
    public async Task KeepAsync(DateOnly month, IReadOnlyList<Advised> advice, DateTimeOffset at, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        foreach (var (one, i) in advice.Select((one, i) => (one, i)))
        {
            var measure = one.Draft.Measure!;
            await connection.ExecuteAsync(new CommandDefinition(
                Insert, new { month, Rule = one.Rule.Id, one.Rule.Version, Place = i + 1, What = one.Shown.Do, one.Shown.Owner, one.Shown.Money, Measure = measure.Words, Measured = measure.Value, at = at.UtcDateTime }, cancellationToken: cancel));
        }
    }

    /// <param name="month">First day of the month of the report.</param>
    public async Task<IReadOnlyList<KeptAdvised>> ReadAsync(DateOnly month, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return [.. await connection.QueryAsync<KeptAdvised>(new CommandDefinition(Read, new { month }, cancellationToken: cancel))];
    }
}
