using FsCheck;
using FsCheck.Fluent;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Metrics.Tests.Fold;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Segmentation;

public sealed class SegmentGridTests
{
    /// <summary>ARPA is 100 in each.</summary>
    [Theory]
    [InlineData(150, 150, 150, 1, 10, "High-Value Power Users")]
    [InlineData(149, 149, 149, 1, 10, "Other")]
    [InlineData(150, 150, 150, 1, 9, "Other")]
    [InlineData(105, 100, 105, 2, 4, "Growing Teams")]
    [InlineData(104, 100, 104, 2, 4, "Other")]
    [InlineData(105, 100, 105, 1, 4, "Other")]
    [InlineData(80, 0, 80, 2, 1, "Growing Teams")]
    [InlineData(50, 50, 50, 1, 0, "Price-Sensitive")]
    [InlineData(90, 90, 100, 1, 0, "Price-Sensitive")]
    [InlineData(91, 91, 100, 1, 0, "Other")]
    public void The_usual_rules_have_sharp_edges(int mrr, int before, int gross, int users, int days, string segment)
    {
        CustomerTraits customer = new()
        {
            CustomerId = "ada", IsPaying = true, Mrr = mrr * 1_000_000m, MrrBefore = before * 1_000_000m, Gross = gross * 1_000_000m, Activity = new(users, days),
        };
        SegmentGrid.Classifier([customer, Paying(200 - mrr)], SegmentRule.Defaults)(customer).ShouldBe(segment);
    }

    [Fact]
    public void Who_is_in_a_trial_is_a_trial_user_however_active() =>
        SegmentGrid.Classifier([Paying(100)], SegmentRule.Defaults)(new CustomerTraits { CustomerId = "ada", IsInTrial = true, Activity = new(9, 30) }).ShouldBe("Trial Users");

    [Fact]
    public void The_first_rule_that_matches_wins()
    {
        SegmentRule[] rules = [Rule("Small", "mrr < 100"), Rule("German", "country = de"), Rule("Everybody", "mrr >= 0")];
        string SegmentOf(int mrr, string country) => SegmentGrid.Classifier([], rules)(Paying(mrr) with { Country = country });
        (SegmentOf(99, "DE"), SegmentOf(100, "DE"), SegmentOf(100, "US")).ShouldBe(("Small", "German", "Everybody"));
    }

    [Fact]
    public void Segments_add_up_to_every_customer_and_all_mrr_whatever_the_rules() => Properties.Check(
        (from customers in Gen.ArrayOf(Customers)
         from rules in Gen.ArrayOf(Rules)
         select (customers, rules)).ToArbitrary(),
        drawn =>
        {
            var (customers, rules) = drawn;
            var grid = SegmentGrid.Of(customers, [new SegmentMonth(new Month(2026, 1), [.. customers.Select((customer, i) => new ObservedCustomer(customer, i % 3 == 0))])], rules, 1);
            grid.Rows.Sum(row => row.Customers).ShouldBe(customers.Count(customer => customer.Counts));
            grid.Total.Paying.ShouldBe(customers.Count(customer => customer.IsPaying));
            grid.Rows.Sum(row => row.Mrr).ShouldBe(decimal.ToInt64(Math.Round(customers.Where(customer => customer.Counts).Sum(customer => customer.Mrr), MidpointRounding.AwayFromZero)));
            grid.Rows.Sum(row => row.CustomerMonths).ShouldBe(customers.Count(customer => customer.IsPaying));
            grid.Rows.Select(row => row.Segment).Distinct().Count().ShouldBe(grid.Rows.Count);
        },
        200);

    [Theory]
    [InlineData(600, 0, null, Undefined.NoChurn)]
    [InlineData(600, 9, null, Undefined.TooFewChurns)]
    [InlineData(600, 30, 200, null)]
    [InlineData(6000, 10, 600, null)]
    public void Lifetime_value_needs_churn_and_ends_at_sixty_months(int customers, int left, int? ltv, Undefined? reason)
    {
        var all = Enumerable.Range(0, customers).Select(i => new ObservedCustomer(Paying(10), i < left)).ToList();
        var row = SegmentGrid.Of([.. Enumerable.Repeat(Paying(10), 10)], [new SegmentMonth(new Month(2026, 1), all)], [Rule("All", "mrr >= 0")], 1).Rows[0];
        (row.Lifetime.Value / 1_000_000, row.Lifetime.Why, row.CustomerMonths, row.Left).ShouldBe((ltv, reason, customers, left));
    }

    [Fact]
    public void Who_pays_nothing_has_no_lifetime_value() =>
        SegmentGrid.Of([new CustomerTraits { CustomerId = "ada", IsInTrial = true }], [], SegmentRule.Defaults, 1).Rows.Single(row => row.Segment == "Trial Users").Lifetime.Why.ShouldBe(Undefined.NoCustomers);

    [Theory]
    [InlineData(1000, 0.0199, ChurnRisk.Low)]
    [InlineData(1000, 0.02, ChurnRisk.Medium)]
    [InlineData(1000, 0.0499, ChurnRisk.Medium)]
    [InlineData(1000, 0.05, ChurnRisk.High)]
    [InlineData(29, 0.9, null)]
    public void Risk_is_told_by_how_many_left(int months, double churn, ChurnRisk? risk) =>
        new SegmentRow("Pro", "", 10, 10, 0, months, 1, new SegmentLifetime(null, null, null, null, (decimal)churn)).Risk.ShouldBe(risk);

    [Theory]
    [InlineData("mrr_to_arpa >= 1.5", "mrr_to_arpa >= 1.5")]
    [InlineData("plan!=pro", "plan != pro")]
    [InlineData("active_days<3", "active_days < 3")]
    [InlineData("plan > pro", null)]
    [InlineData("mrr = much", null)]
    [InlineData("age > 3", null)]
    [InlineData("mrr", null)]
    [InlineData("", null)]
    public void A_condition_is_a_name_a_comparison_and_a_value(string text, string? read) => Condition.Parse(text)?.ToString().ShouldBe(read);

    private static Gen<CustomerTraits> Customers =>
        from paying in Gen.Elements(true, true, false)
        from trial in Gen.Elements(true, false)
        from mrr in Gen.Choose(1, 400_000_000)
        from before in Gen.Choose(0, 400_000_000)
        from users in Gen.Choose(0, 4)
        from days in Gen.Choose(0, 30)
        select new CustomerTraits
        {
            CustomerId = "c", IsPaying = paying, IsInTrial = trial && !paying, Mrr = paying ? mrr / 3m : 0, Gross = paying ? mrr / 2m : 0, MrrBefore = before, Activity = new(users, days),
        };

    private static Gen<SegmentRule> Rules => Gen.Elements([.. SegmentRule.Defaults, Rule("All", "mrr >= 0"), Rule(SegmentRule.Other, "active_days = 0")]);

    private static SegmentRule Rule(string name, string condition) => new(name, [Condition.Parse(condition)!], "Act");

    private static CustomerTraits Paying(int mrr) => new() { CustomerId = "bo", IsPaying = true, Mrr = mrr * 1_000_000m, Gross = mrr * 1_000_000m, MrrBefore = mrr * 1_000_000m };
}
