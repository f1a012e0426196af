using RevenueBot.Charts.Figures;
using Shouldly;
using Xunit;

namespace RevenueBot.Charts.Tests;

public sealed class FigureTests
{
    [Theory]
    [InlineData("USD", "0", "$0")]
    [InlineData("USD", "410", "$410")]
    [InlineData("USD", "78.765", "$78.77")]
    [InlineData("USD", "0.004", "<$0.01")]
    [InlineData("USD", "999.999", "$1.0k")]
    [InlineData("USD", "48210", "$48.2k")]
    [InlineData("USD", "-1234", "−$1.2k")]
    [InlineData("USD", "999949", "$999.9k")]
    [InlineData("USD", "999950", "$1.0M")]
    [InlineData("USD", "1234567890", "$1.2bn")]
    [InlineData("JPY", "410.4", "¥410")]
    [InlineData("EUR", "1200", "€1.2k")]
    [InlineData("CHF", "1200", "CHF\u00A01.2k")]
    public void CompactMoney(string code, string amount, string text) => Currency.Of(code).Compact(D(amount)).ShouldBe(text);

    [Theory]
    [InlineData("0", "$0"), InlineData("2500", "$2.5k"), InlineData("-2000", "−$2k"), InlineData("60000", "$60k"), InlineData("0.25", "$0.25"), InlineData("1000000", "$1M")]
    public void TickMoney(string amount, string text) => Currency.Of("USD").Tick(D(amount)).ShouldBe(text);

    [Theory]
    [InlineData("2040", 0, "+$2,040"), InlineData("-1430", 0, "−$1,430"), InlineData("0", 2, "$0"), InlineData("-0.5", 2, "−$0.50")]
    public void Movements(string amount, int decimals, string text) => Currency.Of("USD").Signed(D(amount), decimals).ShouldBe(text);

    [Theory, InlineData("usd"), InlineData("US"), InlineData("<b>"), InlineData("")]
    public void WhatIsNoCodeIsRefused(string code) => Should.Throw<ArgumentException>(() => Currency.Of(code));

    [Theory]
    [InlineData(46760, 48210, "+3.1%"), InlineData(100, 50, "−50.0%"), InlineData(100_000, 100_001, "under 0.1%"), InlineData(90, 1540, "17 times")]
    [InlineData(0, 10, null), InlineData(5, 5, null), InlineData(100, 0, "−100.0%")]
    public void Changes(int from, int to, string? text) => Change.Signed(from, to).ShouldBe(text);

    [Theory]
    [InlineData("2026-11-02", "2026-11-08", "2–8 Nov 2026"), InlineData("2026-10-26", "2026-11-01", "26 Oct–1 Nov 2026")]
    [InlineData("2025-12-29", "2026-01-04", "29 Dec 2025–4 Jan 2026"), InlineData("2026-11-08", "2026-11-08", "8 Nov 2026")]
    public void Spans(string first, string last, string text) => Days.SpanYear(DateOnly.Parse(first, null), DateOnly.Parse(last, null)).ShouldBe(text);

    [Fact]
    public void PartsAddUpAndStayWithinOneUnit()
    {
        var random = new Random(3);
        for (var i = 0; i < 2000; i++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 9)).Select(_ => random.Next(3) == 0 ? 0 : random.Next(-99_999, 99_999) / 1000m).ToArray();
            var opening = random.Next(0, 100_000) / 1000m;
            var total = Currency.Round(opening + parts.Sum(), 0) - Currency.Round(opening, 0);
            var rounded = Parts.Round(parts, total, 0);
            rounded.Sum().ShouldBe(total);
            parts.Zip(rounded).ShouldAllBe(p => Math.Abs(p.First - p.Second) <= 1 && (p.First != 0 || p.Second == 0));
        }
    }

    private static decimal D(string amount) => decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
}
