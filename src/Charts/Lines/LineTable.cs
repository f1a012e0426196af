using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Lines;

/// <summary>A checked <see cref="LineTrend"/>.</summary>
internal sealed record LineTable(LineTrend Data)
{
    private const int MostMonths = 60;

    public string Name { get; } = SafeText.Readable(Data.Name);

    public Measure Measure => Data.Measure;

    public PartValue? Part => Data.Part;

    public DateOnly First => Days.MonthOf(Data.Months.Count > 0 ? Data.Months[0].Month : Part!.Through);

    public int Slots => Data.Months.Count + (Part is null ? 0 : 1);

    /// <summary>Every value with its slot, undefined months left out, the running month last.</summary>
    public IReadOnlyList<(int Slot, decimal Value)> Values =>
    [
        .. Data.Months.Select((m, slot) => (slot, m.Value)).Where(m => m.Value is not null).Select(m => (m.slot, m.Value!.Value)),
        .. Part is { } part ? [(Data.Months.Count, part.Value)] : (ReadOnlySpan<(int, decimal)>)[],
    ];

    /// <summary>Whole months with a value.</summary>
    public int Whole => Values.Count - (Part is null ? 0 : 1);

    public bool IsEmpty => Values.Count == 0;

    public bool IsSingle => Values.Count == 1 && Slots == 1;

    public bool IsAllZero => Values.Count > 1 && Values.All(v => v.Value == 0);

    /// <summary>Checks the months.</summary>
    /// <exception cref="ArgumentException">A month is missing or out of order, or there are more than 60.</exception>
    public static LineTable Of(LineTrend data)
    {
        DateOnly[] months = [.. data.Months.Select(m => Days.MonthOf(m.Month)), .. data.Part is { } part ? [Days.MonthOf(part.Through)] : (DateOnly[])[]];
        if (months.Length > MostMonths) throw new ArgumentException("At most 60 months fit one chart.");
        if (!months.SequenceEqual(months.Select((_, i) => months[0].AddMonths(i)))) throw new ArgumentException("Months have to follow each other without a hole.");
        return new LineTable(data);
    }
}
