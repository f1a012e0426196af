using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class RoundingTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(499_999, 0)]
    [InlineData(500_000, 1_000_000)]
    [InlineData(-500_000, -1_000_000)]
    [InlineData(-499_999, 0)]
    [InlineData(1_500_000, 2_000_000)]
    public void Halves_go_away_from_zero(long amount, long expected) => Rounding.ToUnit(amount, 1_000_000).ShouldBe(expected);

    [Fact]
    public void The_worked_example_of_the_definitions_adds_up() =>
        // 86.9565 + 93.4579 beside 180.41 in cents: one of the two goes down.
        Rounding.ShownParts([86_956_500, 93_457_900], 10_000).ShouldBe([86_950_000, 93_460_000]);

    [Fact]
    public void Exact_parts_never_change() =>
        Rounding.ShownParts([1_000_000, 0, 400_000, 400_000, -2_000_000], 1_000_000).ShouldBe([1_000_000, 0, 1_000_000, 0, -2_000_000]);

    [Fact]
    public void A_total_from_two_rounded_balances_is_met() =>
        // 0.4 is shown as 0 and 0.6 as 1, so that the 0.2 between them is shown as 1.
        Rounding.ShownParts([200_000, 0], 1_000_000, 1_000_000).ShouldBe([1_000_000, 0]);

    [Fact]
    public void A_total_that_is_not_of_these_parts_is_refused() =>
        Should.Throw<ArgumentException>(() => Rounding.ShownParts([1_000_000], 3_000_000, 1_000_000));

    [Fact]
    public void Parts_add_up_and_stay_within_one_unit_whatever_they_are()
    {
        var random = new Random(20261110);
        for (var run = 0; run < 2_000; run++)
        {
            var parts = Enumerable.Range(0, random.Next(0, 12)).Select(_ => random.NextInt64(-5_000_000, 5_000_000)).ToArray();
            var opening = random.NextInt64(0, 9_000_000);
            var total = Rounding.ToUnit(opening + parts.Sum(), 1_000_000) - Rounding.ToUnit(opening, 1_000_000);
            var shown = Rounding.ShownParts(parts, total, 1_000_000);
            shown.Sum().ShouldBe(total);
            for (var i = 0; i < parts.Length; i++) Math.Abs(shown[i] - parts[i]).ShouldBeLessThan(1_000_000);
        }
    }
}
