namespace RevenueBot.Metrics.Forecasting.Mrr;

/// <summary>
/// Other prices on their way through the contracts: from the first month that has not begun whoever pays by the month pays them, and
/// whoever is new; a longer contract pays them when it renews. Nobody comes, leaves or changes because of them.
/// </summary>
internal sealed class NewPrices(MrrOutlook outlook, decimal percent)
{
    /// <summary>What a month end is worth at the new prices.</summary>
    /// <param name="parts">At the prices of today.</param>
    public MrrMonthParts Over(MrrMonthParts parts, int month)
    {
        if (percent == 0 || month < outlook.FirstWholeMonth) return parts;
        var waiting = Math.Min(Waiting(month), parts.AtTodaysPrices);
        return parts with { Waiting = waiting, Price = (double)percent / 100 * (parts.AtTodaysPrices - waiting) };
    }

    /// <summary>MRR of the contracts that have not renewed since prices changed, those that renew for the first time beyond the horizon too.</summary>
    private double Waiting(int month)
    {
        if (outlook.Known is not { } known) return 0;
        var waiting = known.Terms;
        for (var i = outlook.FirstWholeMonth; i <= month; i++) waiting -= KnownAhead.At(known.Renewing, i) + (outlook.FirstWholeMonth > 0 ? KnownAhead.At(known.RenewingAgain, i) : 0);
        return waiting;
    }
}
