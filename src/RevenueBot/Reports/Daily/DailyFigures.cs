using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Daily;

/// <summary>Everything that a daily report is written from.</summary>
/// <param name="Asked">The question "/mrr" about the day.</param>
/// <param name="Ledger">Every one of <paramref name="Periods"/>.</param>
/// <param name="Counts">The same as counts alone: a missing rate hides no customer.</param>
internal sealed record DailyFigures(DigestPeriod Period, Asked Asked, DailyPeriods Periods, LedgerView Ledger, LedgerView Counts)
{
    public required DayFacts Facts { get; init; }

    public required AttentionFigures Attention { get; init; }

    /// <summary>What its readers were told that is no longer so; null before the first data.</summary>
    public Untold? Untold { get; init; }

    public PeriodMrr Day => Ledger.Mrr(Periods.Day);
    public PeriodMrr Month => Ledger.Mrr(Periods.Month.Period);
    public PeriodMrr MonthBefore => Ledger.Mrr(Periods.Month.Before);

    /// <summary>Counts of the day.</summary>
    public PeriodMrr Customers => Counts.Mrr(Periods.Day);

    public CashRevenue Received => CashRevenue.Of(Facts.Payments, Asked.Day, Ledger.Rates);

    /// <summary>One format for all MRR of the report, so that what is shown adds up.</summary>
    public MoneyFormat Money => MoneyFormat.For(Asked.Currency, Day.Opening, Day.Closing, MonthBefore.Opening, MonthBefore.Closing);

    public TargetRow? Target => TargetRow.OfMrr(Asked, Ledger, Periods.Month.Period);

    /// <summary>The same weekdays on which there was MRR already.</summary>
    public IReadOnlyList<PeriodMrr> SameWeekdays => [.. Periods.SameWeekdays.Select(Ledger.Mrr).Where(WasBegun)];

    /// <summary>False for days before the first MRR: with nothing nothing is compared.</summary>
    public static bool WasBegun(PeriodMrr row) => row.Opening != 0 || row.Closing != 0 || row.OpeningCustomers != 0 || row.Customers != 0;
}
