using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Language;

/// <summary>Says that a part of a question has no answer, and what has.</summary>
internal static class PartWords
{
    /// <summary>Null where every part fits.</summary>
    public static Reading? Refusal(Question question)
    {
        if (Together(question) is { } together) return together;
        if (MetricParts.Misfit(question) is not { } part) return null;
        var rest = Fitting(question);
        return new Reading.Impossible(Sentence(question, part), part == Part.Why ? "I can say why MRR changed." : "Ask without it.", Suggestions(question, rest, part));
    }

    /// <summary>Parts that fit alone but not side by side.</summary>
    private static Reading.Impossible? Together(Question question)
    {
        if (question is { Only: { } only, By: not Dimension.Total and var by })
            return Impossible($"{question.MetricName} of one {Name(only.By)} cannot be split by {Name(by)}.", [question with { By = Dimension.Total }, question with { Only = null }]);
        if (question is { Versus: not null, By: not Dimension.Total and var split })
            return Impossible($"A comparison with another time goes with the total, not with every {Name(split)}.", [question with { By = Dimension.Total }, question with { Versus = null }]);
        return null;
    }

    private static Reading.Impossible Impossible(string why, IReadOnlyList<Question> instead) =>
        new(why, "Ask one of the two.", [.. instead.Select(Suggestion)]);

    private static string Sentence(Question question, Part part) => part switch
    {
        Part.Why => $"I cannot say why {Subject(question)} changed.",
        Part.By => $"{Format.Capital(Subject(question))} cannot be split by {Name(question.By)}.",
        Part.Only => Limits.Refusal(question.Metric, Format.Capital(Subject(question)), question.Only!.By)!,
        Part.Versus => $"{Format.Capital(Subject(question))} cannot be compared with another time that way.",
        Part.Months => $"{Format.Capital(Subject(question))} has no window of months.",
        Part.Supposed => $"Only a forecast can be asked with {Format.And([.. WhatIfRules.Named(question.Supposed)])}.",
        Part.ConstantCurrency => $"{Format.Capital(Subject(question))} has no view at constant currency.",
        Part.Window when question.Metric == Metric.Forecast => "A forecast begins after the last closed month.",
        Part.Window => $"{Format.Capital(Subject(question))} cannot be asked for that time.",
        _ => $"{Format.Capital(Subject(question))} cannot be asked that way.",
    };

    private static IReadOnlyList<Suggestion> Suggestions(Question question, Question rest, Part part) => part switch
    {
        Part.Why => [Suggestion(new Question { Why = true, Window = question.Window }), Suggestion(rest)],
        Part.Supposed => [Suggestion(new Question { Metric = Metric.Forecast, Supposed = question.Supposed }), Suggestion(rest)],
        _ => [Suggestion(rest)],
    };

    private static Question Fitting(Question question)
    {
        while (MetricParts.Misfit(question) is { } part) question = MetricParts.Without(question, part);
        return question;
    }

    private static Suggestion Suggestion(Question question) => new(question.Label, question.ToString());

    private static string Subject(Question question) => question.Metric == Metric.Today ? "what happened today" : question.MetricName;

    private static string Name(Dimension by) => by.ToString().ToLowerInvariant();
}
