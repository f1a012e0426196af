using RevenueBot.Metrics;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Reports.Advice;
using Shouldly;
using Xunit;
using Month = RevenueBot.Metrics.Month;

namespace RevenueBot.Tests.Reports;

/// <summary>Recommendations: made by rules from figures, whole or not at all.</summary>
public sealed class AdviceTests
{
    private const long Dollar = 1_000_000;

    private static readonly AdviceFacts Quiet = new()
    {
        Asked = new() { Question = Question.Mrr with { AsOf = new(2026, 10, 31) }, Now = new(2026, 11, 3, 14, 0, 0, TimeSpan.Zero), Calendar = CompanyCalendar.Utc, Currency = Currency.Parse("USD") },
        Month = new() { Period = Period.Of(Month.Of(new(2026, 10, 1))), Key = "", Opening = 55_260 * Dollar, Closing = 57_380 * Dollar, Committed = 57_380 * Dollar, Churn = -2_860 * Dollar, Expansion = 1_620 * Dollar, Customers = 583, OpeningCustomers = 566 },
        Before = new() { Period = Period.Of(Month.Of(new(2026, 9, 1))), Key = "", Opening = 54_000 * Dollar, Closing = 55_260 * Dollar, Churn = -1_900 * Dollar, Expansion = 1_500 * Dollar, Customers = 566 },
        Today = new(2026, 11, 3), MrrToday = 57_500 * Dollar, YearGrr = 0.84m, LogoChurn = 0.039m, Asp = 120 * Dollar,
    };

    private static readonly AdviceFacts Loud = Quiet with
    {
        Involuntary = -900 * Dollar,
        InvoluntaryBefore = -200 * Dollar,
        Failing = [new("a", "Dana Osei", 800 * Dollar), new("b", "Sam Ito", 300 * Dollar), new("c", null, 136 * Dollar)],
        Cancelling = [new("d", "Sam Ito", 700 * Dollar), new("e", null, 420 * Dollar)],
        Largest = [.. Enumerable.Range(0, 5).Select(i => new Exposed($"l{i}", "Dana Osei", (4_000 - (i * 100)) * Dollar))],
        HighRisk = [.. Enumerable.Range(0, 6).Select(i => new AtRisk(new($"h{i}", null, 100 * Dollar), i == 0 ? HealthPartKind.FailingPayment : HealthPartKind.Features))],
        Plans = [new("Starter", 10_000 * Dollar, -1_500 * Dollar), new("Team", 25_000 * Dollar, -700 * Dollar), new("Business", 20_260 * Dollar, -600 * Dollar)],
        Renewing = [3_000 * Dollar, 2_000 * Dollar, 9_000 * Dollar],
        Trials = [Cohort(7, 20, 13), Cohort(8, 22, 15), Cohort(9, 20, 8)],
        Expansion = new(new(30, 900 * Dollar), new Dictionary<ExpansionReason, ExpansionSum> { [ExpansionReason.Limit] = new(3, 240 * Dollar) }, new Dictionary<HeldBy, ExpansionSum>(), 0),
    };

    [Fact]
    public void A_quiet_month_recommends_nothing() => Adviser.Of(Quiet, AdviceRules.All).ShouldBeEmpty();

    [Fact]
    public void Every_rule_has_its_case()
    {
        foreach (var rule in AdviceRules.All) Adviser.Of(Loud, [rule]).ShouldHaveSingleItem(rule.Name).Shown.Rule.ShouldBe(rule.Name);
        AdviceRules.All.Select(rule => rule.Id).ShouldBeUnique();
    }

