using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.WebDashboard.Frame;

namespace RevenueBot.Dashboard;

/// <summary>What an address asks for, in the language of questions.</summary>
/// <param name="Window">Null: as usual for the question.</param>
/// <param name="Only">One plan, segment or currency; they exclude each other.</param>
/// <param name="ConstantCurrency">At the rates of the last day.</param>
internal sealed record PageFilter(Window? Window, Filter? Only, bool ConstantCurrency)
{
    /// <summary>A value of the filter "currency" that is no currency.</summary>
    public const string Constant = "constant";

    /// <summary>The days that end with a past period; null: today.</summary>
    public DateOnly? LastDay(DateOnly today, CompanyCalendar calendar) => Window switch
    {
        null or Window.This or Window.Since => null,
        Window.Last(1, var unit) => Questions.Answers.Frame.Start(unit, today, calendar).AddDays(-1),
        Window.InMonth(var month) when month.LastDay < today => month.LastDay,
        Window.Between(_, var last) when last < today => last,
        _ => null,
    };

    public static PageFilter Of(PageAddress address) => new(WindowOf(address["period"]), OnlyOf(address), address["currency"] == Constant);

    /// <summary>The first filter that stands in the address; a key of ours is quoted, whatever is in it.</summary>
    private static Filter? OnlyOf(PageAddress address) =>
        address["plan"] is { } plan ? new(Dimension.Plan, plan)
        : address["segment"] is { } segment ? new(Dimension.Segment, segment)
        : address["currency"] is { } currency and not Constant ? new(Dimension.Currency, currency) : null;

    /// <summary><c>this-month</c>, <c>last-month</c>, <c>last-12-months</c>, <c>2026-10</c>, <c>2026-10-01..2026-10-15</c>; null for anything else.</summary>
    public static Window? WindowOf(string? text)
    {
        if (text is null) return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)) return new Window.InMonth(Month.Of(month));
        return text.Split("..") is [var from, var to] && Iso.TryDay(from, out var first) && Iso.TryDay(to, out var last) && first <= last ? new Window.Between(first, last)
            : text.Split('-') switch
            {
                ["this", var unit] when UnitOf(unit) is { } known => new Window.This(known),
                ["last", var unit] when UnitOf(unit) is { } known => new Window.Last(1, known),
                ["last", var count, var units] when int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 1 and <= 60 && units.EndsWith('s') && UnitOf(units[..^1]) is { } known => new Window.Last(number, known),
                _ => null,
            };
    }

    private static CalendarUnit? UnitOf(string word) => word switch
    {
        "day" => CalendarUnit.Day,
        "week" => CalendarUnit.Week,
        "month" => CalendarUnit.Month,
        "quarter" => CalendarUnit.Quarter,
        "year" => CalendarUnit.Year,
        _ => null,
    };
}
