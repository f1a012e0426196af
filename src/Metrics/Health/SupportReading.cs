namespace RevenueBot.Metrics.Health;

/// <summary>Tickets as they stood at an instant.</summary>
internal static class SupportReading
{
    private const int Lately = 28, Ratings = 90;

    public static SupportSignals? Of(IReadOnlyList<TicketTrace> tickets, int people, HealthMoment moment)
    {
        if (!moment.HasTickets) return null;
        var (at, known) = (moment.At, tickets.Where(ticket => ticket.OpenedAt <= moment.At).ToList());
        var rated = known.Where(ticket => ticket.ClosedAt <= at && ticket.ClosedAt > at.AddDays(-Ratings)).Select(ticket => ticket.Satisfaction).OfType<int>().ToList();
        return new SupportSignals(
            [.. known.Where(ticket => ticket.IsOpenAt(at)).OrderByDescending(ticket => ticket.Severity).ThenBy(ticket => ticket.OpenedAt).Select(ticket => new OpenTicket(ticket.Severity, (at - ticket.OpenedAt).Days))],
            known.Count(ticket => ticket.OpenedAt > at.AddDays(-Lately)), people, rated.Count, rated.Sum());
    }
}
