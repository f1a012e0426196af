using Npgsql;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Restating;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Restating;

/// <summary>What a reader was told that is no longer so.</summary>
/// <param name="Delivered">To be called once the reader has been told.</param>
internal sealed record Untold(IReadOnlyList<Restatement> Restatements, Func<CancellationToken, Task> Delivered);

/// <summary>
/// Names, once to each reader, that a closing has changed since MRR was last told to that reader. Whoever was told MRR of one day was
/// told the sum of everything before it, so a late change of any earlier day counts, whatever the question was.
/// </summary>
internal sealed class RestatementNotes(ToldStore told, LedgerReader ledger)
{
    private const int MostCauses = 3;

    /// <summary>The answer with what is restated, if it tells all of MRR as known now; the reader has been told once it is delivered.</summary>
    public async Task<Answer> NameAsync(Answer answer, Asked asked, string reader, CancellationToken cancel)
    {
        if (!TellsMrr(asked) || answer is not { Kind: AnswerKind.Figures, KnownAt: null, DataThrough: not null }) return answer; // before the first data nothing is told
        var untold = await ReadAsync(asked, reader, cancel);
        answer = answer with { Delivered = untold.Delivered };
        return untold.Restatements.Count == 0 ? answer : answer with
        {
            Restatements = untold.Restatements,
            Sentences = [.. answer.Sentences, .. RestatementWords.Of(untold.Restatements, asked)],
        };
    }

    /// <summary>The closings that differ from those that a reader was told with MRR.</summary>
    public async Task<Untold> ReadAsync(Asked asked, string reader, CancellationToken cancel)
    {
        var since = await told.ReadAsync(reader, asked.Currency, cancel);
        return new(await SinceAsync(since, asked, cancel), ct => MarkAsync(reader, asked, since, ct));
    }

    /// <summary>The answer is there: where this cannot be noted, the next one says it again.</summary>
    private async Task MarkAsync(string reader, Asked asked, ToldSince since, CancellationToken cancel)
    {
        try
        {
            await told.MarkAsync(reader, asked.Currency, asked.Now, since, cancel);
        }
        catch (NpgsqlException)
        {
            return;
        }
    }

    private async Task<IReadOnlyList<Restatement>> SinceAsync(ToldSince since, Asked asked, CancellationToken cancel)
    {
        if (since.At is not { } toldAt) return [];
        var toldOn = asked.Calendar.DayOf(toldAt);
        var points = Restatements.Points(since.Late, toldOn);
        if (points.Count == 0) return [];
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(points.Select(day => new Period(day, day.AddDays(1))))), cancel);
        FxRates now = new(asked.Currency, snapshot.FxRates);
        var then = since.Late.Rates.Count == 0 ? now : new FxRates(asked.Currency, (await ledger.ContextAsync(Dimension.Total, points[^1], toldAt, cancel)).FxRates);
        return Restatements.Of(since.Late, toldOn, new RestatedLedger(snapshot.Cells, now, then), MostCauses);
    }

    private static bool TellsMrr(Asked asked) => asked.Question is { Metric: Metric.Mrr, Only: null, KnownAt: null, ConstantCurrency: false };
}
