using System.Text.Json.Serialization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Questions.Api;

/// <summary>
/// The proof of a number: the formula with its figures put in, and the rows that it is made of. Of a ledger metric the entries are ledger
/// rows; of any other what its sentences name, one by one and exact.
/// </summary>
/// <param name="Entries">Rows from which the number can be computed again.</param>
/// <param name="NextCursor">For the next rows; null at the end.</param>
internal sealed record ReceiptJson(
    string Metric, string Headline, IReadOnlyList<string> Sentences, AnswerTable? Table, DateOnly? AsOf, DateTimeOffset? KnownAt, DateTimeOffset? DataThrough, string? Profile, string? ProfileVersion,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextCursor, IReadOnlyList<object> Entries)
{
    public static ReceiptJson Of(string metric, Answer answer, IReadOnlyList<object> entries) => new(
        metric, answer.Headline, answer.Sentences, answer.Table, answer.AsOf, answer.KnownAt, answer.DataThrough, answer.Profile, answer.ProfileVersion, null, entries);
}

/// <summary>
/// The proof of a figure of the ledger: per currency, opening and the rows are the closing; the closings at the rate of the day are the
/// figure. Movements convert at the rate of their own day.
/// </summary>
/// <param name="Figure">In the metric that was asked for where it is money: ARR is twelve times MRR. Null where it is undefined, or a number.</param>
/// <param name="Number">A ratio or a count of customers.</param>
/// <param name="NextCursor">For the next rows; null at the end.</param>
internal sealed record LedgerReceiptJson(
    string Metric, string Headline, IReadOnlyList<string> Sentences, AnswerTable? Table, DateOnly From, DateOnly To, DateTimeOffset KnownAt, DateTimeOffset? DataThrough, string Profile, string? ProfileVersion,
    MoneyJson? Figure, decimal? Number, MoneyJson Mrr, MoneyJson Gross, MoneyJson Committed, MoneyJson Trial, int OpeningCustomers, int Customers,
    IReadOnlyList<ReceiptBalance> Opening, IReadOnlyList<ReceiptRow> Entries, string? NextCursor, IReadOnlyList<ReceiptBalance> Closing);

/// <summary>A balance in one currency, the rate of the day, and what it is in the reporting currency.</summary>
/// <param name="Rate">Null where there is none: then it is in no figure.</param>
internal sealed record ReceiptBalance(string Currency, MoneyJson Balance, decimal? Rate, MoneyJson? Reporting, MoneyJson Gross, MoneyJson Committed, MoneyJson Trial);

/// <summary>A ledger row of a receipt.</summary>
/// <param name="Mrr">What it changed, in its own currency; so do gross (list), committed and trial MRR.</param>
/// <param name="Customers">What it changed of the paying customers.</param>
/// <param name="Trials">What it changed of the running trials.</param>
/// <param name="Rate">Of its day; null where there is none.</param>
internal sealed record ReceiptRow(
    DateOnly Date, string CustomerId, string SubscriptionId, string PlanId, string Kind, string Reason, MoneyJson Mrr, DateTimeOffset At, DateTimeOffset RecordedAt,
    MoneyJson Gross, MoneyJson Committed, MoneyJson Trial, int Customers, int Trials, decimal? Rate)
{
    /// <param name="by">The dimension of which one value alone was asked for: customers are counted within it.</param>
    public static ReceiptRow Of(MovementRow row, Dimension by, FxRates rates)
    {
        var movement = row.Movement;
        MoneyJson Money(long micros) => MoneyJson.Of(micros, movement.Currency);
        return new(
            movement.Day, row.CustomerId, movement.SubscriptionId, movement.PlanId, Words(movement.Kind.ToString()), Words(movement.Reason.ToString()), Money(movement.Amount),
            movement.At, row.RecordedAt, Money(movement.Gross), Money(movement.Committed), Money(movement.Trial),
            by switch { Dimension.Plan => movement.PlanCustomers, Dimension.Currency => movement.CurrencyCustomers, _ => movement.Customers }, movement.Trials,
            rates.Find(movement.Currency, movement.Day));
    }

    /// <summary>DiscountStart → discount_start</summary>
    private static string Words(string name) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(name);
}
