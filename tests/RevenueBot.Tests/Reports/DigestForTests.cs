using RevenueBot.Access;
using RevenueBot.Reports;
using RevenueBot.Reports.Daily;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Reports.LarkspurReports;

namespace RevenueBot.Tests.Reports;

/// <summary>What of a report whoever reads it may see.</summary>
public sealed class DigestForTests
{
    private static readonly Digest _digest = DailyDigest.Of(Daily(alerts: [.. Enumerable.Range(1, 4).Select(i => Alert("payment-failed", $"Acme {i}", 100, 1)), Alert("health", "Acme 1", 698)]));

    [Fact]
    public void Who_may_see_names_sees_all() => DigestFor.Readers(_digest, Right.Totals | Right.Customers | Right.CustomersByName).ShouldBeSameAs(_digest);

    [Fact]
    public void Without_names_customers_are_counted()
    {
        var seen = DigestFor.Readers(_digest, Right.Totals | Right.Customers);
        seen.Items.Select(item => item.Finding).ShouldBe(["One customer at high churn risk", "Four customers with failing payments"]);
        seen.Items[1].Evidence.ShouldBe("None is new since 10 Nov.");
        seen.ItemsNote!.Text.ShouldBe("One customer is in items 1 and 2.");
        ShouldNotName(seen);
    }

    [Fact]
    public void With_totals_alone_only_sums_are_left()
    {
        var seen = DigestFor.Readers(_digest, Right.Totals);
        seen.Items.ShouldHaveSingleItem().Finding.ShouldBe("Four customers with failing payments");
        seen.ItemsNote.ShouldBeNull();
        ShouldNotName(seen);
        seen.Figures.ShouldBe(_digest.Figures);
    }

    private static void ShouldNotName(Digest digest)
    {
        digest.NamesCustomers.ShouldBeFalse();
        string.Join(' ', [digest.Subject, digest.Preheader, digest.Headline, digest.Footer, digest.ItemsNote?.ToString(), .. digest.Items.Select(item => item.ToString())]).ShouldNotContain("Acme", Case.Insensitive);
    }
}
