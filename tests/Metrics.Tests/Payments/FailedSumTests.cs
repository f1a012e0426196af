using RevenueBot.Metrics.Payments;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Payments;

public sealed class FailedSumTests
{
    private static readonly Currency Usd = Currency.Parse("USD"), Eur = Currency.Parse("EUR");
    private static readonly DateTimeOffset Start = new(2026, 11, 10, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Each_is_recovered_open_or_lost_and_the_parts_make_the_whole()
    {
        var sum = Of(Failed(Usd, 119_00, 19_00, 1), Failed(Usd, 50_00, 0, 4), Failed(Usd, 30_00, 0, null), Failed(Usd, 20_00, 0, null) with { Counts = false });
        (sum.All, sum.Recovered, sum.Open, sum.Lost).ShouldBe((new(4, 200_000_000), new(2, 150_000_000), new(1, 30_000_000), new(1, 20_000_000)));
        (sum.RecoveredShare, sum.MedianTime).ShouldBe((0.5m, TimeSpan.FromDays(2.5)));
    }

    [Fact]
    public void A_currency_without_a_rate_counts_and_its_money_is_named()
    {
        var sum = Of(Failed(Eur, 10_00, 0, null), Failed(Usd, 5_00, 0, null));
        (sum.Open, sum.Unconverted.Single()).ShouldBe((new(2, 5_000_000), new Unconverted(Eur, 10_000_000)));
    }

    [Fact]
    public void Of_nothing_there_is_no_share() => (Of().RecoveredShare, Of().MedianTime).ShouldBe((null, null));

    private static FailedSum Of(params FailedPayment[] failed) => FailedSum.Of(failed, new FxRates(Usd, []), CompanyCalendar.Utc);

    private static FailedPayment Failed(Currency currency, long amount, long tax, int? paidAfter) =>
        new("c", "s", currency, amount, tax, Start, Start, 1, null, paidAfter is { } days ? Start.AddDays(days) : null, true);
}
