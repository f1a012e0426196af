using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Cohorts;

/// <summary>The heatmap in words.</summary>
internal static class HeatmapWords
{
    /// <summary>Early enough that most cohorts have lived through it, late enough to say something.</summary>
    private const int TitleMonth = 3;

    public static ChartWords Of(CohortTable table) => new(Title(table), Subtitles(table), [.. Sentences(table)]);

    /// <summary>"Customers still paying, % of cohort" and what it says about the MRR.</summary>
    public static string What(CohortTable table) => table.Kind switch
    {
        RetentionKind.Customers => "Customers still paying, % of cohort",
        RetentionKind.NetRevenue => "MRR kept with expansion, % of first MRR",
        RetentionKind.GrossRevenue => "MRR kept without expansion, % of first MRR",
    };

    private static string Title(CohortTable table)
    {
        if (table.IsEmpty) return "No cohorts yet";
        var chain = table.Chain;
        var month = Math.Min(TitleMonth, chain.Count - 1);
        if (month < 1) return First(table);
        var (share, after) = (Percent.Whole(chain[month]), $"after {Counts.WordOf(month, "month")}");
        return table.Kind switch
        {
            RetentionKind.Customers when chain[month] == 0 => $"No new customer still pays {after}",
            RetentionKind.Customers => $"{share} of new customers still pay {after}",
            RetentionKind.NetRevenue => $"New MRR stands at {share} {after}",
            RetentionKind.GrossRevenue => $"{share} of new MRR is kept {after}",
        };
    }

    private static string First(CohortTable table)
    {
        var row = table.Rows.First(r => r.Size > 0);
        var size = table.Kind == RetentionKind.Customers ? Counts.Of((long)row.Size, "new customer") : $"{table.Size(row)} new MRR";
        return $"{size} in {Days.LongMonth(row.Month)}, the first cohort";
    }

    private static string[] Subtitles(CohortTable table) =>
        [$"{What(table)}, by months since first payment{(table.IsCut ? $" · newest {table.Rows.Count}" : "")}", What(table)];

    private static IEnumerable<string> Sentences(CohortTable table)
    {
        if (table.IsEmpty) return ["No cohorts yet."];
        var chain = table.Chain.Count == 0 ? [] : (string[])[$"All cohorts, month 0 on: {string.Join(", ", table.Chain.Select(Percent.Digits))}."];
        return [$"Heatmap. {What(table)}, by months since first payment.", .. chain, .. table.Rows.Where(r => r.Size > 0).Select(r => Row(table, r))];
    }

    private static string Row(CohortTable table, CohortRow row)
    {
        var part = row.LastIsPart ? " so far" : "";
        return $"{Days.MonthYear(row.Month)}, {table.Size(row)} {table.Noun}: {string.Join(", ", row.Kept.Select(k => Percent.Digits(k / row.Size)))}{part}.";
    }
}
