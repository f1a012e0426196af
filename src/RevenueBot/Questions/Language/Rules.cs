using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>What each part of a question may sound like. A rule that does not match leaves the draft alone.</summary>
internal static class Rules
{
    /// <summary>Reads one part at the cursor into the draft; false, and the cursor unmoved, where nothing matches.</summary>
    public static bool ReadPart(Cursor cursor, Draft draft, DateOnly today) =>
        cursor.Try(c => Now(c, draft)) || cursor.Try(Politeness) || cursor.Try(c => WhatIfRules.Read(c, draft)) || cursor.Try(c => Compare(c, draft, today))
        || cursor.Try(c => EachMonth(c, draft)) || cursor.Try(c => By(c, draft)) || cursor.Try(c => NameRules.Labelled(c, draft))
        || cursor.Try(c => Metric(c, draft, today)) || cursor.Try(c => Constant(c, draft)) || cursor.Try(c => KnownAt(c, draft))
        || cursor.Try(c => EitherDay(c, draft)) || cursor.Try(c => AsOf(c, draft, today)) || cursor.Try(c => Time(c, draft, today))
        || cursor.Try(c => NameRules.Alone(c, draft)) || cursor.Try(Picture);

    /// <summary>For when the answer is: "as of …", "known at …".</summary>
    public static bool ReadMoment(Cursor cursor, Draft draft, DateOnly today) => cursor.Try(c => KnownAt(c, draft)) || cursor.Try(c => AsOf(c, draft, today));

    /// <summary>"today" is the day of every balance; of what is counted over time it is the window.</summary>
    private static bool Now(Cursor cursor, Draft draft)
    {
        if (cursor.IsCommand) return false;
        var isToday = cursor.Take("today");
        if ((!isToday && !cursor.Take("right", "now") && !cursor.Take("now")) || Continues(cursor)) return false;
        return !isToday || draft.SetToday();
    }

    /// <summary>"may I see" is no month.</summary>
    private static bool Politeness(Cursor cursor) => cursor.Take("may", "i") || cursor.Take("may", "we");

    /// <summary>A picture belongs to every answer that has one: asking for it changes nothing else.</summary>
    private static bool Picture(Cursor cursor) =>
        cursor.TakeAny("chart", "charts", "graph", "graphs", "plot", "plotted", "draw", "picture", "diagram", "trend", "trends", "visualise", "visualize", "sparkline");

    private static bool Metric(Cursor cursor, Draft draft, DateOnly today)
    {
        if (cursor.Take("net", "new") || cursor.Take("what", "drove") || cursor.Take("what", "moved") || cursor.Take("what", "changed") || cursor.Take("what", "happened", "to"))
        {
            cursor.Take("mrr");
            return draft.SetWhy();
        }

        if (cursor.Try(Who)) return draft.SetWho();
        if (cursor.Try(Movement)) return draft.SetWhy();
        if (cursor.TakeAny("why", "movements", "movement", "bridge", "waterfall", "drivers")) return draft.SetWhy();
        if (cursor.TakeAny("help", "commands")) return draft.SetHelp();
        if (draft.Meanings.Count > 0) cursor.TakeAny("or", "vs", "versus", "plus", "against", "&");
        var isAdded = cursor.Before is "and" or "or" or "vs" or "versus" or "plus" or "&" or "with" or "against" || cursor.EndsPhrase;
        var start = cursor.At;
        if (MetricWords.Take(cursor) is not { Count: > 0 } meanings) return false;
        if (cursor.Typed(start, cursor.At).Contains("yesterday", StringComparison.OrdinalIgnoreCase) && !draft.SetDay(Point.Of(today.AddDays(-1)))) return false;
        return draft.SetMetric(meanings, isAdded);
    }

    /// <summary>"new mrr", "expansion mrr": a line of the bridge; but "new mrr per customer" is a metric.</summary>
    private static bool Movement(Cursor cursor) =>
        cursor.TakeAny("new", "expansion", "contraction", "reactivation", "churned", "lost") && cursor.Take("mrr") && cursor.Word != "per";

    /// <summary>"who moved", "which customers drove", followed by what.</summary>
    private static bool Who(Cursor cursor) =>
        (cursor.Take("who") || cursor.Take("which", "customers") || cursor.Take("which", "accounts")) && cursor.TakeAny("moved", "drove", "changed", "moves", "drives");

    /// <summary>"by customer", not "by customer segment".</summary>
    private static bool IsCustomer(Cursor cursor) => cursor.TakeAny("customer", "customers", "account", "accounts") && DimensionOf(cursor.Word) is null;

