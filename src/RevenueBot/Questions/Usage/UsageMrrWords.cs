using RevenueBot.Metrics;
using RevenueBot.Metrics.Usage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Usage;

/// <summary>Usage MRR as an answer shows it.</summary>
/// <param name="Value">Null with the reason: then there is no figure.</param>
internal sealed record UsageMrrWords(Asked Asked, UsageMrr? Value, string Reason)
{
    public const string NoItems = "no metered price";
    private const string NotBilled = "no metered usage had been billed by then";

    /// <param name="plan">Only this one; null: all.</param>
    public static UsageMrrWords Of(Asked asked, MeteredTable table, FxRates rates, string? plan)
    {
        if (table.Items == 0) return new(asked, null, NoItems);
        var last = UsageMrrSource.LastClosed(asked);
        List<MeteredCell> closed = [.. table.Cells.Where(cell => cell.Month <= last.FirstDay)]; // what was computed ahead may know of later months
        var value = UsageMrr.Of([.. closed.Where(cell => plan is null || cell.Plan == plan)], last, rates);
        return closed.Count == 0 ? new(asked, null, NotBilled) : value.Micros == 0 && value.Unconverted.Count > 0
            ? new(asked, null, $"no rate for {string.Join(" and ", value.Unconverted)}") : new(asked, value, "");
    }

    public Figure Figure => Value is null
        ? new("usage_mrr", "Usage MRR", Format.Undefined, Reason)
        : new("usage_mrr", "Usage MRR", Format.Money(Value.Micros, Asked.Currency), $"mean of {Span}, beside MRR", Value.Micros);

    /// <summary>"Usage MRR = (August $1,234 + September $1,300 + October $1,250) / 3 = $1,261.33: what metered items come to at each month's end, of 12, 13 and 13 customers."</summary>
    public IEnumerable<string> Proof()
    {
        if (Value is null) yield break;
        var parts = string.Join(" + ", Value.Months.Select(month => $"{Asked.Days.MonthName(month.Month)} {Format.Money(month.Micros, Asked.Currency)}"));
        yield return $"Usage MRR = ({parts}) / {UsageMrr.MeanMonths} = {Format.Money(Value.Micros, Asked.Currency)}: what metered items come to at each month's end, of {string.Join(", ", Value.Months.Select(month => Format.Count(month.Customers)))} customers.";
        if (Value.Unconverted.Count > 0) yield return $"Metered prices in {string.Join(" and ", Value.Unconverted)} have no rate and are not in it.";
    }

    private string Span => $"{Asked.Days.MonthName(Value!.Months[0].Month)}–{Asked.Days.MonthName(Value.Months[^1].Month)}";
}
