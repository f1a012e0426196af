using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Advice;

namespace RevenueBot.Reports.Monthly;

/// <summary>The answers of which the report is made: what <c>ask</c> tells about the month's last day.</summary>
internal sealed record MonthlyAnswers
{
    public required Answer Balance { get; init; }
    public required Answer Bridge { get; init; }
    public required Answer Plans { get; init; }
    public required Answer PlanArpa { get; init; }
    public required Answer GrossChurn { get; init; }
    public required Answer Retention { get; init; }
    public required Answer QuickRatio { get; init; }
    public required Answer Cohorts { get; init; }
    public required Answer Conversion { get; init; }
    public required Answer Clv { get; init; }
    public required Answer Ltv { get; init; }
    public required Answer Nps { get; init; }
    public required Answer Forecast { get; init; }
    public required Answer Scorecard { get; init; }

    /// <summary>Of the moment of the report where that is near the month's end.</summary>
    public required Answer Health { get; init; }

    public required Answer AtRisk { get; init; }
}

/// <summary>A customer at risk as the report lists it.</summary>
/// <param name="Reasons">Plain clauses without names.</param>
/// <param name="Chance">To leave within 30 days; null: not scored.</param>
internal sealed record RiskyCustomer(string Id, string Name, string? Owner, long Mrr, string Score, string Reasons, string? Chance, long Expected, bool IsPayment);

/// <summary>Everything that a monthly report is written from.</summary>
/// <param name="Asked">The question "/mrr" about the month's last day.</param>
internal sealed record MonthlyFigures(DigestPeriod Period, string CompanyName, Asked Asked)
{
    public required MonthlyAnswers Answers { get; init; }

    /// <summary>The month and the one before, with their reasons.</summary>
    public required WhyView Why { get; init; }

    /// <summary>MRR by plan at the end of the last twelve months.</summary>
    public required LedgerView Plans { get; init; }

    /// <summary>Those months, oldest first.</summary>
    public required IReadOnlyList<Period> Months { get; init; }

    /// <summary>What became of the customers of each of the last twelve months.</summary>
    public required RetentionView Churn { get; init; }

    public required CohortView Cohorts { get; init; }

    public required ForecastView Forecast { get; init; }

    public TargetRow? Target { get; init; }

    public IReadOnlyList<RiskyCustomer> AtRisk { get; init; } = [];

    /// <summary>"Chances to leave were told on 9 Nov by …"; null: nobody is scored.</summary>
    public string? RiskModel { get; init; }

    /// <summary>Forecasts that were kept at earlier months' ends, of months that are over by now.</summary>
    public IReadOnlyList<KeptForecast> PastForecasts { get; init; } = [];

    public IReadOnlyList<Advised> Advice { get; init; } = [];

    /// <summary>The recommendations of the month before, with what is measured now.</summary>
    public IReadOnlyList<FollowedUp> LastAdvice { get; init; } = [];

    public IReadOnlyList<DataProblem> Problems { get; init; } = [];

    public required LedgerRules Rules { get; init; }

    /// <summary>The board report before; null: there is none.</summary>
    public KeptReport? LastReport { get; init; }

    /// <summary>What its readers were told that is no longer so; null before the first data.</summary>
    public Untold? Untold { get; init; }

    public LedgerSnapshot Context => Why.Ledger.Snapshot;

    public PeriodMrr Month => Why.Periods[0].Row;

    public PeriodMrr Before => Why.Periods[1].Row;

    /// <summary>One format for all MRR of the month, as the bridge of the same month has it.</summary>
    public MoneyFormat Money => MoneyFormat.For(Asked.Currency, Month.Opening, Month.Closing, Before.Opening, Before.Closing);

    public Days Days => Asked.Days;

    public string MonthName => Days.MonthName(Metrics.Month.Of(Period.First));

    /// <summary>Nothing has ever been paid.</summary>
    public bool IsEmpty => Answers.Balance.Table is null;

    public bool IsFirstMonth => Before is { Closing: 0, Opening: 0, Customers: 0 };
}
