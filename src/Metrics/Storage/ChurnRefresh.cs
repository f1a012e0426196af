using System.Runtime.CompilerServices;
using RevenueBot.Metrics.Churn;

namespace RevenueBot.Metrics.Storage;

/// <summary>Trains a model of the past, and scores who pays now.</summary>
public sealed class ChurnRefresh(ChurnFactReader facts, ChurnStore store, PrecomputedStore figures)
{
    /// <summary>Both, one after the other.</summary>
    /// <param name="at">The moment the scores speak of.</param>
    public async Task RunAsync(DateTimeOffset at, Currency reporting, CancellationToken ct = default) => await ScoreAsync(at, reporting, await TrainAsync(at, reporting, null, ct), ct);

    /// <summary>A model of what was known by a moment, kept as the newest.</summary>
    /// <param name="months">Told of each month that was read.</param>
    public async Task<StoredChurnModel> TrainAsync(DateTimeOffset at, Currency reporting, IProgress<long>? months, CancellationToken ct = default)
    {
        var history = await HistoryAsync(at, reporting, months, ct);
        return await store.AddAsync(ChurnTrainer.Train(history, ct), at, ct);
    }

    /// <summary>Every paying customer by a model; these scores replace all before.</summary>
    public async Task<ChurnSummary> ScoreAsync(DateTimeOffset at, Currency reporting, StoredChurnModel model, CancellationToken ct = default)
    {
        Sums sums = new();
        await store.ReplaceAsync(ScoresAsync(at, await facts.RulesAsync(reporting, ct), model, sums, ct), ct);
        ChurnSummary summary = new(model.Id, model.TrainedAt, model.Model.Card, sums.Customers, sums.Mrr, sums.Churns, sums.Expected);
        await figures.WriteAsync(ChurnReader.SummaryName, new Precomputed<ChurnSummary>(summary, at), ct);
        return summary;
    }

    /// <summary>A model of what was known by a past moment, made as if it were now; it is not kept.</summary>
    public async Task<ChurnModel> PastModelAsync(DateTimeOffset at, Currency reporting, CancellationToken ct = default) => ChurnTrainer.Train(await HistoryAsync(at, reporting, null, ct), ct);

    /// <summary>Every customer who paid at a past moment, by such a model; nothing is kept.</summary>
    /// <param name="knownAt">Subscriptions as known then; null: as known now.</param>
    public async IAsyncEnumerable<(string CustomerId, ChurnScore Score)> PastScoresAsync(
        DateTimeOffset at, DateTimeOffset? knownAt, Currency reporting, ChurnModel model, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var reading in facts.ReadAsync(at, knownAt, await facts.RulesAsync(reporting, ct), _ => true, ct)) yield return (reading.CustomerId, model.Score(reading));
    }

    private async Task<ChurnHistory> HistoryAsync(DateTimeOffset at, Currency reporting, IProgress<long>? months, CancellationToken ct)
    {
        var rules = await facts.RulesAsync(reporting, ct);
        var through = rules.Health.Ledger.Calendar.DayOf(at);
        var sample = ChurnSample.Of(await facts.PastAsync(ct), through);
        List<ChurnRow> rows = [];
        for (var month = 0; month < sample.Days.Count; month++)
        {
            await foreach (var row in facts.RowsAsync(sample.Days[month], through, rules, sample, ct)) rows.Add(row);
            months?.Report(month + 1);
        }

        return new(rows, through);
    }

    private async IAsyncEnumerable<CustomerChurn> ScoresAsync(DateTimeOffset at, ChurnRules rules, StoredChurnModel model, Sums sums, [EnumeratorCancellation] CancellationToken ct = default)
    {
        await foreach (var reading in facts.ReadAsync(at, null, rules, _ => true, ct))
        {
            CustomerChurn churn = new(reading.CustomerId, at, model.Id, model.Model.Score(reading), reading.Mrr, reading.CancelScheduled);
            sums.Add(churn);
            yield return churn;
        }
    }

    private sealed class Sums
    {
        public int Customers { get; private set; }

        public long Mrr { get; private set; }

        public double Churns { get; private set; }

        public long Expected { get; private set; }

        public void Add(CustomerChurn churn)
        {
            Customers++;
            Mrr += churn.Mrr;
            Churns += churn.Score.P30;
            Expected += churn.Expected;
        }
    }
}
