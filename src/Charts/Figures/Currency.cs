using System.Globalization;

namespace RevenueBot.Charts.Figures;

/// <summary>Writes amounts of one currency, in major units. Every figure is rounded once, half away from zero.</summary>
internal sealed record Currency
{
    private const string Minus = "\u2212";

    private static readonly (decimal Below, decimal Unit, string Suffix)[] Steps =
        [(1_000m, 1m, ""), (999_950m, 1_000m, "k"), (999_950_000m, 1_000_000m, "M"), (decimal.MaxValue, 1_000_000_000m, "bn")];

    private Currency(string code) => Code = code;

    /// <summary>The ISO 4217 code.</summary>
    public string Code { get; }

    /// <summary>Digits after the point of a full amount: none for yen.</summary>
    public int Decimals => Code is "BIF" or "CLP" or "DJF" or "GNF" or "JPY" or "KMF" or "KRW" or "PYG" or "RWF" or "UGX"
        or "VND" or "VUV" or "XAF" or "XOF" or "XPF" ? 0 : 2;

    private string Sign => Code switch { "USD" => "$", "EUR" => "€", "GBP" => "£", "JPY" => "¥", "INR" => "₹", _ => Code + "\u00A0" };

    /// <summary>The currency of a code. Throws <see cref="ArgumentException"/> unless it is three capital letters.</summary>
    public static Currency Of(string code) => code.Length == 3 && code.All(char.IsAsciiLetterUpper)
        ? new Currency(code)
        : throw new ArgumentException("A currency code is three capital letters, such as USD.", nameof(code));

    /// <summary>For titles and marks: $0, $410, $78.77, $48.2k, $1.2M, $1.2bn; under half a cent "&lt;$0.01".</summary>
    public string Compact(decimal amount)
    {
        var size = Math.Abs(amount);
        if (size > 0 && Round(size, Decimals) == 0) return Negative(amount) + "<" + Sign + Digits(Smallest, Decimals);
        var (_, unit, suffix) = Steps.First(s => Round(size, Decimals) < s.Below || s.Below == decimal.MaxValue);
        var decimals = unit == 1 ? DecimalsFor([size]) : 1;
        return Negative(amount) + Sign + Digits(size / unit, decimals) + suffix;
    }

    /// <summary>For sentences and alternative texts, which never say k or M: $0, $410, $78.77, $48,210; under half a cent "&lt;$0.01".</summary>
    public string Whole(decimal amount) => amount != 0 && Round(Math.Abs(amount), Decimals) == 0 ? Compact(amount) : Exact(amount, DecimalsFor([amount]));

    /// <summary>For axes: as short as the step allows, and without a letter code, which the subtitle has.</summary>
    public string Tick(decimal amount)
    {
        var size = Math.Abs(amount);
        var (_, unit, suffix) = Steps.First(s => size < (s.Unit == 1 ? 1_000m : s.Unit * 1_000m) || s.Below == decimal.MaxValue);
        return Negative(amount) + (Sign.Length == 1 ? Sign : "") + (size / unit).ToString("#,0.####", CultureInfo.InvariantCulture) + suffix;
    }

    /// <summary>For figures that add up: $46,760, −$1,430. Zero has no sign. The amount is already rounded to the decimals.</summary>
    public string Exact(decimal amount, int decimals) => Negative(amount) + Sign + Digits(Math.Abs(amount), amount == 0 ? 0 : decimals);

    /// <summary>A movement: +$2,040, −$1,430, $0.</summary>
    public string Signed(decimal amount, int decimals) => (amount > 0 ? "+" : "") + Exact(amount, decimals);

    /// <summary>
    /// How many decimals a set of figures is shown with: none when one of them is 1,000 or more or all are whole, else the
    /// currency's own. One rule for the whole set, so that the figures still add up.
    /// </summary>
    public int DecimalsFor(IReadOnlyList<decimal> amounts) =>
        amounts.Any(a => Math.Abs(a) >= 1_000) || amounts.All(a => Round(a, Decimals) == Round(a, 0)) ? 0 : Decimals;

    /// <summary>Plain digits for alternative texts: 46,760 and −1,430, without a sign of the currency.</summary>
    public static string Plain(decimal amount, int decimals) => Negative(amount) + Digits(Math.Abs(amount), amount == 0 ? 0 : decimals);

    /// <summary>Plain digits of a movement: +2,040.</summary>
    public static string PlainSigned(decimal amount, int decimals) => (amount > 0 ? "+" : "") + Plain(amount, decimals);

    /// <summary>Rounds half away from zero.</summary>
    public static decimal Round(decimal amount, int decimals) => Math.Round(amount, decimals, MidpointRounding.AwayFromZero);

    private decimal Smallest => Decimals == 0 ? 1m : 0.01m;

    private static string Negative(decimal amount) => amount < 0 ? Minus : "";

    private static string Digits(decimal size, int decimals) =>
        Round(size, decimals).ToString(decimals == 0 ? "#,0" : "#,0." + new string('0', decimals), CultureInfo.InvariantCulture);
}