    private static bool By(Cursor cursor, Draft draft)
    {
        if (cursor.TakeAny("which", "what") && cursor.TakeIf(DimensionOf) is { } asked)
        {
            cursor.TakeAny("grows", "grew", "growing", "is", "drives", "drove", "moved", "shrinks", "shrank");
            cursor.TakeAny("growing", "shrinking");
            cursor.Take("the");
            cursor.TakeAny("fastest", "most", "best", "slowest", "least");
            return draft.SetBy(asked);
        }

        if (cursor.Take("broken", "down") || cursor.Take("break", "down") || cursor.TakeAny("split", "sliced", "grouped", "breakdown", "segmented")) cursor.TakeAny("by", "per", "into", "across");
        else if (!cursor.Take("for", "each") && !cursor.TakeAny("by", "per", "across", "each")) return ReversedBy(cursor, draft);
        cursor.TakeAny("each", "all", "every");
        if (draft.Why && cursor.Try(IsCustomer)) return draft.SetWho();
        cursor.TakeAny("pricing", "subscription", "customer", "billing", "product");
        return cursor.TakeIf(DimensionOf) is { } by && cursor.Name is null && draft.SetBy(by);
    }

    /// <summary>"plan breakdown", "country split".</summary>
    private static bool ReversedBy(Cursor cursor, Draft draft) =>
        cursor.TakeIf(DimensionOf) is { } by && cursor.TakeAny("breakdown", "split", "wise") && draft.SetBy(by);

    private static bool EachMonth(Cursor cursor, Draft draft) =>
        (cursor.Take("month", "by", "month") || cursor.Take("by", "month") || cursor.Take("per", "month") || cursor.Take("each", "month") || cursor.Take("every", "month")) && draft.SetEachMonth();

    private static bool Constant(Cursor cursor, Draft draft)
    {
        cursor.TakeAny("at", "in", "on");
        return cursor.TakeAny("constant", "fixed") && cursor.TakeAny("currency", "currencies", "rates", "fx") && draft.SetConstantCurrency();
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

    private static bool EitherDay(Cursor cursor, Draft draft)
    {
        var said = cursor.Take("as", "of");
        if (!said) cursor.TakeAny("on", "at");
        if (PointRules.Slashed(cursor) is not { Count: > 0 } days) return false;
        return days.Count > 1 ? draft.SetEitherDay(days) : said ? draft.SetAsOf(days[0]) : draft.SetDay(days[0]);
    }

    private static bool AsOf(Cursor cursor, Draft draft, DateOnly today)
    {
        var said = cursor.Take("as", "of") || cursor.Take("as", "at");
        if (!said) cursor.TakeAny("on", "at");
        var start = cursor.At;
        return PointRules.Read(cursor, today) is { } point
            && (said || (point.Unit == CalendarUnit.Day && !Continues(cursor)))
            && (cursor.At > start) && (said ? draft.SetAsOf(point) : draft.SetDay(point));
    }

    /// <summary>A day that begins a range is no as-of day.</summary>
    private static bool Continues(Cursor cursor) => cursor.Word is "to" or "till" or "until" or "through" or "-";

    private static bool Time(Cursor cursor, Draft draft, DateOnly today) => SpanRules.Read(cursor, today, joins: !draft.Compares) is { } span && draft.SetSpan(span);

    /// <summary>"vs last year", "compared with Q2", "higher than in March", "year over year"; after "compare" also "with", "to" and "and".</summary>
    private static bool Compare(Cursor cursor, Draft draft, DateOnly today)
    {
        if (cursor.TakeAny("compare", "comparing", "comparison")) return draft.SetCompares();
        if (Over(cursor) is { } unit) return draft.SetVersus(new Span.Relative(new Window.Last(1, unit)));
        var joined = Against(cursor) || (draft.Compares && cursor.TakeAny("with", "to", "and", "from"));
        if (!joined) return false;
        cursor.Take("the", "same", "time");
        cursor.TakeAny("that", "those", "the");
        cursor.TakeAny("of", "on", "in");
        return SpanRules.Read(cursor, today, joins: true) is { } span && IsOneTime(span) && draft.SetVersus(span);
    }

    private static bool IsOneTime(Span span) => span is Span.Relative { Window: Window.Last(1, _) or Window.This } or Span.Whole or Span.Between;

    private static bool Against(Cursor cursor)
    {
        if (cursor.TakeAny("vs", "versus", "against")) return true;
        if (cursor.TakeAny("compared", "relative") || cursor.Take("in", "comparison")) return cursor.TakeAny("with", "to", "against");
        if (cursor.TakeAny("higher", "lower", "better", "worse", "up", "down", "more", "less", "bigger", "smaller", "different")) return cursor.TakeAny("than", "from", "on");
        return cursor.Take("than");
    }

    private static CalendarUnit? Over(Cursor cursor)
    {
        CalendarUnit? unit = cursor.Word switch { "yoy" => CalendarUnit.Year, "qoq" => CalendarUnit.Quarter, "mom" => CalendarUnit.Month, "wow" => CalendarUnit.Week, _ => null };
        if (unit is not null) cursor.At++;
        if (unit is not null) return unit;
        return cursor.TakeIf(Calendar.Unit) is { } spoken && cursor.TakeAny("over", "on", "to") && cursor.TakeIf(Calendar.Unit) == spoken ? spoken : null;
    }

    public static Dimension? DimensionOf(string word) => word switch
    {
        "plan" or "plans" or "tier" or "tiers" => Dimension.Plan,
        "currency" or "currencies" => Dimension.Currency,
        "country" or "countries" => Dimension.Country,
        "segment" or "segments" => Dimension.Segment,
        _ => null,
    };
}
