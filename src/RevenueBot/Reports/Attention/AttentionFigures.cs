using RevenueBot.Alerting.Cards;
using RevenueBot.Metrics;

namespace RevenueBot.Reports.Attention;

/// <summary>What needs somebody at the moment of a report.</summary>
/// <param name="All">The most MRR first.</param>
/// <param name="Snoozed">Alerts that somebody has put off.</param>
/// <param name="Context">The moment, and the health of the customers of the concerns that are shown.</param>
internal sealed record AttentionFigures(IReadOnlyList<Concern> All, int Snoozed, CardContext Context)
{
    /// <summary>As many as anybody reads.</summary>
    public const int Most = 3;

    public IReadOnlyList<Concern> Shown => [.. All.Take(Most)];

    /// <summary>When rules were last asked; null: never, so that nothing open means nothing.</summary>
    public required DateTimeOffset? LookedAt { get; init; }

    /// <summary>The first moment of the report's period: what fired since is new.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>What MRR changed within the last seven days, micro-units: what a fall of it is worth.</summary>
    public long WeekChange { get; init; }

    public DateOnly SinceDay => Context.Calendar.DayOf(Since);
}
