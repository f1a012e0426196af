using RevenueBot.Ingest.Stripe.Reconciling;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support.Stripe;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Stripe.History;

namespace RevenueBot.Tests.Stripe;

public sealed class ReconciliationTests
{
    private static readonly DateTimeOffset _begin = Day(2026, 1, 10), _change = Day(2026, 3, 12), _now = Day(2026, 3, 20);
    private static readonly SimPrice _solo = new("price_solo", 2_900), _pro = new("price_pro", 9_900), _annual = new("price_annual", 99_000, "year"), _euro = new("price_euro", 1_900, Currency: "eur");
    private static readonly SimCoupon _tenth = new("tenth", 10, null, "forever");

    /// <summary>Each breaks one side after both agreed.</summary>
    private static readonly Dictionary<string, Corruption> _corruptions = new()
    {
        // The biller moved on, and no event of it ever came.
        ["a customer joined"] = new(DifferenceKind.MissingCustomer, c => c.New("cus_new")),
        ["a customer took a second subscription"] = new(DifferenceKind.MissingSubscription, c => c.New(null)),
        ["a subscription ended"] = new(DifferenceKind.ExtraSubscription, c => c.Sub.CancelNow(_change)),
        ["a plan changed"] = new(DifferenceKind.Plan, c => c.Sub.Change(_change, _pro)),
        ["a plan and its interval changed"] = new(DifferenceKind.Plan, c => c.Sub.Change(_change, _annual)),
        ["seats were added"] = new(DifferenceKind.Quantity, c => c.Sub.Change(_change, quantity: 3)),
        ["a discount began"] = new(DifferenceKind.Discount, c => c.Sub.Discount(_change, _tenth)),
        ["an item was added"] = new(DifferenceKind.MissingItem, c => c.Sub.AddItem(_change, _pro)),
        ["a cancel was scheduled"] = new(DifferenceKind.Cancel, c => c.Sub.ScheduleCancel(_change)),
        ["collection was paused"] = new(DifferenceKind.State, c => c.Sub.Pause(_change)),
        ["it was given up unpaid"] = new(DifferenceKind.State, c => { c.Sub.CardIsBad = true; c.Sub.Until(_change).GiveUp(_change); }),
        ["an item was removed"] = new(DifferenceKind.ExtraItem, c => c.Second.RemoveItem(_change, c.Second.Items[1])),
        ["a discount ended"] = new(DifferenceKind.Discount, c => c.Discounted.RemoveDiscounts(_change)),

        // Our own store was damaged.
        ["ledger rows were lost"] = new(DifferenceKind.Ledger, Sql: "DELETE FROM movement WHERE subscription_id = $1", ChangesSums: true),
        ["a ledger row was superseded by nothing"] = new(DifferenceKind.Ledger, Sql: "UPDATE movement SET superseded_at = now() WHERE subscription_id = $1", ChangesSums: true),
        ["an amount was changed"] = new(DifferenceKind.Ledger, Sql: "UPDATE movement SET amount = amount + 1 WHERE subscription_id = $1 AND amount > 0", ChangesSums: true),
        ["an amount was counted twice"] = new(DifferenceKind.Duplicate, Sql: "UPDATE movement SET amount = 2 * amount WHERE subscription_id = $1", ChangesSums: true),
        ["a plan was mixed up"] = new(DifferenceKind.Ledger, Sql: "UPDATE movement SET plan_id = 'price_pro' WHERE subscription_id = $1"),
        ["a currency was mixed up"] = new(DifferenceKind.Ledger, Sql: "UPDATE movement SET currency = 'EUR' WHERE subscription_id = $1", ChangesSums: true),
        ["rows went to another customer"] = new(DifferenceKind.Duplicate, Sql: "UPDATE movement SET customer_id = 'cus_other' WHERE subscription_id = $1"),
        ["rows and facts went to another customer"] = new(DifferenceKind.WrongCustomer, Sql:
            "WITH moved AS (UPDATE subscription_event SET customer_id = 'cus_other' WHERE subscription_id = $1 RETURNING 1) UPDATE movement SET customer_id = 'cus_other' WHERE subscription_id = $1 AND EXISTS (SELECT FROM moved)"),
        ["a subscription came from nowhere"] = new(DifferenceKind.ExtraSubscription, Sql:
            "INSERT INTO movement SELECT customer_id, day, 7, at, 'sub_ghost', plan_id, currency, kind, reason, amount, gross, committed, trial, 0, 0, 0, 0, 0, gap_days, recorded_at FROM movement WHERE subscription_id = $1 LIMIT 1", ChangesSums: true),
        ["committed MRR was changed"] = new(DifferenceKind.Ledger, Sql: "UPDATE movement SET committed = 0 WHERE subscription_id = $1"),
    };

