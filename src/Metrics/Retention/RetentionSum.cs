using System.Runtime.InteropServices;

namespace RevenueBot.Metrics.Retention;

/// <summary>
/// The exact sums of one period and key. A customer of one currency is summed in that currency and converted with all others at
/// the end, which is exact; one of several currencies is converted on its own, since only its total says whether it pays less.
/// </summary>
internal sealed class RetentionSum(Period period, FxRates rates)
{
    private readonly DateOnly _rateDay = period.Start.AddDays(-1);
    private readonly Dictionary<Currency, Outcome> _single = [];
    private readonly Dictionary<Currency, long> _unconverted = [];
    private ExactOutcome _mixed;
    private int _customers, _left, _paused, _expanded, _contracted;

    /// <param name="start">Position of the period's start in the timeline; the customer pays there.</param>
    /// <param name="end">Position of its end.</param>
    public void Add(BalanceTimeline customer, int start, int end)
    {
        _customers++;
        if (!customer.IsPayingAt(end)) _left++;
        if (customer.IsPausedAt(end)) _paused++;
        var touched = customer.Currencies.Count == 1 ? 1 : customer.Currencies.Count(c => c.Balances[start] != 0 || c.Balances[end] != 0);
        if (touched == 1) AddSingle(customer, start, end);
        else AddMixed(customer, start, end);
    }

    public RetentionPeriod ToRow(string key)
    {
        var exact = _mixed;
        foreach (var (currency, sum) in _single)
        {
            if (rates.Find(currency, _rateDay) is { } rate) exact += ExactOutcome.Of(sum, rate);
            else CollectionsMarshal.GetValueRefOrAddDefault(_unconverted, currency, out _) += sum.Opening;
        }

        return exact.ToRow(period) with
        {
            Key = key,
            OpeningCustomers = _customers,
            LeftCustomers = _left,
            PausedCustomers = _paused,
            ExpandedCustomers = _expanded,
            ContractedCustomers = _contracted,
            Unconverted = [.. _unconverted.Select(pair => new Unconverted(pair.Key, pair.Value)).OrderBy(amount => amount.Currency.Code, StringComparer.Ordinal)],
        };
    }

    private void AddSingle(BalanceTimeline customer, int start, int end)
    {
        foreach (var (currency, balances) in customer.Currencies)
        {
            if (balances[start] == 0) continue;
            CollectionsMarshal.GetValueRefOrAddDefault(_single, currency, out _) += Outcome.Of(balances[start], balances[end]);
            CountStep(balances[end] > 0, balances[end].CompareTo(balances[start]));
        }
    }

    private void AddMixed(BalanceTimeline customer, int start, int end)
    {
        decimal opening = 0, closing = 0;
        foreach (var (currency, balances) in customer.Currencies)
        {
            if (balances[start] == 0 && balances[end] == 0) continue;
            if (rates.Find(currency, _rateDay) is not { } rate)
            {
                AddUnconverted(customer, start);
                return;
            }

            opening += balances[start] * rate;
            closing += balances[end] * rate;
        }

        _mixed += ExactOutcome.Of(opening, closing);
        CountStep(closing > 0, closing.CompareTo(opening));
    }

    private void AddUnconverted(BalanceTimeline customer, int start)
    {
        foreach (var (currency, balances) in customer.Currencies)
            if (balances[start] != 0) CollectionsMarshal.GetValueRefOrAddDefault(_unconverted, currency, out _) += balances[start];
    }

    private void CountStep(bool stays, int direction)
    {
        if (stays && direction > 0) _expanded++;
        if (stays && direction < 0) _contracted++;
    }
}
