using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

internal enum CalendarUnit { Day, Week, Month, Quarter, Year }

/// <summary>The time a question speaks of, as it was asked: relative to the day of the question, or by its name.</summary>
internal abstract record Window
{
    private Window() { }

    /// <summary>
    /// One: the whole unit before the current one ("last quarter"). More: that many, the current part included ("last 6 months").
    /// </summary>
    internal sealed record Last(int Count, CalendarUnit Unit) : Window
    {
        public override string ToString() => Count == 1 ? $"last {Name(Unit)}" : $"last {Count.ToString(CultureInfo.InvariantCulture)} {Name(Unit)}s";
    }

    /// <summary>The current unit so far.</summary>
    internal sealed record This(CalendarUnit Unit) : Window
    {
        public override string ToString() => $"this {Name(Unit)}";
    }

    internal sealed record InMonth(Month Month) : Window
    {
        public override string ToString() => "in " + Month.FirstDay.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
    }

    /// <param name="First">First month of the quarter.</param>
    internal sealed record InQuarter(Month First) : Window
    {
        public override string ToString() => $"Q{(First.Number + 2) / 3} {First.Year}";
    }

    internal sealed record InYear(int Year) : Window
    {
        public override string ToString() => "in " + Year.ToString(CultureInfo.InvariantCulture);
    }

    internal sealed record Since(DateOnly First) : Window
    {
        public override string ToString() => "since " + Iso.Day(First);
    }

    /// <summary>Both ends inclusive.</summary>
    internal sealed record Between(DateOnly First, DateOnly LastDay) : Window
    {
        public override string ToString() => $"from {Iso.Day(First)} to {Iso.Day(LastDay)}";
    }

    private static string Name(CalendarUnit unit) => unit.ToString().ToLowerInvariant();
}
