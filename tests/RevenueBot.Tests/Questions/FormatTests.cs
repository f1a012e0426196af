using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

public sealed class FormatTests
{
    private static readonly CompanyCalendar NewYork = new(TimeZoneInfo.FindSystemTimeZoneById("America/New_York"));

    [Theory]
    [InlineData(58_430_000_000, "USD", "$58,430")]
    [InlineData(58_430_499_999, "USD", "$58,430")]
    [InlineData(58_430_500_000, "USD", "$58,431")]
    [InlineData(98_532_000, "USD", "$98.53")]
    [InlineData(78_500_000, "USD", "$78.50")]
    [InlineData(105_000_000, "USD", "$105")]
    [InlineData(999_996_000, "USD", "$1,000")]
    [InlineData(0, "USD", "$0")]
    [InlineData(-236_000_000, "USD", "−$236")]
    [InlineData(1_045_000_000_000, "JPY", "¥1,045,000")]
    [InlineData(10_500_000, "JPY", "¥11")]
    [InlineData(1_234_500, "KWD", "KWD 1.235")]
    [InlineData(1_200_000_000, "EUR", "€1,200")]
    [InlineData(1_200_000_000, "CHF", "CHF 1,200")]
    public void Money(long micros, string currency, string text) => Format.Money(micros, Currency.Parse(currency)).ShouldBe(text);

    [Theory]
    [InlineData(2_530_000_000, "+$2,530")]
    [InlineData(630_000, "+$0.63")]
    [InlineData(-236_000_000, "−$236")]
    [InlineData(0, "0")]
    [InlineData(-1, "0")]
    public void A_change_has_a_sign(long micros, string text) => Format.Change(micros, Currency.Parse("USD")).ShouldBe(text);

    [Fact]
    public void Another_currency_goes_by_its_code() => Format.ByCode(1_200_000_000, Currency.Parse("EUR")).ShouldBe("EUR 1,200");

    [Theory]
    [InlineData("0.974", "97.4%")]
    [InlineData("0.03149", "3.1%")]
    [InlineData("0.00049", "under 0.1%")]
    [InlineData("-0.00049", "under 0.1%")]
    [InlineData("0", "0%")]
    [InlineData("-0.045", "−4.5%")]
    public void Percent(string fraction, string text) =>
        Format.Percent(decimal.Parse(fraction, System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(text);

    [Theory]
    [InlineData(55_900, 58_430, "+4.5%")]
    [InlineData(58_430, 55_900, "−4.3%")]
    [InlineData(100, 100, "0%")]
    [InlineData(100, 1_099, "+999%", true)]
    [InlineData(100, 1_200, "12 times")]
    [InlineData(0, 100, null)]
    [InlineData(1_000_000, 1_000_001, "under 0.1%")]
    public void Growth(long from, long to, string? text, bool roundedTo = false) => Format.Growth(from, to).ShouldBe(roundedTo ? "+999.0%" : text);

    [Fact]
    public void Points_are_the_difference_of_two_percentages() => Format.Points(0.0031m).ShouldBe("+0.3 points");

    [Theory]
    [InlineData("2026-11-10", "10 Nov")]
    [InlineData("2025-11-10", "10 Nov 2025")]
    public void A_day_has_its_year_when_it_is_another(string day, string text) => new Days(2026).Day(DateOnly.Parse(day)).ShouldBe(text);

    [Theory]
    [InlineData("2026-11-02", "2026-11-08", "2–8 Nov")]
    [InlineData("2026-10-26", "2026-11-01", "26 Oct–1 Nov")]
    [InlineData("2025-12-26", "2026-01-01", "26 Dec 2025–1 Jan 2026")]
    [InlineData("2025-03-01", "2025-03-31", "1–31 Mar 2025")]
    [InlineData("2026-11-01", "2026-11-01", "1 Nov")]
    public void A_span_repeats_no_month(string first, string last, string text) =>
        new Days(2026).Span(DateOnly.Parse(first), DateOnly.Parse(last)).ShouldBe(text);

    [Fact]
    public void A_time_names_its_city_once()
    {
        var instant = new DateTimeOffset(2026, 11, 10, 22, 40, 0, TimeSpan.Zero);
        Days.LongMoment(instant, NewYork).ShouldBe("Tue 10 Nov 2026, 17:40 New York");
        Days.Moment(instant, NewYork).ShouldBe("Tue 10 Nov, 17:40");
        Days.LongMoment(instant, CompanyCalendar.Utc).ShouldBe("Tue 10 Nov 2026, 22:40 UTC");
    }

    [Fact]
    public void All_money_of_an_answer_has_one_unit()
    {
        var whole = MoneyFormat.For(Currency.Parse("USD"), 58_430_000_000, 28_500_000);
        whole.SignedCell(28_500_000).ShouldBe("+29");
        var cents = MoneyFormat.For(Currency.Parse("USD"), 472_500_000, 28_000_000);
        cents.Cell(28_000_000).ShouldBe("28.00");
        cents.Text(28_000_000).ShouldBe("$28");
    }
}
