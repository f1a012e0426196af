namespace RevenueBot.Metrics.Health;

/// <summary>
/// Usage consistency, 0 to 30: three shares of 10 over the last four whole weeks. <b>Regularity</b>: the mean over the weeks of used days of 3, so that
/// one busy week does not stand for four. <b>Team</b>: active people of 70% of the customer's people, so that one heavy user is not a team. <b>Trend</b>:
/// active person-days against the customer's own 12 weeks before, full from 90%, nothing at 25% or less. Without at least 28 days of past the
/// first two fill its place.
/// </summary>
public static class UsageScore
{
    private const decimal FullWeek = 3, FullTeam = 0.7m, FullTrend = 0.9m, NoTrend = 0.25m, Weight = 10;

    public static ComponentScore Of(UsageSignals? signals)
    {
        if (signals is null) return ComponentScore.Unknown(HealthComponent.Usage, "no usage recorded");
        List<(HealthPartKind, decimal, decimal, string)> shares =
        [
            (HealthPartKind.Regularity, Weight, signals.DaysByWeek.Average(days => Math.Min(1, days / FullWeek)), $"active on {FactWords.Counted(signals.DaysByWeek.Sum(), "day")} in {signals.DaysByWeek.Count} weeks"),
            (HealthPartKind.Team, Weight, (decimal)signals.ActivePeople / signals.People / FullTeam, $"{signals.ActivePeople} of {FactWords.People(signals.People)} active in {signals.Days} days"),
        ];
        if (signals.PastDays > 0) shares.Add((HealthPartKind.Trend, Weight, Trend(signals), TrendFact(signals)));
        return ComponentScore.OfShares(HealthComponent.Usage, shares);
    }

    /// <summary>Who did nothing before and does nothing now has no trend to keep; who begins has all of it.</summary>
    private static decimal Trend(UsageSignals signals) =>
        Ratio(signals) is { } ratio ? (ratio - NoTrend) / (FullTrend - NoTrend) : signals.PersonDays > 0 ? 1 : 0;

    /// <summary>Person-days now against as many days before; null where there were none.</summary>
    private static decimal? Ratio(UsageSignals signals) =>
        signals.PastPersonDays == 0 ? null : (decimal)signals.PersonDays * signals.PastDays / (signals.PastPersonDays * signals.Days);

    private static string TrendFact(UsageSignals signals)
    {
        var past = signals.PastDays % 7 == 0 ? $"{signals.PastDays / 7} weeks before" : $"{signals.PastDays} days before";
        return Ratio(signals) switch
        {
            null => signals.PersonDays > 0 ? $"activity began after the {past}" : $"no activity, as in the {past}",
            0 => $"no activity, unlike in the {past}",
            var ratio => $"activity {FactWords.Moved(ratio.Value - 1)} vs the {past}",
        };
    }
}
