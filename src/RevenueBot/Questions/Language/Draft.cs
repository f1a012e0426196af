using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;

namespace RevenueBot.Questions.Language;

/// <summary>The parts of a question while it is read. Each can be filled once; a second one is left unread.</summary>
internal sealed class Draft
{
    /// <summary>The plans, countries, segments and currencies that a question may name.</summary>
    public Names Names { get; init; } = Names.None;

    /// <summary>What was asked for: one metric; several where a word may mean each of them, or where several were named.</summary>
    public IReadOnlyList<Meaning> Meanings { get; private set; } = [];

    public bool Why { get; private set; }

    /// <summary>Which customers moved it.</summary>
    public bool Who { get; private set; }

    public bool Help { get; private set; }
    public bool ConstantCurrency { get; private set; }

    /// <summary>"compare": what follows "with" or "and" is a comparison.</summary>
    public bool Compares { get; private set; }

    /// <summary>"today" was said.</summary>
    public bool Today { get; private set; }

    /// <summary>A metric whose name gave way to one that says more: "mrr" of "mrr forecast".</summary>
    public Metric? Qualifier { get; private set; }

    /// <summary>A row for each month.</summary>
    public bool EachMonth { get; private set; }

    public Dimension By { get; private set; }

    /// <summary>Values of dimensions that the question is limited to: one, or the several that are called so.</summary>
    public IReadOnlyList<KnownName> Only { get; private set; } = [];

    /// <summary>A customer's name, the words of an annotation.</summary>
    public string? Subject { get; private set; }

    public Span? Span { get; private set; }

    /// <summary>"12 months", "over 12 months": a span, or the window of a rate.</summary>
    public Span.Length? Length { get; private set; }

    public Span? Versus { get; private set; }
    public Suppositions Supposed { get; private set; }
    public Point? AsOf { get; private set; }

    /// <summary>A day that was named without "as of": of a balance the same, of what is counted over time the window.</summary>
    public Point? Day { get; private set; }

    /// <summary>Days that were written so that two can be meant, such as 3/4/2026.</summary>
    public IReadOnlyList<Point> EitherDay { get; private set; } = [];

    /// <summary>A day or a moment as typed, in capitals.</summary>
    public string? KnownAt { get; private set; }

    /// <param name="meanings">What the words may mean.</param>
    /// <param name="isAdded">Said after "and" or "or": a second metric, not part of the name of the first.</param>
    public bool SetMetric(IReadOnlyList<Meaning> meanings, bool isAdded)
    {
        Meanings = Meanings.Count == 0 || Meanings.SequenceEqual(meanings) ? meanings : Together(meanings, isAdded);
        return true;
    }

    public bool SetWhy() => Why = true;
    public bool SetWho() => Why = Who = true;
    public bool SetHelp() => Help = true;
    public bool SetCompares() => Compares = true;
    public bool SetConstantCurrency() => ConstantCurrency = true;
    public bool SetToday() => Today = true;
    public bool SetEachMonth() => EachMonth = true;
    public bool SetBy(Dimension by) => By == Dimension.Total && (By = by) == by;
    public bool SetOnly(IReadOnlyList<KnownName> names) => Only.Count == 0 && (Only = names).Count > 0;
    public bool SetSpan(Span span) => span is Span.Length length ? SetLength(length) : Span is null && (Span = span) == span;
    public bool SetVersus(Span span) => Versus is null && (Versus = span) == span;
    public bool Suppose(Suppositions more) => Supposed.And(more) is { } both && (Supposed = both) == both;
    public void SetSubject(string? text) => Subject = text;
    public bool SetAsOf(Point day) => AsOf is null && Day is null && (AsOf = day) == day;
    public bool SetDay(Point day) => AsOf is null && Day is null && (Day = day) == day;
    public bool SetEitherDay(IReadOnlyList<Point> days) => EitherDay.Count == 0 && (EitherDay = days).Count > 0;
    public bool SetKnownAt(string time) => KnownAt is null && (KnownAt = time) == time;

    private bool SetLength(Span.Length length) => Length is null && (Length = length) == length;

    /// <summary>"mrr forecast" is a forecast, "customers churned" is churn: the word that says more decides. Equals are both meant.</summary>
    private IReadOnlyList<Meaning> Together(IReadOnlyList<Meaning> meanings, bool isAdded)
    {
        var (before, now) = (Meanings.Max(Weight), meanings.Max(Weight));
        if (!isAdded && IsOneMetric(meanings)) return meanings.All(IsUsual) ? Meanings : Meanings.All(IsUsual) ? meanings : [.. Meanings.Union(meanings)];
        if (isAdded || before == now) return [.. Meanings.Union(meanings)];
        var (kept, left) = before > now ? (Meanings, meanings) : (meanings, Meanings);
        if (left is [var qualifier]) Qualifier = qualifier.Metric;
        return kept;
    }

    private bool IsOneMetric(IEnumerable<Meaning> meanings) => Meanings.Concat(meanings).Select(meaning => meaning.Metric).Distinct().Count() == 1;

    private static bool IsUsual(Meaning meaning) => meaning.Facet == Facet.Usual;

    private static int Weight(Meaning meaning) => meaning.Metric switch
    {
        Metric.Mrr or Metric.Customers => 0,
        Metric.Arr => 1,
        _ => 2,
    };
}

/// <summary>A time as typed, its years not yet known.</summary>
internal abstract record Span
{
    private Span() { }

    internal sealed record Relative(Window Window) : Span;

    internal sealed record Whole(Point Point) : Span;

    internal sealed record Since(Point First) : Span;

    internal sealed record Between(Point First, Point Last) : Span;

    /// <summary>"6 months", "over 12 months": for a balance its last months, for a rate its window, for a forecast its horizon.</summary>
    internal sealed record Length(int Count, CalendarUnit Unit) : Span;

    /// <summary>"next month": a time that has not begun, by its own words.</summary>
    internal sealed record Future(string Words, int Count, CalendarUnit Unit) : Span;
}
