namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>What is known of the months ahead at the moment of a forecast, micro-units of the reporting currency, all at least 0.</summary>
public sealed record KnownAhead
{
    public static KnownAhead Nothing { get; } = new();

    /// <summary>MRR that is cancelled for a day of each month ahead, the first month first; months left out have none.</summary>
    public IReadOnlyList<long> Cancels { get; init; } = [];

    /// <summary>MRR that is cancelled for a later day, or for one that is not known.</summary>
    public long CancelsLater { get; init; }

    /// <summary>Subscriptions with a cancel scheduled.</summary>
    public int CancelCount { get; init; }

    /// <summary>What the trials that end in each month ahead would pay.</summary>
    public IReadOnlyList<long> Trials { get; init; } = [];

    /// <summary>Trials running.</summary>
    public int TrialCount { get; init; }

    /// <summary>MRR of contracts longer than a month.</summary>
    public long Terms { get; init; }

    /// <summary>Contracts longer than a month.</summary>
    public int TermCount { get; init; }

    /// <summary>
    /// MRR of the terms that end in each month ahead, times the months they ran for: in a company whose renewals lie evenly it is
    /// <see cref="Terms"/> every month.
    /// </summary>
    public IReadOnlyList<long> Renewals { get; init; } = [];

    /// <summary>MRR of the terms that run now, by the month in which each is over.</summary>
    public IReadOnlyList<long> Renewing { get; init; } = [];

    /// <summary>MRR of the terms that are over in the first month, by the month in which the terms after them are.</summary>
    public IReadOnlyList<long> RenewingAgain { get; init; } = [];

    /// <summary>Share of trial MRR that has become MRR; null where no trial has ended yet.</summary>
    public double? Conversion { get; init; }

    /// <summary>Sums what single subscriptions have scheduled by month, in the reporting currency at the rates of a day.</summary>
    /// <param name="span">The first month ahead, and how many.</param>
    public static KnownAhead Of(
        IReadOnlyList<ScheduledMrr> subscriptions, IReadOnlyList<EndedTrials> ended, (Month First, int Horizon) span, CompanyCalendar calendar, (FxRates Rates, DateOnly Day) at) =>
        Schedule.Of(subscriptions, ended, span, calendar, (currency, amount) => Micros(currency, amount, at));

    /// <summary>The same with the contracts that are longer than a month, each renewed again and again.</summary>
    public KnownAhead With(IReadOnlyList<TermMrr> terms, (Month First, int Horizon) span, (FxRates Rates, DateOnly Day) at)
    {
        var (renewals, renewing, again, all) = (new long[span.Horizon], new long[span.Horizon], new long[span.Horizon], 0L);
        foreach (var term in terms)
        {
            var micros = Micros(term.Currency, term.Micros, at) ?? 0;
            all += micros;
            var first = Math.Max(Month.Of(term.Renews).Since(span.First), 0); // what is overdue comes at once
            if (first < span.Horizon) renewing[first] += micros;
            if (first == 0 && term.Months < span.Horizon) again[term.Months] += micros;
            for (var month = first; month < span.Horizon; month += term.Months) renewals[month] += micros * term.Months;
        }

        return this with { Terms = all, TermCount = terms.Count, Renewals = renewals, Renewing = renewing, RenewingAgain = again };
    }

    /// <summary>Of a month; months left out have none.</summary>
    internal static long At(IReadOnlyList<long> amounts, int month) => month < amounts.Count ? amounts[month] : 0;

    private static long? Micros(Currency currency, long amount, (FxRates Rates, DateOnly Day) at) =>
        at.Rates.Find(currency, at.Day) is { } rate ? decimal.ToInt64(Math.Round(amount * rate, MidpointRounding.AwayFromZero)) : null;
}
