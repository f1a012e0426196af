using RevenueBot.Configuration;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Customers;

/// <summary>What happened with a customer: its payments, its tickets and what it answered, the newest first.</summary>
internal sealed class CustomerTables(Company company)
{
    public TablePanel Payments(PageRequest request, CustomerActivity activity) => Panel(request, "Payments", "The latest", new()
    {
        Id = "payments", Caption = "Payments, the newest first", Columns = [new("Day"), new("State"), new("Amount", true)],
        Rows = [.. activity.Payments.Select(entry => (IReadOnlyList<Cell>)[DayCell(entry.Payment.OccurredAt), PaymentCells.State(entry), PaymentCells.Amount(entry.Payment, company.Currency)])],
        Empty = new("No payment yet", "Payments arrive with the data of Stripe, or with a file of payments."),
    });

    public TablePanel Tickets(PageRequest request, CustomerActivity activity) => Panel(request, "Tickets", "", new()
    {
        Id = "tickets", Caption = "Tickets, the newest first", AsCards = true, Columns = [new("Opened"), new("Ticket"), new("Severity"), new("State"), new("Rating", true) { IsMinor = true }],
        Rows = [.. activity.Tickets.Select(entry => (IReadOnlyList<Cell>)[DayCell(entry.Ticket.OpenedAt), entry.Ticket.TicketId, SeverityCell(entry.Ticket.Severity), entry.ClosedAt is { } closed ? $"closed {Day(closed)}" : "open", entry.Satisfaction is { } rating ? Cell.Of($"{rating}", rating) : new Cell(Format.Undefined) { Raw = "" }])],
        Empty = new("No ticket", "It has asked for nothing, or no file of tickets was loaded."),
    });

    /// <summary>What somebody wrote may say who they are.</summary>
    public TablePanel Nps(PageRequest request, CustomerActivity activity)
    {
        var names = request.Viewer.Has(Rights.Names);
        return Panel(request, "NPS answers", "From 0, would not recommend, to 10", new()
        {
            Id = "nps", Caption = "Answers to the survey, the newest first", Columns = [new("Day"), new("Score", true), .. names ? (Column[])[new("Comment")] : []],
            Rows = [.. activity.Nps.Select(answer => (IReadOnlyList<Cell>)[DayCell(answer.RespondedAt), Cell.Of($"{answer.Score}", answer.Score), .. names ? (Cell[])[answer.Comment ?? ""] : []])],
            Empty = new("No answer", "Nobody of this customer has answered the survey."),
        });
    }

    private static TablePanel Panel(PageRequest request, string title, string explain, DataTable table) => new(title, explain, table, AnswerParts.Links(request, null, table.Rows.Count == 0 ? null : table.Id));

    private Cell DayCell(DateTimeOffset at) => new(Day(at)) { Raw = Iso.Day(company.Calendar.DayOf(at)) };

    private string Day(DateTimeOffset at) => Days.WithYear(company.Calendar.DayOf(at));

    private static Cell SeverityCell(TicketSeverity severity) => new("")
    {
        Raw = severity.ToString(), Tag = new(severity.ToString(), severity switch { TicketSeverity.Critical or TicketSeverity.High => Judgement.Bad, TicketSeverity.Normal => Judgement.Warn, _ => Judgement.None }),
    };
}
