using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Cohorts;

/// <summary>The heatmap in words.</summary>
internal static class HeatmapWords
{
    /// <summary>Early enough that most cohorts have lived through it, late enough to say something.</summary>
    private const int TitleMonth = 3;

    public static ChartWords Of(CohortTable table) => new(Title(table), Subtitles(table), [.. Sentences(table)]);

    private static string Title(CohortTable table)
    {
        if (table.IsEmpty) return "No cohorts yet";
        var month = Math.Min(TitleMonth, table.Rows.Max(CohortTable.Whole) - 1);
        if (month < 1) return CohortWords.First(table);
        var kept = table.ShareAfter(month)!.Value;
        var (share, after) = (Percent.Whole(kept), $"after {Counts.WordOf(month, "month")}");
        return table.Kind switch
        {
            RetentionKind.Customers when kept == 0 => $"No new customer still pays {after}",
            RetentionKind.Customers => $"{share} of new customers still pay {after}",
            RetentionKind.NetRevenue => $"New MRR stands at {share} {after}",
            RetentionKind.GrossRevenue => $"{share} of new MRR is kept {after}",
        };
    }

    private static string[] Subtitles(CohortTable table) =>
        [$"{CohortWords.What(table)}, by months since first payment{(table.IsCut ? $" · newest {table.Rows.Count}" : "")}", CohortWords.What(table)];

    private static IEnumerable<string> Sentences(CohortTable table) => table.IsEmpty
        ? ["No cohorts yet."]
        : [$"Heatmap. {CohortWords.What(table)}, by months since first payment.", .. CohortWords.Figures(table)];
}
