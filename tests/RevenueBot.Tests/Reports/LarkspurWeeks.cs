using RevenueBot.Alerting.Proof;
using RevenueBot.Alerts.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Nps;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Why;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Health;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Nps;
using RevenueBot.Questions.Why;
using RevenueBot.Reports;
using RevenueBot.Reports.Attention;
using RevenueBot.Reports.Weekly;
using RevenueBot.Tests.Questions;
using BackTest = RevenueBot.Metrics.Forecasting.Mrr.BackTest;

namespace RevenueBot.Tests.Reports;

/// <summary>The weekly review of the sample company of the message references, made on Mon 9 Nov 2026, 07:45 New York.</summary>
internal static class LarkspurWeeks
{
    public static readonly DateTimeOffset Monday = new(2026, 11, 9, 12, 45, 0, TimeSpan.Zero);

    public static WeeklyFigures Weekly(Func<LedgerSnapshot, LedgerSnapshot>? change = null, IReadOnlyList<OpenAlert>? alerts = null, IReadOnlyList<MovedAmount>? moved = null)
    {
        var period = DigestPeriods.At(DigestKind.Weekly, Monday, Larkspur.NewYork);
        Period week = new(period.First, period.Last.AddDays(1)), before = new(period.First.AddDays(-7), period.First);
        var asked = AskedOf(Question.Mrr with { Why = true, Window = new Window.Between(period.First, period.Last), AsOf = period.Last });
        var current = AskedOf(new Question { Metric = Metric.Forecast, Months = 1 });
        var snapshot = Larkspur.Snapshot(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries([week, before]))) with { Sources = [new("stripe", Monday.AddMinutes(-5))] };
        if (change is not null) snapshot = change(snapshot);
        LedgerView ledger = new(snapshot, asked, [week, before]);
        Func<Currency, DateOnly, decimal?> one = (_, _) => 1;
        var around = Provenance.Around(current, snapshot.Sources, "default");
        return new(period, asked, new WhyView(asked, ledger, [new(ledger.Mrr(week), Explanation.Of(moved ?? Moved, ledger.Mrr(week), one)), new(ledger.Mrr(before), Explanation.Of([], ledger.Mrr(before), one))]))
        {
            Current = current,
            Attention = LarkspurReports.Attention(period, Monday, alerts ?? []) is var urgent && alerts is not null ? urgent with { All = Concerns.ByKind(alerts, Monday) } : urgent,
            Forecast = new ForecastView(current, Outlook(ledger.Mrr(week).Closing), snapshot.Targets),
            Success = new SuccessFigures(Scores(snapshot), new HealthDesk.Everybody(new(around, ledger.Rates, Monday, true), Health, [], []), new NpsFigures(new NpsScore(60, 30, 10), new NpsScore(50, 30, 20), [], null, [])),
            Expansion = new ExpansionView(around, Monday, ExpansionSummary.Of(Opportunities), [new(Opportunities[0], "Pinecrest Media", "Sam Ito")]),
            Names = new Dictionary<string, string> { ["cus_1"] = "Brightwater Clinics" },
        };
    }

    /// <summary>Reasons of the week's lines; the largest single customer left with unpaid invoices.</summary>
    public static IReadOnlyList<MovedAmount> Moved { get; } =
    [
        Row("cus_1", MovementKind.Churn, MovementReason.Involuntary, -200), Row("cus_2", MovementKind.Churn, MovementReason.Involuntary, -68), Row("cus_3", MovementKind.Churn, MovementReason.Involuntary, -50),
        Row("cus_4", MovementKind.Churn, MovementReason.Voluntary, -190), Row("cus_5", MovementKind.Churn, MovementReason.Voluntary, -287), Row("cus_6", MovementKind.Churn, MovementReason.Voluntary, -287),
        .. Enumerable.Range(10, 9).Select(i => Row($"cus_{i}", MovementKind.New, MovementReason.Plan, i == 18 ? 1_140 - (8 * 126) : 126)),
        Row("cus_20", MovementKind.Expansion, MovementReason.Quantity, 690), Row("cus_21", MovementKind.Reactivation, MovementReason.None, 58), Row("cus_22", MovementKind.Contraction, MovementReason.Plan, -236),
    ];

    private static MovedAmount Row(string customer, MovementKind kind, MovementReason reason, decimal dollars) => new(customer, new DateOnly(2026, 11, 5), Larkspur.Usd, kind, reason, (long)(dollars * 1_000_000));

    private static readonly IReadOnlyList<Opportunity> Opportunities =
    [
        new("cus_0977", [new(ExpansionReason.Limit, 0, "Team", "Business", 250_000_000, NoGain.None, "exports", 9_240, 10_000)], HeldBy.Nothing, 400_000_000),
        new("cus_0978", [new(ExpansionReason.Team, 0, "Starter", "Team", 40_000_000, NoGain.None, null, 4, 0)], HeldBy.Nothing, 29_000_000),
    ];

    private static HealthSummary Health => new(
        [new(HealthBand.InsufficientData, 5, 100_000_000), new(HealthBand.High, 31, 4_180_000_000), new(HealthBand.Medium, 148, 14_000_000_000), new(HealthBand.Healthy, 376, 39_000_000_000)],
        [new(HealthBand.InsufficientData, 5, 0), new(HealthBand.High, 26, 0), new(HealthBand.Medium, 150, 0), new(HealthBand.Healthy, 370, 0)], new Dictionary<NotScored, int>(), 7, 2, new Dictionary<string, long>());

    private static Scorecard Scores(LedgerSnapshot snapshot) => new(
        new Period(new(2026, 8, 11), new(2026, 11, 9)),
        [(DefaultRules.All.Single(rule => rule.Id == "health"), new RuleScore("health") { Fired = 60, Judged = 42, LeftWithin60 = 18, Churns = 26, Caught = 18, LeadDays = [24], ActedOn = 20, SavedCustomers = 15, SavedMrr = 1_912_000_000, Catches = true }), (DefaultRules.All.Single(rule => rule.Id == "target"), new RuleScore("target"))], snapshot);

    private static MrrOutlook Outlook(long start)
    {
        List<Period> months = [.. Enumerable.Range(0, 21).Select(i => Period.Of(new Month(2025, 2).Plus(i)))];
        var rows = MrrSeries.Compute(Larkspur.Snapshot(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(months))).Cells, months, new FxRates(Larkspur.Usd, []));
        return new(new DateOnly(2026, 11, 1), start, 22 / 30d, KnownAhead.Nothing, MrrModel.Fit([.. rows], 36), BackTest.Run([.. rows], 6));
    }

    private static Asked AskedOf(Question question) => new() { Question = question, Now = Monday, Calendar = Larkspur.NewYork, Currency = Larkspur.Usd };
}
