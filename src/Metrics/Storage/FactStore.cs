using System.Collections.Concurrent;
using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Where facts go in. Every call is one transaction: its facts, the ledger made from them and the roll-ups, or nothing.</summary>
public sealed class FactStore(NpgsqlDataSource dataSource, LedgerRules rules, TimeProvider time)
{
    /// <summary>Larger batches are cheaper by the bulk path.</summary>
    private const int SmallBatch = 1_000;

    private const int MaxTries = 5;

    internal const string AddProblem =
        """
        INSERT INTO data_problem (source, reference, sentence, first_seen_at) VALUES ($1, $2, $3, $4)
        ON CONFLICT (source, reference) DO UPDATE SET sentence = excluded.sentence
        """;

    internal const string ForgetProblems = "DELETE FROM data_problem WHERE source = $1 AND reference = ANY ($2)";

    private readonly FactImport _import = new(dataSource, rules, time);
    private readonly ChangeSignal _signal = new(dataSource);
    private readonly ConcurrentDictionary<string, bool> _plans = []; // that have a row
    private readonly string _rulesHash = LedgerRulesText.Of(rules).Hash;

    /// <summary>Applies some facts, in two round trips. Facts that are known already change nothing.</summary>
    /// <exception cref="LedgerRulesException">The ledger was made by other rules.</exception>
    public async Task<ApplyResult> ApplyAsync(FactBatch batch, FactOptions? options = null, CancellationToken ct = default)
    {
        options ??= new FactOptions();
        if (batch.Aliases.Count > 0 || batch.SubscriptionEvents.Count + batch.Withdrawals.Count + batch.Customers.Count > SmallBatch)
            return await _import.RunAsync(Single(batch), options, null, ct);

        batch = batch with { SubscriptionEvents = FactTimes.Normalise(batch.SubscriptionEvents) };
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await TryApplyAsync(batch, options, ct);
            }
            catch (Exception e) when (tries < MaxTries && e is LockMovedException or PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected })
            {
                // Someone else recorded the same event, or merged one of the customers, first; what it did is visible now.
            }
        }
    }

    /// <summary>
    /// Applies any number of facts as one: nothing is applied if the enumeration fails or the process dies. Memory stays flat.
    /// </summary>
    /// <param name="progress">Facts read so far.</param>
    /// <exception cref="LedgerRulesException">The ledger was made by other rules.</exception>
    public Task<ApplyResult> ImportAsync(IAsyncEnumerable<FactBatch> batches, IProgress<long>? progress = null, CancellationToken ct = default) =>
        _import.RunAsync(batches, new FactOptions(), progress, ct);

    /// <summary>Says how far a source has been read; it never goes back.</summary>
    public Task SetDataThroughAsync(SourceState state, CancellationToken ct = default) =>
        ExecuteAsync(StateWriter.SetDataThrough, ct, Parameter.Text(state.Source), Parameter.Time(state.DataThrough.ToUniversalTime()));

    /// <summary>Notes something a person should know; the same reference again changes the sentence only.</summary>
    public Task AddProblemAsync(DataProblem problem, CancellationToken ct = default) => ExecuteAsync(
        AddProblem, ct, Parameter.Text(problem.Source), Parameter.Text(problem.Reference), Parameter.Text(problem.Sentence), Parameter.Time(problem.FirstSeenAt.ToUniversalTime()));

    /// <summary>What was noted about these references is over.</summary>
    public Task ForgetProblemsAsync(string source, string[] references, CancellationToken ct = default) =>
        ExecuteAsync(ForgetProblems, ct, Parameter.Text(source), Parameter.Texts(references));

    private async Task ExecuteAsync(string sql, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        await using NpgsqlBatch batch = new(connection);
        await batch.With(sql, parameters).ExecuteNonQueryAsync(ct);
    }

    private async Task<ApplyResult> TryApplyAsync(FactBatch batch, FactOptions options, CancellationToken ct)
    {
        await using var connection = await dataSource.OpenConnectionAsync(ct);
        var state = await StateReader.ReadAsync(connection, batch, ct);
        if (!state.IsLocked) throw new LockMovedException();
        if (state.RulesHash != "" && state.RulesHash != _rulesHash) throw new LedgerRulesException();
        var change = StateChange.Compute(batch, state, rules, FactTimes.Micros(time.GetUtcNow()));
        var placeholders = Placeholders.For(batch, (id => state.Customers.TryGetValue(state.Canonical(id), out var customer) && customer.Exists, _plans.ContainsKey));
        var rest = placeholders.Concat(StateWriter.Options(options));
        if (state.RulesHash == "") rest = rest.Append(StateWriter.Rules(rules));
        var side = await StateWriter.WriteAsync(connection, batch, change, rest, ct);
        _signal.Raise();
        foreach (var plan in Placeholders.Plans(batch)) _plans.TryAdd(plan, true);
        return new ApplyResult(
            change.NewEvents.Count + change.Withdrawn.Count + change.Customers.Count + side,
            change.Duplicates + SideFacts.CountOf(batch) - side, change.Folded);
    }

    private static async IAsyncEnumerable<FactBatch> Single(FactBatch batch)
    {
        await Task.CompletedTask;
        yield return batch;
    }
}
