using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>DEFINITIONS §10, as far as one customer's ledger can show it.</summary>
public sealed class FoldProperties
{
    private const int Cases = 250;

    [Fact]
    public void Arrival_order_and_duplication_change_nothing() => Check(history =>
    {
        var shuffled = history.Events.Concat(history.Events.Take(3)).OrderBy(e => e.EventId.GetHashCode(StringComparison.Ordinal) ^ e.UnitAmountMinor.GetHashCode());
        Fold(history with { Events = [.. shuffled] }).ShouldBe(Fold(history));
        Fold(history with { Events = [.. history.Events.Reverse()] }).ShouldBe(Fold(history));
    });

    [Fact]
    public void Later_facts_never_change_earlier_days() => Check(history =>
    {
        var calendar = history.Rules.Calendar;
        foreach (var day in history.Events.Select(e => calendar.DayOf(e.EffectiveAt)).Distinct())
        {
            var known = history with { Events = [.. history.Events.Where(e => calendar.DayOf(e.EffectiveAt) < day)] };
            Fold(known).Where(m => m.Day < day).ShouldBe(Fold(history).Where(m => m.Day < day));
        }
    });

    [Fact]
    public void A_subscription_split_in_two_equal_halves_changes_nothing_for_its_customer() => Check(history =>
    {
        var exact = Exact(history);
        var halves = exact.Events.Select(e => Times(e, 0.5m));
        var split = halves.Concat(halves.Select(e => e with { SubscriptionId = e.SubscriptionId + "b", EventId = e.EventId + "b" }));
        ByCustomer(Fold(exact with { Events = [.. split] })).ShouldBe(ByCustomer(Fold(exact)));
    });

    [Fact]
    public void All_prices_times_k_are_all_amounts_times_k() => Check(history =>
    {
        var exact = Exact(history);
        var tripled = Fold(exact with { Events = [.. exact.Events.Select(e => Times(e, 3))] });
        tripled.ShouldBe(Fold(exact).Select(m => m with { Amount = m.Amount * 3, Gross = m.Gross * 3, Committed = m.Committed * 3, Trial = m.Trial * 3 }));
    });

    [Fact]
    public void Renaming_a_plan_changes_its_name_only() => Check(history =>
    {
        var renamed = Fold(history with { Events = [.. history.Events.Select(e => e with { PlanId = "new " + e.PlanId })] });
        renamed.ShouldBe(Fold(history).Select(m => m with { PlanId = "new " + m.PlanId }));
    });

