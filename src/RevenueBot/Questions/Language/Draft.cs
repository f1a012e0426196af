using RevenueBot.Metrics;

namespace RevenueBot.Questions.Language;

/// <summary>The parts of a question while it is read. Each can be filled once; a second one is left unread.</summary>
internal sealed class Draft
{
    public Metric? Metric { get; private set; }
    public bool Why { get; private set; }
    public bool Help { get; private set; }
    public bool ConstantCurrency { get; private set; }
    public Dimension By { get; private set; }
    public Span? Span { get; private set; }
    public Point? AsOf { get; private set; }

    /// <summary>A day or a moment as typed, in capitals.</summary>
    public string? KnownAt { get; private set; }

    public bool SetMetric(Metric metric)
    {
        if (Metric is { } before && before != metric && (before, metric) is not (Language.Metric.Mrr, Language.Metric.Arr)) return before == Language.Metric.Arr && metric == Language.Metric.Mrr;
        Metric = metric;
        return true;
    }

    public bool SetWhy() => Why = true;
    public bool SetHelp() => Help = true;
    public bool SetConstantCurrency() => ConstantCurrency = true;
    public bool SetBy(Dimension by) => By == Dimension.Total && (By = by) == by;
    public bool SetSpan(Span span) => Span is null && (Span = span) == span;
    public bool SetAsOf(Point day) => AsOf is null && (AsOf = day) == day;
    public bool SetKnownAt(string time) => KnownAt is null && (KnownAt = time) == time;
}

/// <summary>A time as typed, its years not yet known.</summary>
internal abstract record Span
{
    private Span() { }

    internal sealed record Relative(Window Window) : Span;

    internal sealed record Whole(Point Point) : Span;

    internal sealed record Since(Point First) : Span;

    internal sealed record Between(Point First, Point Last) : Span;

    /// <summary>"next month": a time that has not begun, by its own words.</summary>
    internal sealed record Future(string Words) : Span;
}
