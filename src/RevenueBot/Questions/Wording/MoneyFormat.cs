using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Wording;

/// <summary>
/// How the money of one answer is written: all of it in the same unit, so that what is shown adds up. Amounts are micro-units.
/// </summary>
/// <param name="Unit">Micro-units of the smallest step shown: a whole unit, or the currency's minor unit.</param>
internal readonly record struct MoneyFormat(Currency Currency, long Unit)
{
    private const long Whole = 1_000_000;
    private const long WholeFrom = 1_000 * Whole;

    /// <summary>Whole units where any amount is at least 1,000 or all are whole; else the minor unit.</summary>
    public static MoneyFormat For(Currency currency, params IEnumerable<long> amounts)
    {
        var minor = currency.MicrosPerMinor;
        var shown = amounts.Select(amount => Rounding.ToUnit(amount, minor)).ToList();
        var whole = shown.Any(amount => Math.Abs(amount) >= WholeFrom) || shown.All(amount => amount % Whole == 0);
        return new(currency, whole ? Whole : minor);
    }

    public long Round(long micros) => Rounding.ToUnit(micros, Unit);

    /// <summary>The change between two balances as shown: shown end less shown start.</summary>
    public long Change(long from, long to) => Round(to) - Round(from);

    /// <summary><c>$58,430</c>, <c>$98.53</c>, <c>−$236</c>.</summary>
    public string Text(long micros) => Sign(Round(micros), "") + Symbol + Digits(micros, padded: false);

    /// <summary><c>+$2,530</c>, <c>−$236</c>, <c>0</c>.</summary>
    public string Signed(long micros) => Round(micros) == 0 ? "0" : Sign(Round(micros), "+") + Symbol + Digits(micros, padded: false);

    /// <summary>For columns, without the currency's sign: <c>58,430</c>.</summary>
    public string Cell(long micros) => Sign(Round(micros), "") + Digits(micros, padded: true);

    /// <summary>For columns of changes: <c>+1,684</c>, <c>−264</c>, <c>0</c>.</summary>
    public string SignedCell(long micros) => Round(micros) == 0 ? "0" : Sign(Round(micros), "+") + Digits(micros, padded: true);

    private string Symbol => Currency.Code switch { "USD" => "$", "EUR" => "€", "GBP" => "£", "JPY" => "¥", var code => code + " " };

    private static string Sign(long shown, string plus) => shown < 0 ? "−" : plus;

    private string Digits(long micros, bool padded)
    {
        var shown = Math.Abs(Round(micros));
        var decimals = Unit == Whole || (shown % Whole == 0 && !padded) ? 0 : Currency.MinorDigits;
        return (shown / (decimal)Whole).ToString("N" + decimals, CultureInfo.InvariantCulture);
    }
}
