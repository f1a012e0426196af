using RevenueBot.Charts.Figures;

namespace RevenueBot.Charts.Trend;

/// <summary>A checked <see cref="RevenueTrend"/> with its months on numbered slots: whole months, the running one, projected ones.</summary>
internal sealed record Series(RevenueTrend Data, Currency Currency)
{
    private const int MostMonths = 60;
    private const decimal TooMuch = 1_000_000_000_000_000m;

    public IReadOnlyList<RevenueMonth> Months => Data.Months;

    public PartMonth? Part => Data.Part;

    public IReadOnlyList<ProjectedMonth> Projection => Data.Projection;

    /// <summary>Nothing to draw at all.</summary>
    public bool IsEmpty => Months.Count == 0 && Part is null;

    /// <summary>Slots with bars.</summary>
    public int Bars => Months.Count + (Part is null ? 0 : 1);

    public int Slots => Math.Max(Bars, Months.Count + Projection.Count);

    /// <summary>The last slot with a whole month, or −1.</summary>
    public int Last => Months.Count - 1;

    /// <summary>The month of slot 0.</summary>
    public DateOnly First => Days.MonthOf(Months.Count > 0 ? Months[0].Month : Part!.Through);

    /// <summary>One value and nothing to compare it with.</summary>
    public bool IsSingle => Bars == 1 && Projection.Count == 0;

    /// <summary>The newest known MRR: of the running month, else of the last whole one.</summary>
    public decimal? Newest => Part?.Total ?? (Months.Count > 0 ? Months[^1].Total : null);

    public bool HasMovements => Enumerable.Range(0, Bars).Any(i => Kind.All.Any(k => k.Of(MovementsAt(i)) != 0));

    public static Series Of(RevenueTrend data)
    {
        var series = new Series(data, Currency.Of(data.Currency));
        if (series.IsEmpty) return series;
        DateOnly[] months = [.. data.Months.Select(m => m.Month), .. data.Projection.Select(p => p.Month)];
        Require(months.Length <= MostMonths, "At most 60 months fit one chart.");
        Require(months.Select(Days.MonthOf).SequenceEqual(months.Select((_, i) => series.MonthAt(i))), "Months have to follow each other without a hole.");
        Require(data.Part is null || Days.MonthOf(data.Part.Through) == series.MonthAt(data.Months.Count),
            "The running month has to follow the last whole one.");
        Require(data.Projection.Count == 0 || data.Months.Count > 0, "A projection needs a whole month to start from.");
        Require(Enumerable.Range(0, series.Bars).All(i => Kind.All.All(k => k.HasRightSign(series.MovementsAt(i)))),
            "Gains are zero or more, losses zero or less.");
        Require(series.Amounts().All(a => Math.Abs(a) < TooMuch), "Amounts have to be below a million billions.");
        return series;
    }

    public DateOnly MonthAt(int slot) => First.AddMonths(slot);

    public MonthMovements MovementsAt(int slot) => slot < Months.Count ? Months[slot].Movements : Part!.Movements;

    /// <summary>The slot of a day; outside 0 to <see cref="Slots"/> when it is not shown.</summary>
    public int SlotOf(DateOnly day) => (day.Year - First.Year) * 12 + day.Month - First.Month;

    private IEnumerable<decimal> Amounts() =>
    [
        .. Months.Select(m => m.Total), Part?.Total ?? 0,
        .. Enumerable.Range(0, Bars).SelectMany(i => Kind.All.Select(k => k.Of(MovementsAt(i)))),
        .. Projection.SelectMany(p => (decimal[])[p.Total, p.Band95.Low, p.Band95.High]),
    ];

    private static void Require(bool holds, string message)
    {
        if (!holds) throw new ArgumentException(message);
    }
}
