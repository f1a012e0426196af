using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Cohorts;

/// <summary>A checked <see cref="CohortRetention"/> and what follows from it.</summary>
internal sealed record CohortTable
{
    private CohortTable(CohortRetention data, Currency? currency) => (Kind, Rows, Currency) = (data.Kind, data.Cohorts, currency);

    public RetentionKind Kind { get; }

    public IReadOnlyList<CohortRow> Rows { get; private init; }

    public Currency? Currency { get; }

    /// <summary>
    /// The share kept after 0, 1, 2 … months by all cohorts together: the product of month-on-month rates, each over the cohorts
    /// that lived through both months, weighted by what they kept. Months that are not over are left out. Empty without a whole month.
    /// </summary>
    public IReadOnlyList<decimal> Chain => ChainOf(Rows);

    /// <summary>The share kept after some months by the cohorts that have lived through them wholly; null without one.</summary>
    public decimal? ShareAfter(int month) => Rows.Where(r => Whole(r) > month).ToArray() is { Length: > 0 } older ? older.Sum(r => r.Kept[month]) / older.Sum(r => r.Size) : null;

    public bool IsEmpty => Rows.All(r => r.Size == 0);

    /// <summary>What the cohorts are made of: "customers" or "MRR".</summary>
    public string Noun => Kind == RetentionKind.Customers ? "customers" : "MRR";

    public bool HasPart => Rows.Any(r => r.LastIsPart && r.Size > 0);

    /// <summary>Checks the cohorts.</summary>
    /// <exception cref="ArgumentException">Cohorts out of order, amounts below zero, or amounts without a currency.</exception>
    public static CohortTable Of(CohortRetention data)
    {
        var months = data.Cohorts.Select(c => Days.MonthOf(c.Month)).ToArray();
        Require(months.Zip(months.Skip(1)).All(p => p.First < p.Second), "Cohorts have to be in order of their month.");
        Require(data.Cohorts.All(c => c.Size >= 0 && c.Kept.All(k => k >= 0)), "A cohort cannot keep less than nothing.");
        Require(data.Kind == RetentionKind.Customers || data.Currency is not null, "Amounts need a currency.");
        return new CohortTable(data, data.Currency is { } code ? Currency.Of(code) : null);
    }

    /// <summary>True when older cohorts were left out.</summary>
    public bool IsCut { get; private init; }

    /// <summary>The newest cohorts alone.</summary>
    public CohortTable Newest(int rows) => this with { Rows = [.. Rows.TakeLast(rows)], IsCut = IsCut || Rows.Count > rows };

    /// <summary>A cohort's size as it stands beside its row.</summary>
    public string Size(CohortRow row) => Currency is { } currency && Kind != RetentionKind.Customers
        ? currency.Compact(row.Size)
        : Counts.Digits((long)row.Size);

    /// <summary>Months of a row that are over.</summary>
    public static int Whole(CohortRow row) => row.Size == 0 ? 0 : row.Kept.Count - (row.LastIsPart ? 1 : 0);

    private static List<decimal> ChainOf(IReadOnlyList<CohortRow> rows)
    {
        List<decimal> chain = [];
        for (var month = 0; ; month++)
        {
            var alive = rows.Where(r => Whole(r) > month).ToArray();
            var before = alive.Sum(r => month == 0 ? r.Size : r.Kept[month - 1]);
            if (before == 0) return chain;
            chain.Add((month == 0 ? 1 : chain[^1]) * alive.Sum(r => r.Kept[month]) / before);
        }
    }

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
