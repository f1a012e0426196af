using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Customers;

/// <summary>One customer in words.</summary>
internal static class CustomerWords
{
    public const string CancelIsScheduled = "A cancel is scheduled.";

    private const int LongestName = 40;

    /// <summary>A name as it is shown; the id where no source has said one.</summary>
    public static string Name(string id, string? name)
    {
        var text = string.Join(' ', (name ?? id).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= LongestName ? text : text[..(LongestName - 1)] + "…";
    }

    /// <summary>"Acme pays $128 MRR on 10 Nov, a customer since 5 Mar 2024." "Acme left on 6 May 2024."</summary>
    public static string Finding(Asked asked, string name, CustomerLedger ledger, FxRates rates)
    {
        var day = asked.Days.Day(asked.Day);
        if (ledger.IsPaying)
        {
            var money = MoneyFormat.For(asked.Currency, ledger.Now.Closing);
            var balance = ledger.Now.Closing == 0 && ledger.Now.Unconverted.Count > 0 ? string.Join(" and ", ChangeWords.Unconverted(ledger.Now, rates, asked.Days)) : ChangeWords.Balance(ledger.Now, money, rates, asked.Days);
            return $"{name} pays {balance} MRR on {day}, a customer since {asked.Days.Day(ledger.Since!.Value)}.";
        }

        if (ledger.IsPaused) return $"{name} has paused since {asked.Days.Day(ledger.LeftOn!.Value)} and pays nothing on {day}.";
        if (ledger.IsTrial) return $"{name} is in a trial on {day}.";
        return ledger.NeverPaid ? $"{name} has not paid anything by {day}." : $"{name} left on {asked.Days.Day(ledger.LeftOn!.Value)}; it was a customer since {asked.Days.Day(ledger.Since!.Value)}.";
    }

    public static IEnumerable<string> Sentences(Asked asked, CustomerFile file, CustomerLedger ledger)
    {
        if (ledger.Cancels) yield return CancelIsScheduled;
        if (file.Payments.Count > 0) yield return $"Last payments: {string.Join(", ", file.Payments.Select(payment => Payment(asked, payment)))}.";
        if (file.OpenTickets.Count > 0) yield return Tickets(asked, file.OpenTickets);
        if (asked.Question.KnownAt is { } instant) yield return $"Ledger rows as known on {Days.LongMoment(instant, asked.Calendar)}.";
    }

    public static IReadOnlyList<Figure> Figures(Asked asked, CustomerFile file, CustomerLedger ledger, Func<string, string> planName)
    {
        var money = MoneyFormat.For(asked.Currency, ledger.Now.Closing);
        List<Figure> figures = [new("mrr", "MRR", money.Text(ledger.Now.Closing), Micros: ledger.Now.Closing)];
        if (ledger.Plans.Count > 0) figures.Add(new("plan", ledger.Plans.Count == 1 ? "Plan" : "Plans", string.Join(", ", ledger.Plans.Take(3).Select(planName))));
        if (Place(file.Customer) is { Length: > 0 } place) figures.Add(new("place", "Country, segment", place));
        if (file.Customer.Owner is { Length: > 0 } owner) figures.Add(new("owner", "Owner", owner));
        figures.Add(new("tickets", "Open tickets", Format.Count(file.OpenTickets.Count), Severe(file.OpenTickets), Number: file.OpenTickets.Count));
        figures.Add(file.LastNps is { } nps
            ? new("nps", "NPS answer", Format.Count(nps.Score), $"on {Day(asked, nps.RespondedAt)}", Number: nps.Score)
            : new("nps", "NPS answer", Format.Undefined, "none given"));
        return figures;
    }

    /// <summary>expansion (plan)</summary>
    public static string What(CustomerStep step)
    {
        var kind = step.Kind == MovementKind.Memo ? "change" : Spaced(step.Kind.ToString());
        return step.Reason == MovementReason.None ? kind : $"{kind} ({Spaced(step.Reason.ToString())})";
    }

    private static string Place(Customer customer) => string.Join(", ", new[] { customer.Country, customer.Segment }.Where(text => !string.IsNullOrEmpty(text)));

    private static string? Severe(IReadOnlyList<TicketLine> tickets) =>
        tickets.Count(ticket => ticket.Severity is TicketSeverity.Critical or TicketSeverity.High) is > 0 and var severe ? $"{Format.Count(severe)} high or critical" : null;

    private static string Payment(Asked asked, PaymentLine payment)
    {
        var micros = payment.AmountMinor * payment.Currency.MicrosPerMinor;
        var amount = payment.Currency == asked.Currency ? Format.Money(micros, payment.Currency) : Format.ByCode(micros, payment.Currency);
        return $"{amount} {(payment.Status == PaymentStatus.Succeeded ? "" : payment.Status.ToString().ToLowerInvariant() + " ")}on {Day(asked, payment.OccurredAt)}";
    }

    private static string Tickets(Asked asked, IReadOnlyList<TicketLine> tickets) =>
        $"Open tickets: {string.Join(", ", tickets.Take(3).Select(ticket => $"{ticket.Severity.ToString().ToLowerInvariant()} since {Day(asked, ticket.OpenedAt)}"))}{(tickets.Count > 3 ? $", {Format.Counted(tickets.Count - 3, "other")}" : "")}.";

    private static string Day(Asked asked, DateTimeOffset at) => asked.Days.Day(asked.Calendar.DayOf(at));

    private static string Spaced(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name).Replace('_', ' ');
}