    [Fact]
    public void It_reads_as_the_form_asks()
    {
        var shown = Adviser.Of(Loud, [AdviceRules.All[0]]).Single().Shown;
        shown.Do.ShouldBe("Call customers within a day when a payment fails.");
        shown.Owner.ShouldBe("Dana Osei, by 10 Nov");
        shown.Evidence.ShouldBe("Unpaid invoices took $900 of the $2,860 churn of October, and $200 of $1,900 in September. On 3 Nov payments of 3 customers fail, $1,236 MRR. Receipt: ask /mrr why in October 2026.");
        shown.Money.ShouldBe("$309–$618 MRR a month, if a quarter to a half of the $1,236 that fails now is paid after a call; both shares are assumptions.");
        shown.NextStep.ShouldBe("Call the three whose payments fail, the largest first.");
        shown.Doubt.ShouldBe("Some pay by themselves at the next try. Likely.");
        shown.Rule.ShouldBe("involuntary-share v1");
    }

    [Fact]
    public void There_are_at_most_three_and_the_most_money_comes_first()
    {
        var advice = Adviser.Of(Loud, AdviceRules.All);
        advice.Count.ShouldBe(3);
        advice.Select(one => one.Shown.Micros).ShouldBeInOrder(SortDirection.Descending);
    }

    [Fact]
    public void A_rule_that_lacks_a_part_does_not_fire()
    {
        var whole = AdviceRules.All[0].Write(Loud)!;
        AdviceDraft[] torn =
        [
            whole with { Do = "" }, whole with { Owner = " " }, whole with { By = null }, whole with { Evidence = [whole.Evidence[0]] }, whole with { Evidence = [whole.Evidence[0], ""] }, whole with { Receipt = "" }, whole with { Worth = null },
            whole with { Worth = new(5, 0, "if") }, whole with { Worth = new(0, 5, "") }, whole with { NextStep = "" }, whole with { Doubt = "" }, whole with { Sure = null }, whole with { Measure = null },
        ];
        foreach (var draft in torn) Adviser.Of(Loud, [new("torn", 1, _ => draft)]).ShouldBeEmpty();
        Adviser.Of(Loud, [new("whole", 1, _ => whole)]).ShouldHaveSingleItem();
    }

    [Fact]
    public void Whatever_the_figures_are_what_is_shown_is_whole_and_says_on_what_it_rests()
    {
        var random = new Random(20261130);
        for (var i = 0; i < 2_000; i++)
        {
            var facts = Any(random);
            var advice = Adviser.Of(facts, AdviceRules.All);
            advice.Count.ShouldBeLessThanOrEqualTo(3);
            advice.Select(one => one.Shown).ShouldBe(Adviser.Of(facts, AdviceRules.All).Select(one => one.Shown));
            foreach (var (one, shown) in advice.Select(one => (one, one.Shown)))
            {
                foreach (var part in (string[])[shown.Do, shown.Owner, shown.Evidence, shown.Money, shown.NextStep, shown.Doubt])
                {
                    part.ShouldNotBeNullOrWhiteSpace();
                    foreach (var wrong in (string[])["up to", "NaN", "  ", "..", "−0"]) part.ShouldNotContain(wrong, Case.Sensitive, $"{shown.Rule}: {part}");
                }

                shown.Do.ShouldEndWith(".");
                shown.Evidence.Count(char.IsAsciiDigit).ShouldBeGreaterThan(1);
                shown.Money.ShouldContain(" MRR a month, if ");
                one.Draft.Worth!.Low.ShouldBeLessThanOrEqualTo(one.Draft.Worth.High);
            }
        }
    }

    [Fact]
    public void Twice_the_prices_are_twice_the_money_and_the_same_recommendations()
    {
        var random = new Random(7);
        for (var i = 0; i < 500; i++)
        {
            var facts = Any(random);
            foreach (var rule in AdviceRules.All)
            {
                var (once, twice) = (rule.Write(facts), rule.Write(Times(facts, 2)));
                (twice is null).ShouldBe(once is null, rule.Name);
                if (once is not null) ((decimal)twice!.Worth!.High).ShouldBe(2m * once.Worth!.High, 4m, rule.Name);
            }
        }
    }

