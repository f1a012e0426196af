namespace RevenueBot.Cli.Series;

/// <summary>One series of a file, its periods without a hole.</summary>
/// <param name="Last">Number of its last period.</param>
/// <param name="Form">How its periods are written.</param>
/// <param name="Values">Oldest first.</param>
/// <param name="Filled">How many of them were missing and stand on the line between their neighbours.</param>
internal sealed record MonthlySeries(string Name, int Last, PeriodForm Form, IReadOnlyList<double> Values, int Filled);

/// <summary>A field of a file: a value of a period. NaN: the field is empty.</summary>
internal readonly record struct SeriesValue(int Period, PeriodForm Form, double Value, Action<string> Wrong);
