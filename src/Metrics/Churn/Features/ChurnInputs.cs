using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Health;

namespace RevenueBot.Metrics.Churn.Features;

/// <summary>What features are read from: one customer that pays at a moment.</summary>
/// <param name="Health">Read from the same facts: with its terms and its signals at the moment.</param>
internal sealed record ChurnInputs(ChurnTrace Trace, HealthReading Health, HealthMoments Moments, ChurnRules Rules)
{
    public DateTimeOffset At => Moments.Now.At;

    public DateOnly Today => Moments.Now.Today;

    public CustomerTerms Terms => Health.Terms;

    /// <summary>The running item with the largest list price; null: only what is billed by use is left.</summary>
    public LiveItem? Main => Terms.Items.Count > 0 ? Terms.Items[0] : null;

    /// <summary>Tries to pay and disputes up to the moment.</summary>
    public IEnumerable<PaymentTrace> Payments => Trace.Facts.Payments.Where(payment => payment.At <= At);

    /// <summary>Tickets opened up to the moment.</summary>
    public IEnumerable<TicketTrace> Tickets => Trace.Facts.Tickets.Where(ticket => ticket.OpenedAt <= At);

    /// <summary>Whether an instant is one of the last days up to the moment.</summary>
    public bool IsWithin(DateTimeOffset instant, int days) => instant > At.AddDays(-days) && instant <= At;

    /// <summary>MRR at the close of a day by the rates of the moment, micro-units: exchange rates are no change.</summary>
    public decimal MrrAt(DateOnly day) => Sum(day, row => row.Amount);

    /// <summary>The same at list prices.</summary>
    public decimal GrossAt(DateOnly day) => Sum(day, row => row.Gross);

    private decimal Sum(DateOnly day, Func<Movement, long> amount) =>
        Terms.Rows.Where(row => row.Day <= day).Sum(row => amount(row) * (Rules.Rates.Find(row.Currency, Today) ?? 0));
}
