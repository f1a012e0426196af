using RevenueBot.Metrics;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>A piece of a question that can be said, kept or left out alone.</summary>
/// <param name="Words">As it would be typed; null where the question has none.</param>
/// <param name="Copy">The first question with this piece of the second.</param>
internal sealed record Piece(Func<Question, string?> Words, Func<Question, Question, Question> Copy)
{
    private static readonly Question Empty = new();

    public static Piece Window { get; } = new(q => q.Window?.ToString(), (to, from) => to with { Window = from.Window });
    public static Piece Versus { get; } = new(q => q.Versus is { } window ? $"vs {window}" : null, (to, from) => to with { Versus = from.Versus });
    public static Piece By { get; } = new(q => q.By == Dimension.Total ? null : $"by {q.By.ToString().ToLowerInvariant()}", (to, from) => to with { By = from.By });
    public static Piece Only { get; } = new(q => q.Only?.ToString(), (to, from) => to with { Only = from.Only });
    public static Piece Why { get; } = new(q => q.Why ? "why" : null, (to, from) => to with { Why = from.Why, Who = from.Why && to.Who });
    public static Piece Who { get; } = new(q => q.Who ? "by customer" : null, (to, from) => to with { Who = from.Who });
    public static Piece Months { get; } = new(q => q.Months is { } months ? $"over {months} month{(months == 1 ? "" : "s")}" : null, (to, from) => to with { Months = from.Months });
    public static Piece ChurnPoints { get; } = new(q => q.ChurnPoints is null ? null : "the other churn", (to, from) => to with { ChurnPoints = from.ChurnPoints });
    public static Piece Constant { get; } = new(q => q.ConstantCurrency ? "at constant currency" : null, (to, from) => to with { ConstantCurrency = from.ConstantCurrency });
    public static Piece AsOf { get; } = new(q => q.AsOf is { } day ? $"as of {Iso.Day(day)}" : null, (to, from) => to with { AsOf = from.AsOf });
    public static Piece KnownAt { get; } = new(q => q.KnownAt is { } instant ? $"known at {Iso.Instant(instant)}" : null, (to, from) => to with { KnownAt = from.KnownAt });
    public static Piece Subject { get; } = new(q => q.Subject, (to, from) => to with { Subject = from.Subject });

    /// <summary>Every piece; where two cannot stand side by side, the earlier one gives way.</summary>
    public static IReadOnlyList<Piece> All { get; } = [Subject, ChurnPoints, Versus, Constant, By, Only, Months, Why, Who, Window, AsOf, KnownAt];

    public bool In(Question question) => Words(question) is not null;

    public Question Without(Question question) => Copy(question, Empty);
}
