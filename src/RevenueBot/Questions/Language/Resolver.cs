using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Language;

/// <summary>Gives the parts of a question their days, or says why there can be no answer.</summary>
/// <param name="Today">The company's current day, or the day the asker set.</param>
internal sealed record Resolver(DateOnly Today, CompanyCalendar Calendar)
{
    private static readonly IReadOnlyList<Suggestion> Instead =
        [new("MRR", "/mrr"), new("MRR, this month", "/mrr this month"), new("MRR, last 6 months", "/mrr last 6 months")];

    public Reading Resolve(Draft draft)
    {
        var asOf = (draft.AsOf ?? draft.Day) is { } point ? LastOf(point) : (DateOnly?)null;
        var knownAt = draft.KnownAt is { } text ? Iso.Moment(text, Calendar) : null;
        var knownDay = knownAt is { } instant ? Calendar.DayOf(instant) : Today;
        if (asOf > Today) return NotYet($"{Days.WithYear(asOf.Value)} has not come yet");
        if (knownDay > Today) return NotYet($"{Days.WithYear(knownDay)} has not come yet");
        if (asOf > knownDay)
            return Impossible($"On {Days.WithYear(knownDay)} nothing was known about {Days.WithYear(asOf.Value)}.", "Leave out one of the two days.");
        if (WhatIfRules.TooFar(draft.Supposed) is { } tooFar) return new Reading.Impossible(tooFar, "Suppose less.", [Suggestions.Of(new Question { Metric = Metric.Forecast })]);
        var question = new Question
        {
            Why = draft.Why, Who = draft.Who, By = draft.By, ConstantCurrency = draft.ConstantCurrency, Subject = draft.Subject, Supposed = draft.Supposed, AsOf = asOf, KnownAt = knownAt,
        };
        return Read(Choices.Of(question, draft), draft, asOf ?? knownDay);
    }

    /// <summary>One choice is the question. Of several the asker is shown each that has an answer.</summary>
    private static Reading Read(Choices choices, Draft draft, DateOnly today)
    {
        var readings = choices.Questions.Select(question => Timed(question, draft, today)).ToList();
        if (readings.Count == 1) return readings[0];
        var understood = readings.OfType<Reading.Understood>().Select(reading => reading.Question).Distinct().ToList();
        return understood.Count == 0 ? readings[0] : new Reading.Ambiguous(choices.Why, [.. understood.Take(3).Select(Suggestions.Of)]);
    }

    private static Reading Timed(Question question, Draft draft, DateOnly today)
    {
        if ((Unkept(question, draft) ?? SingleDay.Refusal(question, draft)) is { } unkept) return unkept;
        if (Lengths.Fill(question, draft) is not { } lasting || SingleDay.Fill(lasting, draft, today) is not { } timed) return Impossible("Two times are named.", "Name one of them.");
        var reading = WithWindow(timed, draft.Span is Span.Future && timed.Months is not null ? null : draft.Span, today);
        if (reading is Reading.Understood(var windowed) && draft.Versus is { } versus)
            reading = WithWindow(windowed, versus, today) is Reading.Understood({ Window: var other }) ? new Reading.Understood(windowed with { Versus = other }) : WithWindow(windowed, versus, today);
        return reading is Reading.Understood(var whole) ? PartWords.Refusal(whole) ?? reading : reading;
    }

    /// <summary>A word that the metric has no answer for is never left out of the answer.</summary>
    private static Reading.Impossible? Unkept(Question question, Draft draft)
    {
        Suggestion itself = Suggestions.Of(new Question { Metric = question.Metric });
        var name = question.MetricName;
        return (draft.Qualifier, question.Metric) switch
        {
            (Metric.Arr, Metric.Forecast) => new("I forecast MRR; ARR is 12 times it.", "Ask for the forecast.", [itself]),
            (Metric.Arr, Metric.Target) => new("Targets are of MRR; ARR is 12 times it.", "Ask for the target.", [itself]),
            (Metric.Arr, _) or (Metric.Mrr, Metric.Trials or Metric.Usage or Metric.Nps) => new($"I have no {MetricName.Of(draft.Qualifier.Value).Name} of {name}.", "Ask for one of the two.", [Suggestions.Of(new Question { Metric = draft.Qualifier.Value }), itself]),
            _ => null,
        };
    }

    private static Reading WithWindow(Question question, Span? span, DateOnly today) => span switch
    {
        null => new Reading.Understood(question),
        Span.Relative(var window) => new Reading.Understood(question with { Window = window }),
        Span.Future(var words, _, _) => NotYet($"{words} has not begun", today),
        Span.Whole(var point) => Begun(question, point.ToWindow(point.First(today)), point.First(today), today),
        Span.Since(var point) => Begun(question, new Window.Since(point.First(today)), point.First(today), today),
        Span.Between(var start, var end) => Between(question, start, end, today),
        _ => throw new NotSupportedException(),
    };

    private static Reading Between(Question question, Point start, Point end, DateOnly today)
    {
        var to = end.Year is null && start.Year is not null ? Following(start, end, today) : end;
        var last = to.LastFrom(to.First(today));
        var first = start.First(last);
        if (first > last) return Impossible("The range ends before it begins.", "Name the earlier day first.");
        return Begun(question, new Window.Between(first, last), first, today);
    }

    /// <summary>"from Nov 2024 to Feb" ends in the first February after it begins.</summary>
    private static Point Following(Point start, Point end, DateOnly today)
    {
        var first = start.First(today);
        var sameYear = end with { Year = first.Year };
        return sameYear.Exists && sameYear.First(today) >= first ? sameYear : end with { Year = first.Year + 1 };
    }

    private static Reading Begun(Question question, Window window, DateOnly first, DateOnly today)
    {
        if (first <= today) return new Reading.Understood(question with { Window = window });
        var words = window is Window.InMonth or Window.InQuarter or Window.InYear ? window.ToString()!.Replace("in ", "", StringComparison.Ordinal) : Days.WithYear(first);
        return NotYet($"{words} has not begun", today);
    }

    /// <summary>The day itself, or the last day of a month that is over.</summary>
    private DateOnly LastOf(Point point)
    {
        var first = point.First(Today);
        var last = point.LastFrom(first);
        return first <= Today && last > Today ? Today : last;
    }

    private Reading.Impossible NotYet(string what) => NotYet(what, Today);

    private static Reading.Impossible NotYet(string what, DateOnly today) =>
        Impossible($"{what}.", $"The last day I can answer for is {Days.Long(today)}.");

    private static Reading.Impossible Impossible(string why, string advice) => new(why, advice, Instead);
}
