namespace RevenueBot.Metrics.Ratios;

/// <summary>Why a figure is undefined. A surface says it in words; none of them is 0 or infinity.</summary>
public enum Undefined { NoCustomers, NoNewCustomers, NoLosses, NothingMoved, NoWholeMonth, NoChurn, TooFewChurns }

/// <summary>A figure, or why there is none.</summary>
/// <param name="Value">Exact, not rounded; null where it is undefined.</param>
/// <param name="Why">Null where there is a value.</param>
public readonly record struct Measured(decimal? Value, Undefined? Why)
{
    public static Measured Of(decimal value) => new(value, null);

    public static Measured None(Undefined why) => new(null, why);

    /// <summary>The figure in whole units of what it counts (micro-units for money), halves away from zero.</summary>
    public long? Rounded => Value is { } value ? decimal.ToInt64(Math.Round(value, MidpointRounding.AwayFromZero)) : null;
}
