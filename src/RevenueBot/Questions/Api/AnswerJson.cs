using RevenueBot.Metrics;

namespace RevenueBot.Questions.Api;

/// <summary>An answer as programs read it: the words, and the exact figures behind them.</summary>
internal sealed record AnswerJson
{
    public required string Id { get; init; }
    public required string Kind { get; init; }
    public required string Question { get; init; }
    public string? Notice { get; init; }
    public required string Headline { get; init; }
    public required IReadOnlyList<string> Sentences { get; init; }
    public required IReadOnlyList<FigureJson> Figures { get; init; }
    public AnswerTable? Table { get; init; }
    public required IReadOnlyList<Suggestion> Suggestions { get; init; }

    /// <summary>The periods behind the figures, as the movements route gives them.</summary>
    public required IReadOnlyList<MovementEntry> Entries { get; init; }

    /// <summary>Closings that are no longer what this reader was told.</summary>
    public required IReadOnlyList<RestatementJson> Restatements { get; init; }

    public string? Currency { get; init; }
    public DateOnly? AsOf { get; init; }
    public DateTimeOffset? KnownAt { get; init; }
    public DateTimeOffset? DataThrough { get; init; }
    public string? Profile { get; init; }
    public string? ProfileVersion { get; init; }
    public required string Footer { get; init; }

    public static AnswerJson Of(Answer answer) => new()
    {
        Id = answer.Id, Kind = Name(answer.Kind), Question = answer.Question, Notice = answer.Notice, Headline = answer.Headline,
        Sentences = answer.Sentences, Figures = [.. answer.Figures.Select(figure => FigureJson.Of(figure, answer.Currency))], Table = answer.Table,
        Suggestions = answer.Suggestions, Entries = answer.Currency is { } currency ? [.. answer.Series.Select(row => MovementEntry.Of(row, answer.KeyNames is { } names ? new(row.Key, names.GetValueOrDefault(row.Key)) : default, currency))] : [],
        Restatements = answer.Currency is { } reporting ? [.. answer.Restatements.Select(row => RestatementJson.Of(row, reporting))] : [],
        Currency = answer.Currency?.Code, AsOf = answer.AsOf, KnownAt = answer.KnownAt, DataThrough = answer.DataThrough, Profile = answer.Profile, ProfileVersion = answer.ProfileVersion,
        Footer = answer.Footer,
    };

    private static string Name(AnswerKind kind) => kind switch
    {
        AnswerKind.Figures => "figures",
        AnswerKind.Help => "help",
        AnswerKind.NotUnderstood => "not_understood",
        AnswerKind.Refused => "refused",
        AnswerKind.Failed => "failed",
        AnswerKind.Done => "done",
    };
}

/// <param name="Amount">Where the figure is money.</param>
/// <param name="Number">Where it is a count or a fraction.</param>
/// <param name="Reason">Why it is undefined.</param>
internal sealed record FigureJson(string Key, string Label, string Value, string? Comparison, MoneyJson? Amount, decimal? Number, string? Reason)
{
    public static FigureJson Of(Figure figure, Currency? currency)
    {
        var undefined = figure.Value == Wording.Format.Undefined;
        return new(
            figure.Key, figure.Label, figure.Value, undefined ? null : figure.Comparison,
            figure.Micros is { } micros && currency is { } code ? MoneyJson.Of(micros, code) : null, figure.Number, undefined ? figure.Comparison : null);
    }
}
