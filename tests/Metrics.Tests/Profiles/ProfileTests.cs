using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Profiles;

public sealed class ProfileTests
{
    private static readonly Currency _usd = Currency.Parse("USD");
    private static readonly DateTimeOffset _start = new(2026, 1, 10, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly _day = new(2026, 3, 31);

    [Fact]
    public void A_way_changes_one_rule_at_a_time_and_ends_at_the_other_profile()
    {
        foreach (var from in VendorProfiles.All)
        {
            foreach (var to in VendorProfiles.All)
            {
                var path = ProfileRule.Path(from, to);
                if (path.Count > 0) (path[^1].Profile with { Name = to.Name }).ShouldBe(to);
                var before = from;
                foreach (var (_, profile) in path)
                {
                    ProfileRule.All.Count(rule => !rule.IsSame(before, profile)).ShouldBe(1);
                    before = profile;
                }
            }
        }
    }

    [Fact]
    public void Every_rule_of_a_profile_can_be_a_cause()
    {
        var settings = typeof(DefinitionProfile).GetProperties().Where(p => p.CanWrite && p.Name is not (nameof(DefinitionProfile.Name) or nameof(DefinitionProfile.PausedChurnDays))).ToList();
        ProfileRule.All.Count.ShouldBe(settings.Count);
    }

    [Fact]
    public void Causes_add_up_to_the_difference_in_any_order_of_figures() => Prop.ForAll((
        from rows in Gen.Choose(0, 40).ArrayOf(40)
        select rows).ToArbitrary(), amounts =>
    {
        var needed = ProfileComparison.Needed(DefinitionProfile.Default, VendorProfiles.All);
        ProfileTotals totals = new(_day, [.. needed.Select((step, i) => new ProfileTotal(step.Profile, step.Cause, [new("USD", amounts[i % 40] * 1_234_567L), new("EUR", amounts[(i + 7) % 40] * 333_333L)]))]);
        var comparison = ProfileComparison.Of(totals, new FxRates(_usd, [new FxRate(Currency.Parse("EUR"), new(2026, 3, 1), true, 1.08333m)]));
        comparison.Others.Count.ShouldBe(VendorProfiles.All.Count - 1);
        foreach (var other in comparison.Others) other.Causes.Sum(cause => cause.Amount).ShouldBe(other.Mrr - comparison.OwnMrr);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_currency_without_a_rate_is_named_and_in_no_figure()
    {
        var comparison = ProfileComparison.Of(new ProfileTotals(_day, [new("default", "", [new("USD", 5), new("CHF", 7)])]), new FxRates(_usd, []));
        (comparison.OwnMrr, comparison.LeftOut.Single()).ShouldBe((5, "CHF"));
    }

    [Fact]
    public async Task Each_vendor_counts_the_same_facts_its_way()
    {
        await using var database = await TestDatabase.CreateAsync();
        var cancel = TestContext.Current.CancellationToken;
        await new FactStore(database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(new FactBatch
        {
            SubscriptionEvents =
            [
                Event("plain", 10_000),
                Event("pastdue", 1_000), Event("pastdue", 1_000) with { EventId = "pastdue2", Status = SubscriptionStatus.PastDue, EffectiveAt = _start.AddDays(5) },
                Event("paused", 200), Event("paused", 200) with { EventId = "paused2", Status = SubscriptionStatus.Paused, EffectiveAt = _start.AddDays(60) },
                Event("repeating", 400) with { Discounts = [new Discount(50, null, DiscountDuration.Repeating, 12)] },
                Event("once", 600) with { EffectiveAt = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero), Discounts = [new Discount(50, null, DiscountDuration.Once)] },
            ],
        }, ct: cancel);

        var comparison = ProfileComparison.Of(await new ProfileReader(database.DataSource).ReadAsync(LedgerRules.Default, _day, null, cancel), new FxRates(_usd, []));

        comparison.OwnMrr.ShouldBe(108_000_000); // 100 + 2 (half of the repeating) + 6; past due for more than 30 days and paused count 0
        (await LedgerMrrAsync(database)).ShouldBe(comparison.OwnMrr);
        comparison.Others.ToDictionary(other => other.Profile, other => other.Mrr).ShouldBe(new Dictionary<string, long>
        {
            ["stripe"] = 120_000_000, ["chartmogul"] = 117_000_000, ["profitwell"] = 105_000_000, ["recurly"] = 115_000_000,
        }, ignoreOrder: true);
        comparison.Others.Single(other => other.Profile == "chartmogul").Causes.Where(cause => cause.Amount != 0).ShouldBe(
            [("one-off discounts lower their period", -3_000_000), ("past due counts until it ends", 10_000_000), ("paused counts", 2_000_000)]);
    }

    private static async Task<long> LedgerMrrAsync(TestDatabase database)
    {
        var cells = (await new LedgerReader(database.DataSource).ReadAsync(new LedgerQuery(Dimension.Total, [_day.AddDays(1)]), TestContext.Current.CancellationToken)).Cells;
        return cells.Sum(cell => cell.Amount);
    }

    private static SubscriptionEvent Event(string customer, decimal minor) => new()
    {
        Source = FactSource.Import, EventId = customer, CustomerId = customer, SubscriptionId = customer, ItemId = customer, PlanId = "p", UnitAmountMinor = minor,
        Currency = _usd, Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = _start,
    };
}