    [Fact]
    public void Another_time_zone_moves_rows_between_days_and_keeps_the_total() => Check(history =>
    {
        var calendar = new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById("Pacific/Kiritimati"));
        Totals(Fold(history with { Rules = history.Rules with { Calendar = calendar } })).ShouldBe(Totals(Fold(history)), ignoreOrder: true);
    });

    [Fact]
    public void The_offset_an_instant_is_written_with_changes_nothing() => Check(history =>
    {
        var offset = TimeSpan.FromHours(5.5);
        var written = history.Events.Select(e => e with
        {
            EffectiveAt = e.EffectiveAt.ToOffset(offset),
            CurrentPeriodEnd = e.CurrentPeriodEnd?.ToOffset(offset),
            Discounts = [.. e.Discounts.Select(d => d with { Start = d.Start?.ToOffset(offset), End = d.End?.ToOffset(offset) })],
        });
        Fold(history with { Events = [.. written] }).ShouldBe(Fold(history));
    });

    [Fact]
    public void Counts_of_paying_customers_follow_from_MRR_in_total_by_plan_and_by_currency() => Check(history =>
    {
        var rows = Fold(history);
        foreach (var close in rows.Select(m => m.Day).Distinct())
        {
            var open = rows.Where(m => m.Day <= close).ToList();
            open.Sum(m => m.Customers).ShouldBe(open.Sum(m => m.Amount) > 0 ? 1 : 0);
            foreach (var plan in open.GroupBy(m => m.PlanId)) plan.Sum(m => m.PlanCustomers).ShouldBe(plan.Sum(m => m.Amount) > 0 ? 1 : 0);
            foreach (var currency in open.GroupBy(m => m.Currency)) currency.Sum(m => m.CurrencyCustomers).ShouldBe(currency.Sum(m => m.Amount) > 0 ? 1 : 0);
        }
    });

    [Fact]
    public void A_count_changes_once_a_day_at_most_in_total_by_plan_and_by_currency() => Check(history =>
    {
        foreach (var day in Fold(history).GroupBy(m => m.Day))
        {
            var counted = day.Where(m => m.Customers != 0).ToList();
            if (counted.Count > 1) EndsWhilePaused(counted).ShouldBeTrue();
            day.GroupBy(m => m.PlanId).ShouldAllBe(plan => plan.Count(m => m.PlanCustomers != 0) <= 1);
            day.GroupBy(m => m.Currency).ShouldAllBe(currency => currency.Count(m => m.CurrencyCustomers != 0) <= 1);
        }
    });

    /// <summary>The one case with two marks: back in on the resumed line, out on that of the loss.</summary>
    private static bool EndsWhilePaused(List<Movement> counted) =>
        counted.Count == 2
        && counted.Any(m => m is { Kind: MovementKind.Resumed, Customers: 1 })
        && counted.Any(m => m is { Kind: MovementKind.Churn or MovementKind.Contraction, Customers: -1 });

    [Fact]
    public void Losses_are_negative_and_gains_positive_per_day_and_currency() => Check(history =>
    {
        foreach (var net in Fold(history).GroupBy(m => (m.Day, m.Currency, m.Kind)))
        {
            var amount = net.Sum(m => m.Amount);
            if (net.Key.Kind is MovementKind.Contraction or MovementKind.Churn or MovementKind.Paused) amount.ShouldBeLessThanOrEqualTo(0);
            else amount.ShouldBeGreaterThanOrEqualTo(0);
        }
    });

    [Fact]
    public void A_customer_is_new_on_one_day_at_most_and_only_reactivations_have_a_gap() => Check(history =>
    {
        var rows = Fold(history);
        rows.Where(m => m.Kind == MovementKind.New).Select(m => m.Day).Distinct().Count().ShouldBeLessThanOrEqualTo(1);
        rows.ShouldAllBe(m => (m.GapDays != null) == (m.Kind == MovementKind.Reactivation));
        rows.Where(m => m.GapDays is not null).ShouldAllBe(m => m.GapDays > 0);
    });

    [Fact]
    public void Levels_are_never_negative_and_committed_never_exceeds_MRR_nor_MRR_the_list_price() => Check(history =>
    {
        foreach (var place in Fold(history).GroupBy(m => (m.SubscriptionId, m.PlanId, m.Currency)))
        {
            long mrr = 0, gross = 0, committed = 0, trial = 0, cancels = 0, trials = 0;
            foreach (var day in place.GroupBy(m => m.Day))
            {
                (mrr, gross, committed) = (mrr + day.Sum(m => m.Amount), gross + day.Sum(m => m.Gross), committed + day.Sum(m => m.Committed));
                (trial, cancels, trials) = (trial + day.Sum(m => m.Trial), cancels + day.Sum(m => m.Cancels), trials + day.Sum(m => m.Trials));
                (0 <= committed && committed <= mrr && mrr <= gross && trial >= 0 && cancels >= 0 && trials >= 0).ShouldBeTrue();
            }
        }
    });

    [Fact]
    public void Rows_are_in_order_one_for_each_grain_dated_at_their_day_and_never_empty() => Check(history =>
    {
        var rows = Fold(history);
        rows.Select(m => (m.Day, m.Seq)).ShouldBe(rows.GroupBy(m => m.Day).OrderBy(g => g.Key).SelectMany(g => g.Select((_, i) => (g.Key, (short)i))));
        rows.DistinctBy(m => (m.Day, m.SubscriptionId, m.PlanId, m.Currency, m.Kind)).Count().ShouldBe(rows.Count);
        rows.ShouldAllBe(m => history.Rules.Calendar.DayOf(m.At) == m.Day);
        rows.ShouldAllBe(m => m.Amount != 0 || (m.Kind == MovementKind.Memo && (m.Gross != 0 || m.Committed != 0 || m.Trial != 0 || m.Cancels != 0 || m.Trials != 0)));
    });

    private static void Check(Action<History> property) => Properties.Check(Histories.Arbitrary, property, Cases);

    private static IReadOnlyList<Movement> Fold(History history) => Movements.Fold(history.Events, history.Rules);

    /// <summary>The history at prices whose halves are still whole micro-units at every interval and discount.</summary>
    private static History Exact(History history) => new(
        history.Rules with { Profile = history.Rules.Profile with { Rounding = RoundingRule.None } },
        [.. history.Events.Select(e => Times(
            e with { UnitAmountMinor = Math.Ceiling(e.UnitAmountMinor), Quantity = Math.Ceiling(e.Quantity), Discounts = [.. e.Discounts.Select(Simple)] }, 288))]);

    private static Discount Simple(Discount discount) =>
        discount.Percent is null ? discount : discount with { Percent = Math.Floor(discount.Percent.Value / 10) * 10 };

    private static SubscriptionEvent Times(SubscriptionEvent e, decimal k) => e with
    {
        UnitAmountMinor = e.UnitAmountMinor * k,
        AmountMinor = e.AmountMinor * k,
        TaxMinor = e.TaxMinor * k,
        Discounts = [.. e.Discounts.Select(d => d with { AmountMinor = d.AmountMinor * k })],
    };

    private static IEnumerable<(Place, long, long, long, long)> Totals(IEnumerable<Movement> rows) => rows
        .GroupBy(m => new Place(m.SubscriptionId, m.PlanId, m.Currency))
        .Select(g => (g.Key, g.Sum(m => m.Amount), g.Sum(m => m.Gross), g.Sum(m => m.Committed), g.Sum(m => m.Trial)))
        .Where(t => t is not (_, 0, 0, 0, 0));

    private static IEnumerable<object> ByCustomer(IEnumerable<Movement> rows) => rows
        .GroupBy(m => (m.Day, m.Currency, m.Kind)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Currency.Code, StringComparer.Ordinal).ThenBy(g => g.Key.Kind)
        .Select(g => (object)(g.Key, Amount: g.Sum(m => m.Amount), Customers: g.Sum(m => m.CurrencyCustomers), Gap: g.Max(m => m.GapDays)))
        .Concat(rows.GroupBy(m => (m.Day, m.Currency)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Currency.Code, StringComparer.Ordinal)
            .Select(g => (object)(g.Key, g.Sum(m => m.Gross), g.Sum(m => m.Committed), g.Sum(m => m.Trial), g.Sum(m => m.Customers))));
}
