using RevenueBot.Metrics;
using RevenueBot.Metrics.Forecasting.Mrr;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Continuing;

/// <summary>A piece of a question that can be said, kept or left out alone.</summary>
/// <param name="Words">As it would be typed; null where the question has none.</param>
/// <param name="Copy">The first question with this piece of the second.</param>
internal sealed record Piece(Func<Question, string?> Words, Func<Question, Question, Question> Copy)
{
    public static Piece Window { get; } = new(q => q.Window?.ToString(), (to, from) => to with { Window = from.Window });
    public static Piece Versus { get; } = new(q => q.Versus is { } window ? $"vs {window}" : null, (to, from) => to with { Versus = from.Versus });
    public static Piece By { get; } = new(q => q.By == Dimension.Total ? null : $"by {q.By.ToString().ToLowerInvariant()}", (to, from) => to with { By = from.By });
    public static Piece Only { get; } = new(q => q.Only?.ToString(), (to, from) => to with { Only = from.Only });
    public static Piece Why { get; } = new(q => q.Why ? "why" : null, (to, from) => to with { Why = from.Why, Who = from.Why && to.Who });
    public static Piece Who { get; } = new(q => q.Who ? "by customer" : null, (to, from) => to with { Who = from.Who });
    public static Piece Months { get; } = new(q => q.Months is { } months ? $"over {months} month{(months == 1 ? "" : "s")}" : null, (to, from) => to with { Months = from.Months });
    public static Piece Churn { get; } = new(q => Typed(new(ChurnPoints: q.Supposed.ChurnPoints)), (to, from) => to with { Supposed = to.Supposed with { ChurnPoints = from.Supposed.ChurnPoints } });
    public static Piece Sales { get; } = new(q => Typed(new(SalesPercent: q.Supposed.SalesPercent)), (to, from) => to with { Supposed = to.Supposed with { SalesPercent = from.Supposed.SalesPercent } });
    public static Piece Prices { get; } = new(q => Typed(new(PricePercent: q.Supposed.PricePercent)), (to, from) => to with { Supposed = to.Supposed with { PricePercent = from.Supposed.PricePercent } });
    public static Piece Constant { get; } = new(q => q.ConstantCurrency ? "at constant currency" : null, (to, from) => to with { ConstantCurrency = from.ConstantCurrency });
    public static Piece AsOf { get; } = new(q => q.AsOf is { } day ? $"as of {Iso.Day(day)}" : null, (to, from) => to with { AsOf = from.AsOf });
    public static Piece KnownAt { get; } = new(q => q.KnownAt is { } instant ? $"known at {Iso.Instant(instant)}" : null, (to, from) => to with { KnownAt = from.KnownAt });
    public static Piece Subject { get; } = new(q => q.Subject, (to, from) => to with { Subject = from.Subject });

    /// <summary>What a forecast can be asked with: each alone, or together.</summary>
    public static IReadOnlyList<Piece> Supposed { get; } = [Churn, Sales, Prices];

    /// <summary>Every piece; where two cannot stand side by side, the earlier one gives way.</summary>
    public static IReadOnlyList<Piece> All { get; } = [Subject, .. Supposed, Versus, Constant, By, Only, Months, Why, Who, Window, AsOf, KnownAt];

    public bool In(Question question) => Words(question) is not null;

    private static string? Typed(Suppositions alone) => alone.IsNothing ? null : WhatIfRules.Write(alone);
}
