using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Usage;

/// <summary>What the metered items of one plan come to at the end of a month, all customers together.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Currency">Of the prices.</param>
/// <param name="Micros">A month's worth, micro-units of the currency.</param>
/// <param name="Customers">Who has such items then.</param>
public sealed record MeteredCell(DateOnly Month, string Plan, string Currency, long Micros, int Customers);

/// <summary>
/// Metered items are never MRR; they are folded by the same rules apart from it, so that statuses, discounts, tax and intervals count
/// as they do there (DEFINITIONS §2).
/// </summary>
public sealed class MeteredFold(LedgerRules rules, DateOnly through)
{
    private readonly Dictionary<(DateOnly Month, string Plan, string Currency), (long Micros, int Customers)> _cells = [];

    /// <summary>Metered items seen so far.</summary>
    public int Items { get; private set; }

    /// <summary>The cells of every closed month with metered usage, by month, plan and currency.</summary>
    public IReadOnlyList<MeteredCell> Cells => [.. _cells.Select(cell => new MeteredCell(cell.Key.Month, cell.Key.Plan, cell.Key.Currency, cell.Value.Micros, cell.Value.Customers))
        .OrderBy(cell => cell.Month).ThenBy(cell => cell.Plan, StringComparer.Ordinal).ThenBy(cell => cell.Currency, StringComparer.Ordinal)];

    /// <summary>Adds the metered items of one customer; others of its events are not looked at.</summary>
    /// <param name="events">
    /// Each the state of an item from its instant on: unit × quantity, or the whole amount, is what the usage of a billing period comes to.
    /// A whole amount of 0 without a quantity is a period that was not billed yet: what was billed last goes on until it is.
    /// </param>
    public void Add(IEnumerable<SubscriptionEvent> events)
    {
        var items = events.Where(item => item.Kind == ItemKind.Metered).GroupBy(item => (item.Source, item.SubscriptionId, item.ItemId)).ToList();
        if (items.Count == 0) return;
        Items += items.Count;
        var movements = Movements.Fold([.. items.SelectMany(Billed)], rules).Where(row => row.Day <= through && row.Amount != 0).ToList();
        if (movements.Count == 0) return;
        for (var month = Month.Of(movements.Min(row => row.Day)); month.LastDay <= through; month = month.Next)
            foreach (var balance in movements.Where(row => row.Day <= month.LastDay).GroupBy(row => (row.PlanId, row.Currency.Code)))
                if (balance.Sum(row => row.Amount) is > 0 and var micros) Add((month.FirstDay, balance.Key.PlanId, balance.Key.Code), micros);
    }

    private void Add((DateOnly, string, string) key, long micros)
    {
        var before = _cells.GetValueOrDefault(key);
        _cells[key] = (before.Micros + micros, before.Customers + 1);
    }

    private static IEnumerable<SubscriptionEvent> Billed(IEnumerable<SubscriptionEvent> item)
    {
        SubscriptionEvent? billed = null;
        foreach (var state in item.InOrder())
        {
            var isOpen = state is { AmountMinor: 0, Quantity: 0 };
            if (!isOpen) billed = state;
            yield return (isOpen && billed is not null ? state with { Quantity = billed.Quantity, AmountMinor = billed.AmountMinor, UnitAmountMinor = billed.UnitAmountMinor, TaxMinor = billed.TaxMinor } : state) with
            {
                Kind = ItemKind.Recurring,
            };
        }
    }
}