    [Fact]
    public void The_owner_is_who_looks_after_the_most_money_or_the_role()
    {
        Owners.Of([new("a", "Sam", 5), new("b", "Dana", 3), new("c", "Dana", 4)], "finance").ShouldBe("Dana");
        Owners.Of([new("a", null, 5), new("b", " ", 3)], "finance").ShouldBe("finance");
    }

    private static TrialCohort Cohort(int month, int started, int paid) => new(new(2026, month, 1), started, 0, [new(14, paid)]);

    private static AdviceFacts Any(Random random)
    {
        long Money(int most) => random.Next(0, most) * (Dollar / 100);
        IReadOnlyList<Exposed> Some(int most) => [.. Enumerable.Range(0, random.Next(0, most)).Select(i => new Exposed($"c{i}", random.Next(3) == 0 ? null : $"Owner {random.Next(3)}", 1 + Money(500_000))).OrderByDescending(one => one.Mrr)];
        return Quiet with
        {
            Month = Quiet.Month with { Churn = -Money(9_000_000), Expansion = Money(900_000), Customers = random.Next(0, 900), Closing = 1 + Money(9_000_000), Committed = Money(9_000_000) },
            Before = Quiet.Before with { Churn = -Money(9_000_000), Expansion = Money(900_000) },
            Involuntary = -Money(3_000_000),
            InvoluntaryBefore = -Money(3_000_000),
            Failing = Some(5),
            Cancelling = Some(5),
            Largest = Some(7),
            MrrToday = 1 + Money(9_000_000),
            HighRisk = [.. Some(12).Select(one => new AtRisk(one, random.Next(6) == 0 ? null : (HealthPartKind)random.Next(12)))],
            YearGrr = random.Next(5) == 0 ? null : (decimal)random.NextDouble(),
            LogoChurn = random.Next(5) == 0 ? null : (decimal)random.NextDouble(),
            Plans = [.. Enumerable.Range(0, random.Next(0, 5)).Select(i => new PlanLosses($"Plan {i}", Money(3_000_000), -Money(300_000)))],
            Renewing = [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => Money(900_000))],
            Trials = [.. Enumerable.Range(4, random.Next(0, 6)).Select(month => random.Next(1, 40) is var started ? Cohort(month, started, random.Next(0, started + 1)) : null!)],
            Asp = random.Next(4) == 0 ? null : Money(90_000),
            Expansion = random.Next(3) == 0 ? null : new(new(1, 1), new Dictionary<ExpansionReason, ExpansionSum> { [ExpansionReason.Limit] = new(random.Next(0, 9), Money(90_000)) }, new Dictionary<HeldBy, ExpansionSum>(), 0),
        };
    }

    private static AdviceFacts Times(AdviceFacts facts, int by)
    {
        IReadOnlyList<Exposed> All(IReadOnlyList<Exposed> some) => [.. some.Select(one => one with { Mrr = one.Mrr * by })];
        PeriodMrr Row(PeriodMrr row) => row with { Churn = row.Churn * by, Expansion = row.Expansion * by, Closing = row.Closing * by, Committed = row.Committed * by, Opening = row.Opening * by };
        return facts with
        {
            Month = Row(facts.Month),
            Before = Row(facts.Before),
            Involuntary = facts.Involuntary * by,
            InvoluntaryBefore = facts.InvoluntaryBefore * by,
            Failing = All(facts.Failing),
            Cancelling = All(facts.Cancelling),
            Largest = All(facts.Largest),
            MrrToday = facts.MrrToday * by,
            HighRisk = [.. facts.HighRisk.Select(one => one with { Customer = one.Customer with { Mrr = one.Customer.Mrr * by } })],
            Plans = [.. facts.Plans.Select(plan => plan with { Opening = plan.Opening * by, Lost = plan.Lost * by })],
            Renewing = [.. facts.Renewing.Select(one => one * by)],
            Asp = facts.Asp * by,
            Expansion = facts.Expansion is { } found ? found with { ByReason = found.ByReason.ToDictionary(reason => reason.Key, reason => reason.Value with { Gain = reason.Value.Gain * by }) } : null,
        };
    }
}
