using RevenueBot.Ingest.Files.Fields;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Files.Formats;

internal static class TicketsFile
{
    public static FileFormat Format { get; } = FileFormat.Of(
        "tickets", "ticket_id customer_id severity opened_at closed_at? satisfaction?",
        new FactKind<Ticket>(t => new FactBatch { Tickets = t }, batch => batch.Tickets, Read, Write));

    private static Ticket Read(Row row)
    {
        var ticket = new Ticket(
            row.Id("ticket_id"), row.Id("customer_id"), row.Choice<TicketSeverity>("severity"), row.Instant("opened_at"),
            row.OptionalInstant("closed_at"), row.OptionalCount("satisfaction", 1, 5));
        if (ticket.ClosedAt < ticket.OpenedAt && ticket.ClosedAt != default(DateTimeOffset)) row.Problem("closed_at", "is before opened_at.");
        return ticket;
    }

    private static object?[] Write(Ticket ticket) => [ticket.TicketId, ticket.CustomerId, ticket.Severity, ticket.OpenedAt, ticket.ClosedAt, ticket.Satisfaction];
}
