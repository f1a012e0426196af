using System.Globalization;

namespace RevenueBot.Questions.Language;

/// <summary>What is supposed to change.</summary>
internal enum Supposable
{
    Churn,
    Sales,
    Prices,
}

internal enum Turn
{
    Up,
    Down,
    Better,
    Worse,
}

/// <summary>A number that says what it counts: <c>+1pp</c>, <c>0.5</c> before "points", <c>one</c> before "point", "half a point", <c>5%</c>, "ten percent".</summary>
internal readonly record struct SupposedChange(decimal Amount, bool IsSigned, bool IsPoints)
{
    private static readonly string[] Units = ["pp", "pts", "pt", "%"];

    /// <summary>Takes the change at the cursor; null where there is none, or one of nothing.</summary>
    public static SupposedChange? At(Cursor cursor)
    {
        if (cursor.Take("half", "a") || cursor.Take("half")) return TakePoints(cursor) ? new(0.5m, IsSigned: false, IsPoints: true) : null;
        var word = cursor.Word;
        var unit = Array.Find(Units, unit => word.EndsWith(unit, StringComparison.Ordinal)) ?? "";
        var digits = word[..^unit.Length];
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount))
        {
            if (Calendar.Number(digits) is not { } spoken) return null;
            amount = spoken;
        }

        cursor.At++;
        var isPercent = unit == "%" || (unit.Length == 0 && (cursor.TakeAny("%", "percent", "percentage", "pct") || cursor.Take("per", "cent")));
        var isPoints = unit is not ("" or "%") || TakePoints(cursor);
        return amount == 0 || !(isPercent || isPoints) ? null : new(amount, digits[0] is '+' or '-', isPoints);
    }

    private static bool TakePoints(Cursor cursor)
    {
        cursor.Take("percentage");
        return cursor.TakeAny("point", "points", "pp", "pts", "pt");
    }
}

/// <summary>Which way something goes, as a verb, a noun or a comparison.</summary>
internal static class Turns
{
    public static Turn? At(Cursor cursor) =>
        cursor.TakeAny("up", "rises", "rise", "rose", "raise", "raised", "raising", "increases", "increase", "increased", "increasing", "grows", "grow", "grew", "higher", "more", "plus", "hike") ? Turn.Up
        : cursor.TakeAny("down", "falls", "fall", "fell", "drops", "drop", "dropped", "decreases", "decrease", "decreased", "lower", "lowered", "less", "fewer", "minus", "cut", "cuts", "cutting", "reduce", "reduced", "reduction") ? Turn.Down
        : cursor.TakeAny("better", "improves", "improve", "improved") ? Turn.Better
        : cursor.TakeAny("worse", "worsens", "worsened") ? Turn.Worse : null;

    /// <summary>+1 or −1. Less churn is better, and more sales are; whether other prices are is not known.</summary>
    public static int? Sign(Turn direction, Supposable subject) => (direction, subject) switch
    {
        (Turn.Up, _) or (Turn.Better, Supposable.Sales) or (Turn.Worse, Supposable.Churn) => 1,
        (Turn.Down, _) or (Turn.Worse, Supposable.Sales) or (Turn.Better, Supposable.Churn) => -1,
        _ => null,
    };
}
