using RevenueBot.Alerting.Cards;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Reports;
using RevenueBot.Reports.Attention;
using RevenueBot.Reports.Daily;
using RevenueBot.Tests.Questions;

namespace RevenueBot.Tests.Reports;

/// <summary>Reports of the sample company of the message references, from its ledger rows: no database.</summary>
internal static class LarkspurReports
{
    /// <summary>Wed 11 Nov 2026, 07:30 New York.</summary>
    public static readonly DateTimeOffset Wednesday = new(2026, 11, 11, 12, 30, 0, TimeSpan.Zero);

    public static DailyFigures Daily(DateTimeOffset? now = null, Func<LedgerSnapshot, LedgerSnapshot>? change = null, Currency? currency = null, IReadOnlyList<OpenAlert>? alerts = null)
    {
        var period = DigestPeriods.At(DigestKind.Daily, now ?? Wednesday, Larkspur.NewYork);
        Asked asked = new() { Question = Question.Mrr with { AsOf = period.Last }, Now = now ?? Wednesday, Calendar = Larkspur.NewYork, Currency = currency ?? Larkspur.Usd };
        var periods = DailyPeriods.Of(asked);
        var snapshot = Larkspur.Snapshot(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(periods.All))) with { Sources = [new("stripe", asked.Now.AddMinutes(-5))] };
        if (change is not null) snapshot = change(snapshot);
        return new(period, asked, periods, new LedgerView(snapshot, asked, periods.All), new LedgerView(CountCells.Of(snapshot, asked.Currency), asked, periods.All))
        {
            Attention = Attention(period, asked.Now, alerts ?? []), Facts = new DayFacts(0, default(DayEnds), [new PaymentSum(asked.Currency, PaymentStatus.Succeeded, 250_000, 17_000, 12), new PaymentSum(asked.Currency, PaymentStatus.Refunded, 2_000, 0, 1)], 6),
        };
    }

    public static AttentionFigures Attention(DigestPeriod period, DateTimeOffset now, IReadOnlyList<OpenAlert> alerts) =>
        new(Concerns.Of(alerts, now, 4), Concerns.Snoozed(alerts, now), new CardContext(now, Larkspur.NewYork, Larkspur.Usd, now.AddMinutes(-5)))
        {
            LookedAt = now.AddMinutes(-3), Since = Larkspur.NewYork.StartOf(period.First), WeekChange = -1_900_000_000,
        };

    /// <summary>An alert of one of the default rules that fires since 9 Nov.</summary>
    public static OpenAlert Alert(string rule, string name, decimal dollars, decimal value = 20, string? owner = null) => new(
        DefaultRules.All.Single(one => one.Id == rule),
        new AlertStatus
        {
            Rule = rule, Subject = name.ToLowerInvariant(), State = AlertState.Firing, Before = AlertState.Firing, Since = Larkspur.Now.AddDays(-1), FiredAt = Larkspur.Now.AddDays(-1), LastEval = Larkspur.Now,
            Condition = "", LastValue = value, Mrr = (long)(dollars * 1_000_000),
        },
        new SubjectFacts(name, owner, null, (long)(dollars * 1_000_000)));
}
