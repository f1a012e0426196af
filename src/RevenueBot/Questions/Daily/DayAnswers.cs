using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Daily;

/// <summary>"/today": what the day has brought so far, and where it leads.</summary>
internal sealed class DayAnswers(DayFigures figures, LedgerRules rules) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Today];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var view = await figures.ReadAsync(asked, cancel);
        var around = Provenance.Around(asked, view.Ledger);
        if (NothingYet.Of(asked, view.Ledger, view.Now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        DayWords words = new(asked, view, rules.Profile.ChurnAt);
        return around with
        {
            Headline = words.Headline(),
            Sentences = [.. words.Sentences(), .. words.Click(), .. FactQualifiers.Of(asked, "sign-ups and payments"), .. Provenance.Qualifiers(asked)],
            Figures = [.. words.Figures()],
            Chart = DayPicture.Draw(words, around.Footer),
            Suggestions = [new("What moved MRR?", "/mrr why this month"), new("Trials", "/trials")],
            Series = view.Ledger.Rows([view.Day]),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var view = await figures.ReadAsync(asked, cancel);
        DayWords words = new(asked, view, rules.Profile.ChurnAt);
        return Provenance.Around(asked, view.Ledger) with
        {
            Headline = $"How the figures of {Days.Long(asked.Day)} are counted",
            Sentences = [.. words.Proof(), .. words.Click(), .. FactQualifiers.Of(asked, "sign-ups and payments"), .. Provenance.Qualifiers(asked)],
            Table = words.Lines(),
            Series = view.Ledger.Rows([view.Day]),
        };
    }
}
