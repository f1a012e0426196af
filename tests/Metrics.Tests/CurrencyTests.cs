using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("USD", 2, 10.45)]
    [InlineData("JPY", 0, 1045)]
    [InlineData("KWD", 3, 1.045)]
    [InlineData("EUR", 2, 10.45)]
    [InlineData("KRW", 0, 1045)]
    [InlineData("TND", 3, 1.045)]
    [InlineData("ISK", 2, 10.45)]
    public void An_amount_of_1045_minor_units_is_read_by_the_decimals_of_its_currency(string code, int digits, decimal major)
    {
        var currency = Currency.Parse(code);
        currency.MinorDigits.ShouldBe(digits);
        (1045 * currency.MicrosPerMinor / 1_000_000m).ShouldBe(major);
    }

    [Fact]
    public void A_code_is_read_in_any_case() => Currency.Parse("usd").ShouldBe(Currency.Parse("USD"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("US")]
    [InlineData("USDT")]
    [InlineData("U$D")]
    [InlineData("ÜSD")]
    public void Anything_but_three_letters_is_refused(string? text)
    {
        Currency.TryParse(text, out _).ShouldBeFalse();
        if (text is not null) Should.Throw<FormatException>(() => Currency.Parse(text)).Message.ShouldContain("three letters");
    }
}
