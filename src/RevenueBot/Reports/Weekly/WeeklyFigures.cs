using RevenueBot.Alerting.Proof;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Weekly;

/// <summary>Everything that a weekly review is written from.</summary>
/// <param name="Asked">The question "/mrr why" about the week.</param>
/// <param name="Why">The week and the one before, with what moved them.</param>
internal sealed record WeeklyFigures(DigestPeriod Period, Asked Asked, WhyView Why)
{
    /// <summary>The moment of the review: what has no past is told as it is then.</summary>
    public required Asked Current { get; init; }

    public required AttentionFigures Attention { get; init; }
    public required ForecastView Forecast { get; init; }
    public required SuccessFigures Success { get; init; }
    public required ExpansionView Expansion { get; init; }

    /// <summary>Of the customers who moved most, by id.</summary>
    public required IReadOnlyDictionary<string, string> Names { get; init; }

    public IReadOnlyList<DigestQuote> Quotes { get; init; } = [];
    public Untold? Untold { get; init; }

    public Explained Week => Why.Periods[0];
    public Explained Before => Why.Periods[1];
    public PeriodMrr Now => Week.Row;
    public LedgerView Ledger => Why.Ledger;

    /// <summary>Counts of the week: a missing rate hides no customer.</summary>
    public PeriodMrr Customers => new LedgerView(CountCells.Of(Ledger.Snapshot, Asked.Currency), Asked, [Now.Period]).Mrr(Now.Period);

    public bool HasBefore => Daily.DailyFigures.WasBegun(Before.Row);

    public MoneyFormat Money => MoneyFormat.For(Asked.Currency, Now.Opening, Now.Closing, Before.Row.Opening, Before.Row.Closing);

    /// <summary>The lines of <see cref="Line.All"/> as shown: they add up to the change.</summary>
    public IReadOnlyList<long> Shown => Line.ShownAmounts(Now, Money);

    public IReadOnlyList<long> ShownBefore => Line.ShownAmounts(Before.Row, Money);

    public string Span => Asked.Days.Span(Period.First, Period.Last);

    /// <summary>The target of MRR for the month that is forecast; null without one.</summary>
    public Target? Target => Forecast.IsEmpty ? null : Ledger.Snapshot.Targets.FirstOrDefault(target => TargetMetric.Find(target.Metric)?.Name == "MRR" && target.Month == Forecast.Months[0].Month);
}

/// <summary>How customers do, and what the alerts about them were worth.</summary>
/// <param name="Scorecard">Of the alerts of the ninety days up to the end of the week.</param>
/// <param name="Nps">Of the same days.</param>
internal sealed record SuccessFigures(Scorecard Scorecard, HealthDesk.Everybody Health, NpsFigures Nps);
