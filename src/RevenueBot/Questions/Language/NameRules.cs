using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>Reads the value of a dimension that a question is limited to.</summary>
internal static class NameRules
{
    /// <summary><c>for plan Pro</c>, <c>only country DE</c>, <c>in segment "smb"</c>, <c>the Pro plan</c>.</summary>
    public static bool Labelled(Cursor cursor, Draft draft)
    {
        Lead(cursor);
        if (cursor.TakeIf(Rules.DimensionOf) is not { } by) return false;
        if (cursor.Name is { } quoted)
        {
            cursor.At++;
            return draft.SetOnly(draft.Names.Resolve(quoted, by) is { Count: > 0 } known ? known : [new KnownName(by, quoted, quoted)]);
        }

        cursor.TakeAny("called", "named", "is", "=");
        return Longest(cursor, draft.Names, by) is { Count: > 0 } names && draft.SetOnly(names);
    }

    /// <summary><c>in Germany</c>, <c>for Pro</c>, <c>on the Pro plan</c>, <c>smb customers</c>: a name that the ledger knows.</summary>
    public static bool Alone(Cursor cursor, Draft draft)
    {
        var said = Lead(cursor);
        var allowsCode = cursor.Before is "only" or "the";
        if (Longest(cursor, draft.Names, null) is not { Count: > 0 } names) return false;
        if (!allowsCode) names = [.. names.Where(name => !IsCode(name, cursor.Before))];
        if (names.Count == 0) return false;
        if (cursor.TakeIf(Rules.DimensionOf) is { } by) names = [.. names.Where(name => name.By == by)];
        else if (!said && cursor.Word is not ("customers" or "accounts") && !IsWhole(cursor) && !BeforeMetric(cursor)) return false;
        if (draft.Meanings.Count > 0) cursor.TakeAny("customers", "accounts"); // "mrr from smb customers" is MRR
        return draft.SetOnly(names);
    }

    /// <summary>The name ends the question or stands before one of its parts.</summary>
    private static bool IsWhole(Cursor cursor) => cursor.AtEnd || cursor.Word is "only" or "last" or "this" or "in" or "for" or "as" or "vs" or "since";

    /// <summary>A country's two letters are also everyday words ("us", "in", "it"): they name it only where a country is spoken of.</summary>
    public static bool IsCode(KnownName name, string word) => name.By == Dimension.Country && word.Length == 2 && string.Equals(name.Key, word, StringComparison.OrdinalIgnoreCase);

    /// <summary>"team churn": the name stands before a metric, which stays unread here.</summary>
    private static bool BeforeMetric(Cursor cursor)
    {
        var start = cursor.At;
        var found = MetricWords.Take(cursor).Count > 0;
        cursor.At = start;
        return found;
    }

    private static bool Lead(Cursor cursor)
    {
        var start = cursor.At;
        cursor.TakeAny("only", "just");
        cursor.TakeAny("for", "in", "on", "of", "from", "within");
        cursor.TakeAny("only", "just", "customers");
        cursor.TakeAny("on", "in", "from");
        cursor.TakeAny("the", "our");
        return cursor.At > start;
    }

    private static IReadOnlyList<KnownName> Longest(Cursor cursor, Names names, Dimension? by)
    {
        var start = cursor.At;
        for (var words = names.LongestWords; words > 0; words--)
        {
            if (cursor.Ahead(words) is not { } text || names.Find(text, by) is not { Count: > 0 } found) continue;
            cursor.At = start + words;
            return found;
        }

        return [];
    }
}
