using System.Text.Json;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Stripe;

/// <summary>The golden table: a subscription as Stripe sends it, and its MRR under the default definitions.</summary>
public sealed class StripeProjectionTests
{
    private static readonly DateTimeOffset _at = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000);
    private static readonly DateOnly _later = DateOnly.FromDateTime(_at.UtcDateTime).AddDays(10);

    private const string Monthly = """ "recurring":{"interval":"month","interval_count":1,"usage_type":"licensed"}""";

    [Theory]
    [InlineData("month", 1, 4900, 1, 49_000_000)]
    [InlineData("month", 3, 9000, 1, 30_000_000)]
    [InlineData("year", 1, 60000, 1, 50_000_000)]
    [InlineData("year", 2, 240000, 1, 100_000_000)]
    [InlineData("week", 2, 5000, 1, 108_333_333)]
    [InlineData("day", 1, 100, 1, 30_416_667)]
    [InlineData("month", 1, 1500, 77, 1_155_000_000)]
    public void Every_interval_is_brought_to_a_month(string interval, int count, int amount, int quantity, long mrr) =>
        Mrr(Subscription(Item($$"""{"recurring":{"interval":"{{interval}}","interval_count":{{count}},"usage_type":"licensed"},"unit_amount":{{amount}}}""", quantity))).ShouldBe(mrr);

    [Theory]
    [InlineData("usd", "1045", 10_450_000)]
    [InlineData("jpy", "1045", 1_045_000_000)]
    [InlineData("kwd", "1045", 1_045_000)]
    [InlineData("isk", "50000", 500_000_000)]
    [InlineData("ugx", "50000", 500_000_000)]
    [InlineData("usd", "0.000123456789", 1)]
    public void Minor_units_are_those_of_Stripe(string currency, string amount, long mrr) =>
        Mrr(Subscription(Item($$"""{ {{Monthly}},"currency":"{{currency}}","unit_amount_decimal":"{{amount}}"}"""), $""" "currency":"{currency}" """)).ShouldBe(mrr);

    [Fact]
    public void An_amount_beyond_the_whole_numbers_of_a_double_is_exact() =>
        Mrr(Subscription(Item($$"""{ {{Monthly}},"currency":"krw","unit_amount":9007199254993}"""), """ "currency":"krw" """)).ShouldBe(9_007_199_254_993_000_000);

    [Theory]
    [InlineData("graduated", 10, 60_00)]
    [InlineData("graduated", 11, 65_00)]
    [InlineData("graduated", 0, 10_00)]
    [InlineData("volume", 10, 60_00)]
    [InlineData("volume", 11, 35_00)]
    public void Tiers(string mode, int quantity, long cents) =>
        Mrr(Subscription(Item($$"""
            { {{Monthly}},"billing_scheme":"tiered","tiers_mode":"{{mode}}",
            "tiers":[{"up_to":10,"unit_amount":500,"flat_amount":1000},{"up_to":null,"unit_amount_decimal":"300","flat_amount":200}]}
            """, quantity))).ShouldBe(cents * 10_000);

    [Theory]
    [InlineData("up", 101, 3)]
    [InlineData("down", 101, 2)]
    [InlineData("up", 100, 2)]
    public void Packages_round_as_told(string round, int quantity, int packages) =>
        Mrr(Subscription(Item($$"""{ {{Monthly}},"unit_amount":1000,"transform_quantity":{"divide_by":50,"round":"{{round}}"} }""", quantity))).ShouldBe(packages * 10_000_000L);

    [Theory]
    [InlineData("trialing", 0)]
    [InlineData("active", 49)]
    [InlineData("past_due", 49)]
    [InlineData("unpaid", 0)]
    [InlineData("incomplete", 0)]
    [InlineData("incomplete_expired", 0)]
    [InlineData("paused", 0)]
    [InlineData("canceled", 0)]
    public void Only_a_paying_status_counts(string status, long dollars) =>
        Mrr(Subscription(Item($$"""{ {{Monthly}},"unit_amount":4900}"""), $""" "status":"{status}","ended_at":1790000000 """)).ShouldBe(dollars * 1_000_000);

    [Fact]
    public void A_paused_collection_is_a_pause_until_it_resumes()
    {
        var item = Item($$"""{ {{Monthly}},"unit_amount":4900}""");
        Mrr(Subscription(item, """ "pause_collection":{"behavior":"void","resumes_at":null} """)).ShouldBe(0);
        Mrr(Subscription(item, """ "pause_collection":{"behavior":"void","resumes_at":1789999999} """)).ShouldBe(49_000_000);
    }

    [Fact]
    public void Metered_items_are_not_MRR()
    {
        var metered = """{"recurring":{"interval":"month","interval_count":1,"usage_type":"metered"},"billing_scheme":"tiered","tiers_mode":"graduated"}""";
        var facts = Project(Subscription($$"""{"id":"si_m","price":{"id":"price_m","currency":"usd",{{metered[1..]}}},""" + Item($$"""{ {{Monthly}},"unit_amount":100}""")));
        facts.Single(f => f.ItemId == "si_m").Kind.ShouldBe(ItemKind.Metered);
        Fold(facts).ShouldBe(1_000_000);
    }

    [Theory]
    [InlineData("""{"percent_off":50,"duration":"forever"}""", 100_00, 50_00)]
    [InlineData("""{"percent_off":100,"duration":"forever"}""", 100_00, 0)]
    [InlineData("""{"amount_off":5000,"currency":"usd","duration":"forever"}""", 49_00, 0)]
    [InlineData("""{"amount_off":1400,"currency":"usd","duration":"once"}""", 15_00, 15_00)]
    [InlineData("""{"percent_off":10,"duration":"repeating","duration_in_months":3}""", 10_00, 9_00)]
    [InlineData("""{"amount_off":9,"currency":"eur","currency_options":{"usd":{"amount_off":300}},"duration":"forever"}""", 10_00, 7_00)]
    public void A_coupon_lowers_MRR_while_it_recurs(string coupon, long price, long cents)
    {
        var item = Item($$"""{ {{Monthly}},"unit_amount":{{price}}}""");
        var terms = $$"""{"id":"c",{{coupon[1..]}}""";
        string[] shapes = [$$""" "discounts":[{"id":"di_1","source":{"type":"coupon","coupon":{{terms}}},"start":1789990000,"end":null}] """, $$""" "discount":{"id":"di_1","coupon":{{terms}},"start":1789990000,"end":null} """];
        foreach (var shape in shapes) Mrr(Subscription(item, shape)).ShouldBe(cents * 10_000);
    }

    [Fact]
    public void Discounts_stack_in_order_and_the_customers_own_counts_only_alone()
    {
        var item = Item($$"""{ {{Monthly}},"unit_amount":10000}""");
        var own = new StripeDiscount("di_c", "c", new StripeCoupon { Id = "c", PercentOff = 50, Duration = DiscountDuration.Forever }, null, null);
        var references = new StripeReferences { CustomerDiscount = own };
        const string two = """ "discounts":[{"id":"di_1","source":{"coupon":{"id":"a","amount_off":1000,"currency":"usd","duration":"forever"}}},{"id":"di_2","source":{"coupon":{"id":"b","percent_off":10,"duration":"forever"}}}] """;

        Fold(Project(Subscription(item), references)).ShouldBe(50_000_000);
        Fold(Project(Subscription(item, two), references)).ShouldBe(81_000_000);
    }

    [Fact]
    public void A_fixed_discount_is_shared_to_the_cent_over_items_and_intervals()
    {
        var items = Item($$"""{ {{Monthly}},"unit_amount":5000}""", id: "si_a") + "," + Item("""{"recurring":{"interval":"year","interval_count":1},"unit_amount":60000}""", id: "si_b");
        var facts = Project(Subscription(items, """ "discounts":[{"id":"di_1","source":{"coupon":{"id":"a","amount_off":1001,"currency":"usd","duration":"forever"}}}] """));

        facts.Single(f => f.ItemId == "si_a").Discounts.Single().AmountMinor.ShouldBe(501);
        facts.Single(f => f.ItemId == "si_b").Discounts.Single().AmountMinor.ShouldBe(500 * 12);
        Fold(facts).ShouldBe(100_000_000 - 10_010_000);
    }

    [Fact]
    public void A_coupon_for_some_products_leaves_the_others_alone()
    {
        var items = Item($$"""{ {{Monthly}},"unit_amount":5000,"product":"prod_a"}""", id: "si_a") + "," + Item($$"""{ {{Monthly}},"unit_amount":7000,"product":"prod_b"}""", id: "si_b");
        Mrr(Subscription(items, """ "discounts":[{"id":"di_1","coupon":{"id":"a","percent_off":50,"duration":"forever","applies_to":{"products":["prod_a"]}}}] """)).ShouldBe(95_000_000);
    }

    [Fact]
    public void Tax_within_the_price_is_taken_off()
    {
        var item = """{"id":"si_1","quantity":1,"tax_rates":[{"percentage":20.0,"inclusive":true}],"price":{"id":"price_1","currency":"usd",""" + Monthly + ""","unit_amount":12000,"tax_behavior":"inclusive"}}""";
        Mrr(Subscription(item)).ShouldBe(100_000_000);
        Mrr(Subscription(item, """ "discounts":[{"id":"di_1","coupon":{"id":"a","amount_off":6000,"currency":"usd","duration":"forever"}}] """)).ShouldBe(50_000_000);
    }

    [Fact]
    public void A_price_in_several_currencies_counts_in_the_subscriptions() =>
        Mrr(Subscription(Item($$"""{ {{Monthly}},"unit_amount":1000,"currency_options":{"eur":{"unit_amount":900} } }"""), """ "currency":"eur" """)).ShouldBe(9_000_000);

    [Theory]
    [InlineData(""" "cancel_at_period_end":true,"canceled_at":1789990000,"current_period_end":1791000000 """, 1_791_000_000)]
    [InlineData(""" "cancel_at":1792000000,"canceled_at":1789990000,"current_period_end":1791000000 """, 1_792_000_000)]
    public void A_scheduled_cancel_counts_to_its_end(string fields, long end)
    {
        var fact = Project(Subscription(Item($$"""{ {{Monthly}},"unit_amount":4900}"""), fields)).Single();
        (fact.CancelAtPeriodEnd, fact.CurrentPeriodEnd).ShouldBe((true, DateTimeOffset.FromUnixTimeSeconds(end)));
    }

    [Fact]
    public void The_churn_date_is_ended_at_not_canceled_at() =>
        Project(Subscription(Item($$"""{ {{Monthly}},"unit_amount":4900}"""), """ "status":"canceled","canceled_at":1780000000,"ended_at":1789000000 """)).Single()
            .EffectiveAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds(1_789_000_000));

    [Theory]
    [InlineData("""{"id":"price_1","currency":"usd","recurring":{"interval":"fortnight"},"unit_amount":100}""", "price_1")]
    [InlineData("""{"id":"price_1","currency":"usd","recurring":{"interval":"month","interval_count":0},"unit_amount":100}""", "price_1")]
    [InlineData("""{"id":"price_1","currency":"usd","recurring":{"interval":"month","interval_count":-3},"unit_amount":100}""", "price_1")]
    [InlineData("""{"id":"price_1","currency":"??","recurring":{"interval":"month"},"unit_amount":100}""", "price_1")]
    [InlineData("""{"id":"price_1","currency":"usd","recurring":{"interval":"month"}}""", "price_1")]
    [InlineData("""{"id":"price_1","currency":"usd","recurring":{"interval":"month"},"billing_scheme":"tiered"}""", "price_1")]
    public void What_cannot_be_counted_is_a_problem_and_never_a_zero(string price, string reference)
    {
        List<StripeProblem> problems = [];
        Project(Subscription($$"""{"id":"si_1","quantity":1,"price":{{price}}}"""), problems: problems).ShouldBeEmpty();
        problems.ShouldHaveSingleItem().ObjectId.ShouldBe(reference);
    }

    [Fact]
    public void An_unknown_status_is_a_problem()
    {
        List<StripeProblem> problems = [];
        StripeSubscription.Read(Json(Subscription(Item($$"""{ {{Monthly}},"unit_amount":4900}"""), """ "status":"dormant" """)), problems).ShouldBeNull();
        problems.ShouldHaveSingleItem().ObjectId.ShouldBe("sub_1");
    }

    [Fact]
    public void The_same_state_at_the_same_second_is_the_same_fact()
    {
        var one = Project(Subscription(Item($$"""{ {{Monthly}},"unit_amount":4900}"""))).Single();
        var two = Project(Subscription(Item($$"""{ {{Monthly}},"unit_amount_decimal":"4900.00","nickname":"x"}"""), """ "metadata":{"a":"b"} """)).Single();
        two.EventId.ShouldBe(one.EventId);
        one.EventId.ShouldStartWith("sub_1/si_1/1790000000/2/");
    }

    private static string Item(string price, decimal quantity = 1, string id = "si_1")
    {
        var currency = price.Contains("\"currency\":\"", StringComparison.Ordinal) ? "" : "\"currency\":\"usd\",";
        return $$"""{"id":"{{id}}","quantity":{{quantity}},"price":{"id":"price_{{id}}",{{currency}}{{price.Trim()[1..]}}}""";
    }

    private static string Subscription(string items, string fields = "\"livemode\":false")
    {
        var status = fields.Contains("\"status\"", StringComparison.Ordinal) ? "" : "\"status\":\"active\",";
        var currency = fields.Contains("\"currency\":\"", StringComparison.Ordinal) && !fields.Contains("coupon", StringComparison.Ordinal) ? "" : "\"currency\":\"usd\",";
        return $$"""{"id":"sub_1","object":"subscription","customer":"cus_1","created":1789990000,{{status}}{{currency}}{{fields}},"items":{"data":[{{items}}] } }""";
    }

    private static long Mrr(string subscription) => Fold(Project(subscription));

    private static long Fold(IReadOnlyList<SubscriptionEvent> facts) => Movements.Fold(facts, LedgerRules.Default).Where(m => m.Day <= _later).Sum(m => m.Amount);

    private static IReadOnlyList<SubscriptionEvent> Project(string subscription, StripeReferences? references = null, List<StripeProblem>? problems = null)
    {
        List<StripeProblem> found = problems ?? [];
        var facts = StripeProjection.Project(StripeSubscription.Read(Json(subscription), found)!, new Observation(_at, StripeOrder.Updated), references ?? StripeReferences.None, found);
        if (problems is null) found.ShouldBeEmpty();
        return facts;
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;
}
