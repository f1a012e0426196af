using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>What each part of a question may sound like. A rule that does not match leaves the draft alone.</summary>
internal static class Rules
{
    /// <summary>Reads one part at the cursor into the draft; false, and the cursor unmoved, where nothing matches.</summary>
    public static bool ReadPart(Cursor cursor, Draft draft, DateOnly today) =>
        cursor.Try(Now) || cursor.Try(c => Metric(c, draft)) || cursor.Try(c => By(c, draft)) || cursor.Try(c => Constant(c, draft))
        || cursor.Try(c => KnownAt(c, draft)) || cursor.Try(c => AsOf(c, draft, today)) || cursor.Try(c => Time(c, draft, today));

    /// <summary>"today" is the day of every question; it adds nothing unless a range begins with it.</summary>
    private static bool Now(Cursor cursor) => cursor.TakeAny("today", "now") && !Continues(cursor);

    private static bool Metric(Cursor cursor, Draft draft)
    {
        if (cursor.Take("net", "new"))
        {
            cursor.Take("mrr");
            return draft.SetWhy();
        }

        if (cursor.Take("mrr") || cursor.Take("monthly", "recurring", "revenue")) return draft.SetMetric(Language.Metric.Mrr);
        if (cursor.Take("arr") || cursor.Take("annual", "recurring", "revenue") || cursor.Take("annual", "run", "rate") || cursor.Take("run", "rate"))
            return draft.SetMetric(Language.Metric.Arr);
        if (cursor.TakeAny("why", "movements", "movement", "bridge", "waterfall")) return draft.SetWhy();
        if (MetricName.OfCommand(cursor.Word) is { } name && draft.SetMetric(name.Metric)) return cursor.Take(name.Command);
        return cursor.Take("help") && draft.SetHelp();
    }

    private static bool By(Cursor cursor, Draft draft) =>
        cursor.TakeAny("by", "per") && (cursor.Take("each") || true) && cursor.TakeIf(DimensionOf) is { } by && draft.SetBy(by);

    private static bool Constant(Cursor cursor, Draft draft)
    {
        cursor.TakeAny("at", "in");
        return cursor.Take("constant") && cursor.TakeAny("currency", "currencies", "rates", "fx") && draft.SetConstantCurrency();
    }

    private static bool KnownAt(Cursor cursor, Draft draft)
    {
        cursor.Take("as");
        if (!cursor.Take("known") || cursor.AtEnd) return false;
        cursor.TakeAny("at", "on", "by");
        var time = cursor.Word.ToUpperInvariant();
        cursor.At++;
        return Iso.IsMoment(time) && draft.SetKnownAt(time);
    }

    private static bool AsOf(Cursor cursor, Draft draft, DateOnly today)
    {
        var said = cursor.Take("as", "of") || cursor.Take("as", "at");
        if (!said) cursor.TakeAny("on", "at");
        var start = cursor.At;
        return PointRules.Read(cursor, today) is { } point
            && (said || (point.Unit == CalendarUnit.Day && !Continues(cursor)))
            && (cursor.At > start) && draft.SetAsOf(point);
    }

    /// <summary>A day that begins a range is no as-of day.</summary>
    private static bool Continues(Cursor cursor) => cursor.Word is "to" or "till" or "until" or "through" or "-";

    private static bool Time(Cursor cursor, Draft draft, DateOnly today) => SpanRules.Read(cursor, today) is { } span && draft.SetSpan(span);

    private static Dimension? DimensionOf(string word) => word switch
    {
        "plan" or "plans" => Dimension.Plan,
        "currency" or "currencies" => Dimension.Currency,
        "country" or "countries" => Dimension.Country,
        "segment" or "segments" => Dimension.Segment,
        _ => null,
    };
}
