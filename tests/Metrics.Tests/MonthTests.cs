using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class MonthTests
{
    [Fact]
    public void A_month_knows_its_days_and_neighbours()
    {
        var february = new Month(2024, 2);
        (february.FirstDay, february.LastDay).ShouldBe((new DateOnly(2024, 2, 1), new DateOnly(2024, 2, 29)));
        (february.Previous, february.Next).ShouldBe((new Month(2024, 1), new Month(2024, 3)));
        (february.Contains(new DateOnly(2024, 2, 29)), february.Contains(new DateOnly(2024, 3, 1))).ShouldBe((true, false));
    }

    [Theory]
    [InlineData(1, "2026-01")]
    [InlineData(-1, "2025-11")]
    [InlineData(12, "2026-12")]
    [InlineData(-12, "2024-12")]
    [InlineData(-24, "2023-12")]
    public void Months_are_counted_over_the_turn_of_years(int months, string expected) => new Month(2025, 12).Plus(months).ToString().ShouldBe(expected);

    [Fact]
    public void Months_are_ordered_in_time()
    {
        (new Month(2025, 12) < new Month(2026, 1)).ShouldBeTrue();
        (new Month(2026, 1) >= new Month(2026, 1)).ShouldBeTrue();
        (new Month(2026, 2) > new Month(2026, 1), new Month(2026, 1) <= new Month(2025, 12)).ShouldBe((true, false));
    }

    [Theory]
    [InlineData("2026-11", true)]
    [InlineData("2026-13", false)]
    [InlineData("2026-1", false)]
    [InlineData("2026-11-01", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_year_dash_month_is_a_month(string? text, bool valid)
    {
        Month.TryParse(text, out var month).ShouldBe(valid);
        if (valid) month.ToString().ShouldBe(text);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    public void There_is_no_month_0_or_13(int month) => Should.Throw<ArgumentOutOfRangeException>(() => new Month(2026, month));
}