    public static TheoryData<string> Corruptions => [.. _corruptions.Keys];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task On_clean_data_nothing_differs()
    {
        var world = new StripeWorld();
        for (var seed = 1; seed <= 60; seed++) SimLife.Random(world, seed, _now, world.AddCustomer(Start, $"Customer {seed}"));
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        await bot.BackfillAsync();
        foreach (var days in new[] { 0, 5, 40, 200 })
        {
            bot.Time.Advance(TimeSpan.FromDays(days));
            var result = await bot.Get<StripeReconciliation>().ReconcileAsync(Cancel);
            result.Differences.ShouldBeEmpty();
            result.Customers.ShouldBeGreaterThan(20);
        }
    }

    [Theory]
    [MemberData(nameof(Corruptions))]
    public async Task Every_corruption_is_found_and_no_other(string name)
    {
        var corruption = _corruptions[name];
        var world = new StripeWorld();
        Company company = new(world);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _change.AddDays(-1));
        await bot.BackfillAsync();
        (await bot.Get<StripeReconciliation>().ReconcileAsync(Cancel)).Differences.ShouldBeEmpty();

        corruption.Biller?.Invoke(company);
        if (corruption.Sql is { } sql) await ExecuteAsync(bot, sql, company.Sub.Id);
        bot.Time.Advance(_now - _change);
        var result = await bot.Get<StripeReconciliation>().ReconcileAsync(Cancel);

        result.Differences.Where(d => d.Kind != DifferenceKind.RollUp).ShouldHaveSingleItem().Kind.ShouldBe(corruption.Kind);
        result.Differences.Any(d => d.Kind == DifferenceKind.RollUp).ShouldBe(corruption.ChangesSums);
        result.Differing.ShouldBe(corruption.ChangesSums ? 2 : 1);
    }

    [Fact]
    public async Task Sums_that_are_not_those_of_the_rows_are_found()
    {
        var world = new StripeWorld();
        _ = new Company(world);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _now);
        await bot.BackfillAsync();
        await ExecuteAsync(bot, "INSERT INTO rollup_delta SELECT '2026-03-01', 1, 'USD', 'p', '', '', 7, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 WHERE $1 <> ''", "x");
        var difference = (await bot.Get<StripeReconciliation>().ReconcileAsync(Cancel)).Differences.ShouldHaveSingleItem();
        (difference.Kind, difference.Ledger - difference.Biller).ShouldBe((DifferenceKind.RollUp, 7));
    }

    [Fact]
    public async Task What_is_on_its_way_is_not_counted_and_the_result_is_kept_for_answers()
    {
        var world = new StripeWorld();
        Company company = new(world);
        await using var stripe = await FakeStripe.StartAsync(world);
        await using var bot = await StripeBot.StartAsync(stripe, _change.AddMinutes(5));
        await bot.BackfillAsync();
        company.Sub.Change(_change.AddMinutes(10), quantity: 4);
        bot.Time.Advance(TimeSpan.FromMinutes(10));
        var result = await bot.Get<StripeReconciliation>().ReconcileAsync(Cancel);
        result.Differences.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.Timing);
        result.Differing.ShouldBe(0);
        var sources = (await new LedgerReader(bot.Database).ReadAsync(new LedgerQuery(Dimension.Total, [new DateOnly(2026, 4, 1)]), Cancel)).Sources;
        sources.Single().Reconciled.ShouldBe(new ReconciliationState(result.At, result.Customers, 0));
    }

    private static async Task ExecuteAsync(StripeBot bot, string sql, string subscription)
    {
        await using var command = bot.Database.CreateCommand(sql);
        command.Parameters.Add(new() { Value = subscription });
        await command.ExecuteNonQueryAsync(Cancel);
    }

    /// <param name="ChangesSums">Whether the rows no longer sum to what answers say.</param>
    internal sealed record Corruption(DifferenceKind Kind, Action<Company>? Biller = null, string? Sql = null, bool ChangesSums = false);

    internal sealed class Company
    {
        private readonly StripeWorld _world;
        private readonly string _customer;

        public Company(StripeWorld world)
        {
            _world = world;
            _customer = world.AddCustomer(_begin, "Ada");
            Sub = new(world, _customer, _begin, _solo, 2);
            Second = new SimSubscription(world, world.AddCustomer(_begin, "Bo"), _begin, _pro).AddItem(_begin.AddDays(3), _solo);
            Discounted = new(world, world.AddCustomer(_begin, "Cy"), _begin, _annual, coupon: _tenth);
            _ = new SimSubscription(world, world.AddCustomer(_begin, "Di"), _begin, _euro).Until(_change.AddDays(-1));
            _ = new SimSubscription(world, world.AddCustomer(_begin, "Ed"), _begin, _pro, trialDays: 90);
            foreach (var subscription in (SimSubscription[])[Sub, Second, Discounted]) subscription.Until(_change.AddDays(-1));
        }

        public SimSubscription Sub { get; }
        public SimSubscription Second { get; }
        public SimSubscription Discounted { get; }

        /// <param name="name">Null: a subscription of a customer that is there.</param>
        public void New(string? name) => _ = new SimSubscription(_world, name is null ? _customer : _world.AddCustomer(_change, name), _change, _pro);
    }
}
