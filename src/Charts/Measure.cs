using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts;

/// <summary>What a metric is measured in, and so how its values and changes are written.</summary>
public sealed record Measure
{
    private readonly Currency? _currency;
    private readonly Unit _unit;

    private Measure(Unit unit, Currency? currency = null) => (_unit, _currency) = (unit, currency);

    private enum Unit
    {
        Money,
        Percent,
        Count,
        Ratio,
        Score,
    }

    /// <summary>Fractions of 1, written as percentages; they change by points.</summary>
    public static Measure Percentage { get; } = new(Unit.Percent);

    /// <summary>Whole numbers of something; they change by percent.</summary>
    public static Measure Count { get; } = new(Unit.Count);

    /// <summary>One number over another, such as the quick ratio; it changes by percent.</summary>
    public static Measure Ratio { get; } = new(Unit.Ratio);

    /// <summary>A score that can be below zero, such as NPS; it changes by its own points.</summary>
    public static Measure Score { get; } = new(Unit.Score);

    /// <summary>The smallest step worth a tick.</summary>
    internal double Smallest => _unit switch { Unit.Money => _currency!.Decimals == 0 ? 1 : 0.01, Unit.Percent => 0.001, Unit.Ratio => 0.1, _ => 1 };

    /// <summary>The code of a currency; null for what is no money.</summary>
    internal string? Code => _currency?.Code;

    /// <summary>Amounts in major units of an ISO 4217 currency; they change by percent.</summary>
    /// <exception cref="ArgumentException">The code is not three capital letters.</exception>
    public static Measure Money(string currency) => new(Unit.Money, Currency.Of(currency));

    /// <summary>"$48.2k", "3.7%", "612", "3.5", "−12".</summary>
    internal string Write(decimal value) => _unit switch
    {
        Unit.Money => _currency!.Compact(value),
        Unit.Percent => Percent.One(value),
        Unit.Ratio => Decimals.Write(value, 1),
        Unit.Count or Unit.Score => Decimals.Write(value, 0),
    };

    /// <summary>In sentences and alternative texts: "$48,210", and else as <see cref="Write"/>.</summary>
    internal string Say(decimal value) => _unit == Unit.Money ? _currency!.Whole(value) : Write(value);

    /// <summary>What <see cref="Plain"/> numbers are of: "USD", "%", or nothing.</summary>
    internal string PlainUnit => _unit switch { Unit.Money => _currency!.Code, Unit.Percent => "%", _ => "" };

    /// <summary>As a bare number on an axis that says the unit itself: percentages by the hundred.</summary>
    internal decimal Plain(decimal value) => _unit == Unit.Percent ? Currency.Round(value * 100, 1) : Currency.Round(value, 2);

    /// <summary>As short as an axis wants it.</summary>
    internal string Tick(decimal value) => _unit switch
    {
        Unit.Money => _currency!.Tick(value),
        Unit.Percent => Decimals.Short(value * 100) + "%",
        _ => Decimals.Short(value),
    };

    /// <summary>"+3.1%", "+0.3 points", "−2"; null without a base to compare with or when nothing changed.</summary>
    internal string? Change(decimal from, decimal to) => (_unit, to - from) switch
    {
        (_, 0) => null,
        (Unit.Percent, var by) => Points(by),
        (Unit.Score, var by) => Decimals.Signed(by, 0),
        _ => Figures.Change.Signed(from, to),
    };

    /// <summary>What stands between a value and the month before in a title: "up 3.1% on", "down 0.3 points on", "unchanged on".</summary>
    internal string Words(decimal from, decimal to) => (_unit, Change(from, to)) switch
    {
        (Unit.Percent or Unit.Score, { } by) => $"{(to > from ? "up" : "down")} {by.TrimStart('+', '\u2212')} on",
        (_, null) when to != from => to > from ? "up on" : "down on",
        _ => Figures.Change.Words(from, to),
    };

    private static string Points(decimal by) =>
        Currency.Round(Math.Abs(by) * 100, 1) == 0 ? "under 0.1 points" : $"{Decimals.Signed(by * 100, 1)} points";
}
