using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Ratios;

/// <summary>One key of a dimension with its sums.</summary>
/// <param name="Order">A plan's tier; equal where there is none.</param>
internal sealed record KeyRow(string Name, int Order, PeriodMrr Row);

/// <summary>The keys of a dimension as rows of a table: the largest ones and, where not all fit, the others as one.</summary>
internal static class KeyRows
{
    private const int MostRows = 12;

    /// <summary>In the order of plans (tier), then of size.</summary>
    public static IReadOnlyList<KeyRow> Of(LedgerView ledger, Period period, Func<PeriodMrr, bool> isShown)
    {
        List<KeyRow> bySize = [.. ledger.Keys(period).Where(isShown).Select(row => Labelled(ledger, row)).OrderByDescending(key => key.Row.Closing).ThenByDescending(key => key.Row.Customers)];
        var shown = bySize.Take(bySize.Count > MostRows ? MostRows - 1 : MostRows).OrderBy(key => key.Order).ToList();
        var others = bySize.Skip(shown.Count).ToList();
        return others.Count == 0 ? shown : [.. shown, new($"{others.Count} others", int.MaxValue, Sum(others))];
    }

    private static KeyRow Labelled(LedgerView ledger, PeriodMrr row)
    {
        var label = ledger.Label(row.Key);
        return new(label.Name, label.Order, row);
    }

    /// <summary>The sums a ratio or a count is made of.</summary>
    private static PeriodMrr Sum(List<KeyRow> keys) => keys.Select(key => key.Row).Aggregate((a, b) => a with
    {
        Opening = a.Opening + b.Opening,
        Closing = a.Closing + b.Closing,
        New = a.New + b.New,
        Expansion = a.Expansion + b.Expansion,
        Contraction = a.Contraction + b.Contraction,
        Churn = a.Churn + b.Churn,
        OpeningCustomers = a.OpeningCustomers + b.OpeningCustomers,
        Customers = a.Customers + b.Customers,
        NewCustomers = a.NewCustomers + b.NewCustomers,
        ReactivatedCustomers = a.ReactivatedCustomers + b.ReactivatedCustomers,
        ResumedCustomers = a.ResumedCustomers + b.ResumedCustomers,
        PausedCustomers = a.PausedCustomers + b.PausedCustomers,
        ChurnedCustomers = a.ChurnedCustomers + b.ChurnedCustomers,
        Trials = a.Trials + b.Trials,
    });
}
