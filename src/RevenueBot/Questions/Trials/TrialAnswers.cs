using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;

namespace RevenueBot.Questions.Trials;

/// <summary>"/trials": how many run, how many of those that began have paid, and how long they took.</summary>
internal sealed class TrialAnswers(LedgerReader ledger, TrialSource source) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Trials];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (view, words, money, _) = await ReadAsync(asked, cancel);
        var around = Provenance.Around(asked, view);
        if (NothingYet.Of(asked, view, view.Mrr(words.Frame.Period)) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        return around with
        {
            Headline = words.Headline(view),
            Sentences = [.. words.Sentences(view), .. Provenance.Qualifiers(asked)],
            Chart = asked.Question.By == Dimension.Total ? TrialPicture.Draw(words, around.Footer) : null,
            Table = asked.Question.By == Dimension.Total ? words.Cohorts() : words.Keys(view),
            Suggestions = asked.Question.By == Dimension.Total ? [new("By plan", (asked.Question with { By = Dimension.Plan }).ToString()), new("Customers", "/customers")]
                : [new("Conversion", (asked.Question with { By = Dimension.Total }).ToString())],
            Series = money.Rows([words.Frame.Period]),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (view, words, money, table) = await ReadAsync(asked, cancel);
        return Provenance.Around(asked, view) with
        {
            Headline = words.Headline(view),
            Sentences = [.. words.Proof()],
            Table = words.Counts(),
            Proof = async ct => [.. (await source.SpansAsync(table, ct)).Select(TrialRow.Of)],
            Series = money.Rows([words.Frame.Period]),
        };
    }

    private async Task<(LedgerView View, TrialWords Words, LedgerView Money, Precomputed<TrialTable> Table)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var last = asked.Question.Window is { } window ? asked.FrameOf(window).Last : asked.Day;
        var month = asked.FrameOf(new Window.InMonth(Month.Of(last))) is var whole && whole.Last > last ? whole with { Last = last, IsPart = true } : whole;
        var snapshot = await ledger.ReadAsync(new LedgerQuery(asked.Question.By, AnswerPlan.Boundaries([month.Period, month.Before]), asked.Question.KnownAt), cancel);
        var table = await source.GetAsync(asked, cancel);
        IReadOnlyList<Period> periods = [month.Period, month.Before];
        return (new LedgerView(CountCells.Of(snapshot, asked.Currency), asked, periods), new TrialWords(asked, table.Value, month), new LedgerView(snapshot, asked, periods), table);
    }
}
