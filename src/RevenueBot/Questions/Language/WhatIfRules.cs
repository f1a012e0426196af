using System.Globalization;
using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Questions.Language;

/// <summary>
/// <c>what if churn +1pp and prices +5%</c>, <c>if churn rises by half a point</c>, <c>what if we sell 10% more</c>: a number and its direction,
/// never a level.
/// </summary>
internal static class WhatIfRules
{
    private static readonly Func<Cursor, Suppositions?>[] Orders = [SubjectFirst, VerbFirst, NumberFirst];

    /// <summary>As a question is written that is read again: <c>what if churn +1pp and sales +10% and prices +5%</c>.</summary>
    public static string Write(Suppositions supposed)
    {
        List<string> said = [];
        if (supposed.ChurnPoints != 0) said.Add($"churn {Signed(supposed.ChurnPoints)}pp");
        if (supposed.SalesPercent != 0) said.Add($"sales {Signed(supposed.SalesPercent)}%");
        if (supposed.PricePercent != 0) said.Add($"prices {Signed(supposed.PricePercent)}%");
        return "what if " + string.Join(" and ", said);
    }

    /// <summary>"another churn", "other sales": what a question supposes, one by one.</summary>
    public static IEnumerable<string> Named(Suppositions supposed)
    {
        if (supposed.ChurnPoints != 0) yield return "another churn";
        if (supposed.SalesPercent != 0) yield return "other sales";
        if (supposed.PricePercent != 0) yield return "other prices";
    }

    /// <summary>Why so much cannot be supposed; null where it can.</summary>
    public static string? TooFar(Suppositions supposed)
    {
        if (supposed.ChurnPoints is < -Suppositions.MostPoints or > Suppositions.MostPoints) return "Churn can change by up to 100 points a month.";
        if (supposed.SalesPercent is < Suppositions.LeastPercent or > Suppositions.MostPercent) return "Sales can change by −100% to +1,000%.";
        return supposed.PricePercent is < Suppositions.LeastPercent or > Suppositions.MostPercent ? "Prices can change by −100% to +1,000%." : null;
    }

    public static bool Read(Cursor cursor, Draft draft)
    {
        if (!Opens(cursor) || One(cursor) is not { } first || !draft.Suppose(first)) return false;
        while (cursor.Try(c => Joined(c) is { } more && draft.Suppose(more)))
        {
        }

        return true;
    }

    private static bool Opens(Cursor cursor) => cursor.Take("what", "if") || cursor.TakeAny("if", "assuming", "with", "suppose", "supposing", "when");

    private static Suppositions? Joined(Cursor cursor)
    {
        cursor.TakeAny("and", "plus", "with");
        cursor.TakeAny("if", "also");
        return One(cursor);
    }

    private static Suppositions? One(Cursor cursor)
    {
        while (cursor.TakeAny("we", "our", "the", "a", "an"))
        {
        }

        return Orders.Select(cursor.Try).FirstOrDefault(read => read is not null);
    }

    /// <summary>"sales +10%", "churn was 1pp lower", "a price increase of 5%".</summary>
    private static Suppositions? SubjectFirst(Cursor cursor)
    {
        if (SubjectAt(cursor) is not { } subject) return null;
        cursor.TakeAny("was", "were", "is", "are", "would", "goes", "go", "went", "had");
        cursor.TakeAny("be", "been", "go");
        if (cursor.TakeAny("double", "doubles", "doubled")) return Of(subject, new SupposedChange(100, IsSigned: true, IsPoints: false), null);
        if (cursor.TakeAny("halve", "halves", "halved")) return Of(subject, new SupposedChange(-50, IsSigned: true, IsPoints: false), null);
        var direction = Turns.At(cursor);
        cursor.TakeAny("by", "a", "of");
        return SupposedChange.At(cursor) is { } change && Of(subject, change, direction ?? Turns.At(cursor)) is { } supposed && EndsMonthly(cursor, subject) ? supposed : null;
    }

    /// <summary>"we sell 10% more", "we raise prices by 5%", "we charge 5% less".</summary>
    private static Suppositions? VerbFirst(Cursor cursor)
    {
        Supposable? verb = cursor.TakeAny("sell", "sold", "selling") ? Supposable.Sales : cursor.TakeAny("charge", "charged", "charging") ? Supposable.Prices : null;
        if (verb is { } said) return SupposedChange.At(cursor) is { } change && Turns.At(cursor) is { } direction ? Of(said, change, direction) : null;
        if (Turns.At(cursor) is not { } way) return null;
        cursor.TakeAny("our", "the", "all");
        if (SubjectAt(cursor) is not { } subject) return null;
        cursor.Take("by");
        return SupposedChange.At(cursor) is { } by ? Of(subject, by, way) : null;
    }

    /// <summary>"10% more sales", "a 5% price increase".</summary>
    private static Suppositions? NumberFirst(Cursor cursor) =>
        SupposedChange.At(cursor) is { } change && Turns.At(cursor) is var direction && SubjectAt(cursor) is { } subject ? Of(subject, change, direction ?? Turns.At(cursor)) : null;

    private static Supposable? SubjectAt(Cursor cursor)
    {
        if (cursor.Try(c => { c.TakeAny("monthly", "logo", "customer"); return c.Take("churn"); }))
        {
            cursor.Take("rate");
            return Supposable.Churn;
        }

        if (cursor.Take("new", "mrr") || cursor.Take("new", "business") || cursor.Take("new", "sales") || cursor.Take("sales")) return Supposable.Sales;
        return cursor.TakeAny("price", "prices", "pricing") ? Supposable.Prices : null;
    }

    /// <summary>Churn is of a month; "sales +10% a month" could be a growth, so that it is left unread.</summary>
    private static bool EndsMonthly(Cursor cursor, Supposable subject) => !(cursor.Take("a", "month") || cursor.Take("per", "month") || cursor.Take("each", "month")) || subject == Supposable.Churn;

    /// <summary>Null where the number has no direction, or two, or not the unit of its subject.</summary>
    private static Suppositions? Of(Supposable subject, SupposedChange change, Turn? direction)
    {
        if (direction is null == !change.IsSigned || change.IsPoints != (subject == Supposable.Churn)) return null;
        if ((direction is { } way ? Turns.Sign(way, subject) : 1) is not { } sign) return null;
        var amount = sign * change.Amount;
        return subject switch
        {
            Supposable.Churn => new(ChurnPoints: amount),
            Supposable.Sales => new(SalesPercent: amount),
            _ => new(PricePercent: amount),
        };
    }

    private static string Signed(decimal amount) => amount.ToString("+0.##########;-0.##########", CultureInfo.InvariantCulture);
}
