using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Cohorts;

/// <summary>What the charts of cohorts say alike.</summary>
internal static class CohortWords
{
    public static string What(CohortTable table) => table.Kind switch
    {
        RetentionKind.Customers => "Customers still paying, % of cohort",
        RetentionKind.NetRevenue => "MRR kept with expansion, % of first MRR",
        RetentionKind.GrossRevenue => "MRR kept without expansion, % of first MRR",
    };

    /// <summary>Names the oldest cohort, where no month has passed since it.</summary>
    public static string First(CohortTable table)
    {
        var row = table.Rows.First(r => r.Size > 0);
        var size = table.Kind == RetentionKind.Customers ? Counts.Of((long)row.Size, "new customer") : $"{table.Size(row)} new MRR";
        return $"{size} in {Days.LongMonth(row.Month)}, the first cohort";
    }

    /// <summary>The share kept by all cohorts together, then each cohort's own.</summary>
    public static IEnumerable<string> Figures(CohortTable table)
    {
        if (table.Chain.Count > 0) yield return $"All cohorts, month 0 on: {string.Join(", ", table.Chain.Select(Percent.Digits))}.";
        foreach (var row in table.Rows.Where(r => r.Size > 0))
        {
            var kept = string.Join(", ", row.Kept.Select(k => Percent.Digits(k / row.Size)));
            yield return $"{Days.MonthYear(row.Month)}, {table.Size(row)} {table.Noun}: {kept}{(row.LastIsPart ? " so far" : "")}.";
        }
    }
}
