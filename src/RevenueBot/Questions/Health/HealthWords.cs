using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Health;

/// <summary>Scores, bands and facts in words.</summary>
internal static class HealthWords
{
    /// <summary>"26", "29.9"</summary>
    public static string Score(decimal score) => HealthScale.Shown(score).ToString("0.#", CultureInfo.InvariantCulture);

    /// <summary>"26 of 100"</summary>
    public static string OutOf(decimal score) => $"{Score(score)} of 100";

    public static string Band(HealthBand band) => band switch
    {
        HealthBand.InsufficientData => "insufficient data",
        HealthBand.High => "high risk",
        HealthBand.Medium => "medium risk",
        HealthBand.Healthy => "healthy",
    };

    public static string Component(HealthComponent component) => component switch
    {
        HealthComponent.Usage => "Usage",
        HealthComponent.Adoption => "Adoption",
        HealthComponent.Support => "Support",
        HealthComponent.Payments => "Payments",
    };

    public static string Part(HealthPartKind kind) => kind switch
    {
        HealthPartKind.Regularity => "Regularity",
        HealthPartKind.Team => "Team",
        HealthPartKind.Trend => "Trend",
        HealthPartKind.Features => "Features",
        HealthPartKind.Capacity => "Capacity",
        HealthPartKind.OpenTickets => "Open tickets",
        HealthPartKind.TicketVolume => "Tickets opened",
        HealthPartKind.Satisfaction => "Satisfaction",
        HealthPartKind.FailingPayment => "Failing payment",
        HealthPartKind.RecoveredPayments => "Paid later",
        HealthPartKind.Disputes => "Disputes",
        HealthPartKind.Overdue => "Overdue",
    };

    /// <summary>Why there is no score, for lists and programs; null where there is one.</summary>
    public static string? Why(CustomerHealth? health) => health switch
    {
        null => "not computed yet",
        { NotScored: NotScored.None, Score: null } => $"insufficient data: {Format.Percent(health.Coverage)} of the inputs are known",
        { NotScored: NotScored.New } => "a customer for less than 14 days",
        { NotScored: NotScored.Trial } => "in a trial",
        { NotScored: NotScored.Paused } => "paused",
        { NotScored: NotScored.Free } => "pays nothing",
        { NotScored: NotScored.Left, Score: null } => "left",
        _ => null,
    };

    /// <summary>"Since 3 Nov: payments −13.4 (payment failing for 6 days); usage +2.1 (…)." Null where nothing moved, or nothing is known of then.</summary>
    public static string? Since(CustomerHealth health, DateOnly weekAgo, Days days)
    {
        if (health.Change is not { } change) return null;
        if (change.Components.Count == 0) return $"Nothing it is made of has moved since {days.Day(weekAgo)}.";
        return $"Since {days.Day(weekAgo)}: {string.Join("; ", change.Components.Select(Moved))}.";
    }

    /// <summary>"75% of what a score is made of is known; missing: support (no tickets recorded)." Null where all is known.</summary>
    public static string? Coverage(HealthScore? score)
    {
        var missing = score?.Components.Where(component => component.Points is null).Select(component => $"{Component(component.Component).ToLowerInvariant()} ({component.Missing})").ToList();
        return missing is not { Count: > 0 } ? null : $"{Format.Percent(score!.Coverage)} of what a score is made of is known; missing: {string.Join(", ", missing)}.";
    }

    /// <summary>"Usage 11.4 of 30: active on 28 days in 4 weeks; 1 of 10 people active in 28 days."</summary>
    public static IEnumerable<string> Components(HealthScore score) => score.Components.Where(component => component.Points is not null)
        .Select(component => $"{Component(component.Component)} {Points(component.Points!.Value)} of {component.Max}: {string.Join("; ", component.Parts.Select(part => part.Fact))}.");

    /// <summary>"11.4"</summary>
    public static string Points(decimal points) => Math.Round(points, 1, MidpointRounding.AwayFromZero).ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"−13.4", "+2.1"</summary>
    public static string Signed(decimal points) => Math.Round(points, 1, MidpointRounding.AwayFromZero) is var shown && shown == 0 ? "0" : (shown < 0 ? "−" : "+") + Points(Math.Abs(shown));

    /// <summary>Points that are shown side by side with one decimal, so that they add up to their shown sum.</summary>
    public static IReadOnlyList<string> Shares(IReadOnlyList<decimal> points, decimal shownSum)
    {
        const decimal scale = 1_000_000;
        const long unit = 100_000;
        var exact = points.Select(point => decimal.ToInt64(Math.Round(point * scale, MidpointRounding.AwayFromZero))).ToList();
        return [.. Rounding.ShownParts(exact, decimal.ToInt64(shownSum * scale), unit).Select(part => Points(part / scale))];
    }

    private static string Moved(ComponentChange change) =>
        $"{Component(change.Component).ToLowerInvariant()} {(change.Points is { } points ? Signed(points) : "–")} ({change.Because})";
}
