using System.Text.Json.Serialization;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage of an interval.</summary>
/// <param name="Date">Its first day.</param>
/// <param name="Key">The plan of the day, where it was asked for by plan; empty: on none.</param>
/// <param name="Name">Its name.</param>
/// <param name="Metric">Null: any metric; then there is no quantity, since units do not mix.</param>
/// <param name="ActiveUsers">A day; of a longer interval the mean, idle days as 0.</param>
/// <param name="PerUser">Quantity of an active user on an active day; null where nobody was active.</param>
internal sealed record UsageEntry(
    DateOnly Date, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Key, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Name, string? Metric, decimal ActiveUsers, decimal? Quantity,
    decimal? PerUser, string? Reason)
{
    private const int Digits = 4;

    public static UsageEntry Of(UsageSum sum, EntryKey plan) => new(
        sum.Span.Start, plan.Id, plan.Name, sum.Metric.Length == 0 ? null : sum.Metric, Rounded(sum.DailyUsers) ?? 0, sum.Metric.Length == 0 ? null : sum.Quantity,
        Rounded(sum.PerUser), sum.PerUser is not null ? null : sum.Metric.Length == 0 ? "metrics have different units" : "nobody was active");

    private static decimal? Rounded(decimal? number) => number is { } value ? Math.Round(value, Digits, MidpointRounding.AwayFromZero) : null;
}

/// <summary>Usage of a day on a plan: a row of a receipt.</summary>
/// <param name="Plan">Empty: on none.</param>
/// <param name="Metric">Null: any metric; then there is no quantity.</param>
internal sealed record UsageRow(DateOnly Date, string Plan, string? Metric, int ActiveUsers, decimal? Quantity)
{
    public static object Of(UsageCell cell) =>
        new UsageRow(cell.Day, cell.Plan, cell.Metric.Length == 0 ? null : cell.Metric, cell.Users, cell.Metric.Length == 0 ? null : cell.Quantity);
}

/// <summary>The whole span, metric by metric.</summary>
/// <param name="ComputedAt">Up to when it was counted.</param>
/// <param name="UsageMrr">What metered prices come to a month: mean of the three months that had closed on the last day. Null with its reason.</param>
internal sealed record UsageSummary(IReadOnlyList<UsageEntry> Metrics, DateTimeOffset ComputedAt, MoneyJson? UsageMrr, string? UsageMrrReason);
