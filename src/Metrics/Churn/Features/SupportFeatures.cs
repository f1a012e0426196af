using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>Tickets, and what customers say of themselves.</summary>
internal static class SupportFeatures
{
    private const int Month = 30, Quarter = 90, Year = 365;

    public static IReadOnlyList<ChurnFeature> All { get; } =
    [
        new("tickets_open", ChurnTheme.Support, inputs => Count(inputs, (of, ticket) => ticket.IsOpenAt(of.At))),
        new("severe_tickets_open", ChurnTheme.Support, inputs => Count(inputs, (of, ticket) => ticket.IsOpenAt(of.At) && ticket.IsSevere)),
        new("tickets_30", ChurnTheme.Support, inputs => Count(inputs, (of, ticket) => of.IsWithin(ticket.OpenedAt, Month))),
        new("tickets_90", ChurnTheme.Support, inputs => Count(inputs, (of, ticket) => of.IsWithin(ticket.OpenedAt, Quarter))),
        new("severe_tickets_90", ChurnTheme.Support, inputs => Count(inputs, (of, ticket) => of.IsWithin(ticket.OpenedAt, Quarter) && ticket.IsSevere)),
        new("satisfaction_90", ChurnTheme.Support, Satisfaction),
        new("nps", ChurnTheme.Opinion, LastNps),
    ];

    /// <summary>NaN where nobody's tickets are known, of any customer.</summary>
    private static double Count(ChurnInputs inputs, Func<ChurnInputs, TicketTrace, bool> counts) =>
        inputs.Moments.Now.HasTickets ? inputs.Tickets.Count(ticket => counts(inputs, ticket)) : double.NaN;

    /// <summary>Mean rating; a ticket is rated when it is closed, not before.</summary>
    private static double Satisfaction(ChurnInputs inputs) => inputs.Tickets
        .Where(ticket => ticket.ClosedAt is { } closed && inputs.IsWithin(closed, Quarter)).Select(ticket => (double?)ticket.Satisfaction).Average() ?? double.NaN;

    /// <summary>The last answer of a year.</summary>
    private static double LastNps(ChurnInputs inputs)
    {
        var answers = inputs.Trace.Nps.Where(answer => inputs.IsWithin(answer.At, Year)).ToList();
        return answers.Count == 0 ? double.NaN : answers.GroupBy(answer => answer.At).MaxBy(group => group.Key)!.Min(answer => answer.Score);
    }
}
