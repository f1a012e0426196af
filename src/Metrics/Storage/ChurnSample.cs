namespace RevenueBot.Metrics.Storage;

/// <summary>Which customers and days of the past are learnt from: the firsts of up to 24 months, and of very many customers a share, always the same ones.</summary>
/// <param name="Days">Ascending; the last one is at least one window of 30 days ago.</param>
/// <param name="Share">0 to 1.</param>
public sealed record ChurnSample(ChurnFactReader.Past Past, IReadOnlyList<DateOnly> Days, double Share)
{
    public const int MostMonths = 24, MostRows = 200_000;

    /// <param name="through">Days before it are over.</param>
    public static ChurnSample Of(ChurnFactReader.Past past, DateOnly through)
    {
        List<DateOnly> days = [];
        for (var month = Month.Of(through.AddDays(-Churn.ChurnWindow.Days)); days.Count < MostMonths && month.FirstDay > past.FirstDay; month = month.Previous) days.Insert(0, month.FirstDay);
        return new(past, days, days.Count == 0 ? 1 : Math.Min(1, (double)MostRows / (past.Customers * days.Count)));
    }

    /// <summary>By a hash of the id (FNV-1a), which no order and no other customer changes.</summary>
    public bool Takes(string customerId)
    {
        if (Share >= 1) return true;
        var hash = 14695981039346656037UL;
        foreach (var letter in customerId) hash = unchecked((hash ^ letter) * 1099511628211UL);
        return (unchecked(hash * 0x9E3779B97F4A7C15UL) >> 11) * (1.0 / (1UL << 53)) < Share;
    }
}
