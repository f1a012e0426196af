using System.Globalization;

namespace RevenueBot.Ingest.Files.Fields;

/// <summary>Numbers in invariant form, each with the range that keeps later sums far from overflow.</summary>
internal static class NumberFields
{
    /// <summary>Ten billion major units of any currency, in its minor unit.</summary>
    private const long LargestAmount = 1_000_000_000_000;

    private const NumberStyles Whole = NumberStyles.AllowLeadingSign;
    private const NumberStyles Fraction = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;

    public static int Count(this Row row, string column, int low, int high) => (int)row.Long(column, low, high);

    public static int? OptionalCount(this Row row, string column, int low, int high) =>
        row.Find(column) is null ? null : row.Count(column, low, high);

    /// <summary>A whole number of minor units, 0 or more.</summary>
    public static long Minor(this Row row, string column) => row.Long(column, 0, LargestAmount);

    public static long? OptionalMinor(this Row row, string column) => row.Find(column) is null ? null : row.Minor(column);

    public static long OptionalLong(this Row row, string column) =>
        row.Find(column) is null ? 0 : row.Long(column, long.MinValue, long.MaxValue);

    public static decimal Number(this Row row, string column, decimal low, decimal high)
    {
        if (row.Require(column) is not { } text) return 0;
        if (!decimal.TryParse(text, Fraction, CultureInfo.InvariantCulture, out var value)) row.Problem(column, "must be a number, such as 12.5.");
        else if (value < low || value > high) row.Problem(column, Range(low, high));
        return value;
    }

    public static decimal? OptionalNumber(this Row row, string column, decimal low, decimal high) =>
        row.Find(column) is null ? null : row.Number(column, low, high);

    private static long Long(this Row row, string column, long low, long high)
    {
        if (row.Require(column) is not { } text) return low;
        if (!long.TryParse(text, Whole, CultureInfo.InvariantCulture, out var value)) row.Problem(column, NotWhole(column));
        else if (value < low || value > high) row.Problem(column, Range(low, high));
        else return value;
        return Math.Clamp(0, low, high);
    }

    private static string NotWhole(string column) => column.EndsWith("_minor", StringComparison.Ordinal)
        ? "must be a whole number of the currency's minor unit: 1250 for 12.50 USD."
        : "must be a whole number.";

    private static string Range(decimal low, decimal high) =>
        string.Create(CultureInfo.InvariantCulture, $"must be from {low:#,0.#########} to {high:#,0}.");
}
