using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Health;

/// <summary>
/// Support, 0 to 20: full without tickets, less what they tell. <b>Open tickets</b>: 1, 2, 5 or 8 points by severity, growing to twice as much between the third and
/// the fourteenth day. <b>Volume</b>: a point for each ticket of 28 days beyond two, or beyond one for five people in a larger team; at most 4.
/// <b>Satisfaction</b>: three points for each step of the 90-day mean below 4 of 5; a single rating counts half.
/// </summary>
public static class SupportScore
{
    private const int FewTickets = 2, PeopleForOneTicket = 5, MostVolume = 4;
    private const decimal Pleased = 4, ForAStep = 3, CalmDays = 3, OldDays = 14;

    public static ComponentScore Of(SupportSignals? signals)
    {
        if (signals is null) return ComponentScore.Unknown(HealthComponent.Support, "no tickets recorded");
        List<HealthPart> parts = [new(HealthPartKind.OpenTickets, signals.Open.Sum(Cost), OpenFact(signals.Open))];
        var beyond = signals.OpenedLately - Math.Max(FewTickets, signals.People / PeopleForOneTicket);
        if (beyond > 0) parts.Add(new(HealthPartKind.TicketVolume, Math.Min(MostVolume, beyond), $"{signals.OpenedLately} tickets opened in 28 days"));
        if (signals.Rated > 0) parts.Add(Satisfaction(signals.Rated, (decimal)signals.RatingSum / signals.Rated));
        return ComponentScore.Of(HealthComponent.Support, parts);
    }

    private static HealthPart Satisfaction(int rated, decimal mean) => new(
        HealthPartKind.Satisfaction, Math.Max(0, Pleased - mean) * ForAStep / (rated == 1 ? 2 : 1), $"satisfaction {FactWords.OneDecimal(mean)} of 5 from {FactWords.Counted(rated, "rating")}");

    private static decimal Cost(OpenTicket ticket) =>
        Weight(ticket.Severity) * (1 + Math.Clamp((ticket.Days - CalmDays) / (OldDays - CalmDays), 0, 1));

    private static decimal Weight(TicketSeverity severity) => severity switch
    {
        TicketSeverity.Low => 1,
        TicketSeverity.Normal => 2,
        TicketSeverity.High => 5,
        TicketSeverity.Critical => 8,
    };

    private static string OpenFact(IReadOnlyList<OpenTicket> open)
    {
        if (open.Count == 0) return "no open ticket";
        var worst = open.OrderByDescending(Cost).ThenByDescending(ticket => ticket.Days).First();
        var one = $"a {worst.Severity.ToString().ToLowerInvariant()} ticket open {(worst.Days == 0 ? "since today" : $"for {FactWords.Counted(worst.Days, "day")}")}";
        return open.Count == 1 ? one : $"{open.Count} open tickets, {one}";
    }
}
