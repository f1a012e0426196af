namespace RevenueBot.Charts.Figures;

/// <summary>Cuts a series where values are missing.</summary>
internal static class Runs
{
    /// <summary>The items in runs without a hole, by the number of their place; the items are in order.</summary>
    public static IReadOnlyList<IReadOnlyList<T>> Of<T>(IEnumerable<T> items, Func<T, int> place)
    {
        List<List<T>> runs = [];
        foreach (var item in items)
        {
            if (runs.Count > 0 && place(runs[^1][^1]) == place(item) - 1) runs[^1].Add(item);
            else runs.Add([item]);
        }

        return runs;
    }
}
