namespace RevenueBot.Charts.Cohorts;

/// <summary>Checked <see cref="RetentionCurves"/>.</summary>
internal sealed record CurveTable(CohortTable Cohorts, RetentionProjection? Projection)
{
    /// <summary>The share that all cohorts together keep, from month 0 on.</summary>
    public IReadOnlyList<decimal> Chain { get; } = Cohorts.Chain;

    /// <summary>The last month of the bold line.</summary>
    public int Last => Chain.Count - 1;

    public IReadOnlyList<ProjectedRetention> Projected => Projection?.Months ?? [];

    /// <summary>Every cohort with a line of its own: the shares of its whole months, at least two.</summary>
    public IEnumerable<IReadOnlyList<decimal>> Lines => Cohorts.Rows.Where(r => CohortTable.Whole(r) > 1)
        .Select(r => (IReadOnlyList<decimal>)[.. r.Kept.Take(CohortTable.Whole(r)).Select(k => k / r.Size)]);

    public static CurveTable Of(RetentionCurves data)
    {
        var table = new CurveTable(CohortTable.Of(data.Retention), data.Projection is { Months.Count: > 0 } projection ? projection : null);
        if (!table.Projected.Select(p => p.Month).SequenceEqual(Enumerable.Range(table.Last + 1, table.Projected.Count)) || (table.Projection is not null && table.Last < 0))
            throw new ArgumentException("A projection has to follow the last month that the cohorts have lived through.");
        return table;
    }
}
