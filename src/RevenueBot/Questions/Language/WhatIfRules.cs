using System.Globalization;

namespace RevenueBot.Questions.Language;

/// <summary><c>what if churn +1pp</c>, <c>if churn rises by half a point</c>: a number and its direction, never a level.</summary>
internal static class WhatIfRules
{
    private const decimal MostPoints = 100;

    public static bool Read(Cursor cursor, Draft draft)
    {
        if (!Opens(cursor)) return false;
        cursor.TakeAny("monthly", "logo", "customer");
        if (!cursor.Take("churn")) return false;
        cursor.TakeAny("rate", "was", "were", "is", "would", "goes", "went", "had");
        cursor.TakeAny("be", "been", "go");
        var direction = Direction(cursor);
        cursor.TakeAny("by", "a", "to");
        if (Number(cursor) is not var (points, signed)) return false;
        cursor.TakeAny("percentage", "%");
        cursor.TakeAny("point", "points", "pp", "pts", "pt");
        direction ??= Direction(cursor);
        if ((direction is null) == !signed || Math.Abs(points) > MostPoints) return false;
        if (cursor.Take("a")) cursor.TakeAny("month");
        return draft.SetChurnPoints(points * (direction ?? 1));
    }

    private static bool Opens(Cursor cursor) => cursor.Take("what", "if") || cursor.TakeAny("if", "assuming", "with", "suppose", "when");

    /// <summary>+1 or −1; null where none was said.</summary>
    private static int? Direction(Cursor cursor) =>
        cursor.TakeAny("up", "rises", "rise", "rose", "increases", "increase", "increased", "grows", "grew", "higher", "more", "worse", "plus") ? 1
        : cursor.TakeAny("down", "falls", "fall", "fell", "drops", "drop", "dropped", "decreases", "decreased", "lower", "less", "better", "improves", "improved", "minus") ? -1 : null;

    /// <summary>A number that says it is points: <c>+1pp</c>, <c>0.5</c> before "points", <c>one</c> before "point", "half a point".</summary>
    private static (decimal Points, bool Signed)? Number(Cursor cursor)
    {
        if (cursor.Take("half", "a") || cursor.Take("half")) return (0.5m, false);
        var word = cursor.Word;
        var unit = word.EndsWith("pp", StringComparison.Ordinal) ? "pp" : word.EndsWith("pts", StringComparison.Ordinal) ? "pts" : word.EndsWith("pt", StringComparison.Ordinal) ? "pt" : "";
        var digits = word[..^unit.Length];
        if (!decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var points))
        {
            if (Calendar.Number(digits) is not { } spoken) return null;
            points = spoken;
        }

        cursor.At++;
        if (unit.Length == 0 && cursor.Word is not ("point" or "points" or "pp" or "pts" or "pt" or "percentage")) return null;
        return points == 0 ? null : (points, digits[0] is '+' or '-');
    }
}
