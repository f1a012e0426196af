using System.Globalization;

namespace RevenueBot.Metrics;

/// <summary>A calendar month of the company's time zone, half-open: <c>[FirstDay, Next.FirstDay)</c>.</summary>
public readonly record struct Month : IComparable<Month>
{
    private readonly int _index; // months since year 0

    public Month(int year, int month)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(month is >= 1 and <= 12, true, nameof(month));
        _index = (year * 12) + month - 1;
    }

    private Month(int index) => _index = index;

    public int Year => _index / 12;

    /// <summary>1 to 12.</summary>
    public int Number => (_index % 12) + 1;

    public DateOnly FirstDay => new(Year, Number, 1);
    public DateOnly LastDay => Next.FirstDay.AddDays(-1);
    public Month Next => new(_index + 1);
    public Month Previous => new(_index - 1);

    public static Month Of(DateOnly day) => new(day.Year, day.Month);

    public Month Plus(int months) => new(_index + months);

    /// <summary>Months from another one to this: negative where it is later.</summary>
    public int Since(Month other) => _index - other._index;

    public bool Contains(DateOnly day) => Of(day) == this;

    /// <summary>Reads <c>YYYY-MM</c>.</summary>
    public static bool TryParse(string? text, out Month month)
    {
        var valid = DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day);
        month = valid ? Of(day) : default;
        return valid;
    }

    public int CompareTo(Month other) => _index.CompareTo(other._index);
    public static bool operator <(Month a, Month b) => a._index < b._index;
    public static bool operator >(Month a, Month b) => a._index > b._index;
    public static bool operator <=(Month a, Month b) => a._index <= b._index;
    public static bool operator >=(Month a, Month b) => a._index >= b._index;

    /// <summary><c>2026-11</c></summary>
    public override string ToString() => FirstDay.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
