using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Rates;

/// <summary>Checked <see cref="RatesTrend"/>, from the first month in which any rate is defined.</summary>
internal sealed record RateTable(RatesTrend Data, DateOnly First, IReadOnlyList<RateSeries> Lines)
{
    private const int MostLines = 4, MostMonths = 60;

    public int Months => Lines[0].Values.Count;

    public bool IsEmpty => Lines.All(line => line.Values.All(value => value is null));

    public bool IsAllZero => Lines.SelectMany(line => line.Values).All(value => value is null or 0);

    public IEnumerable<decimal> Values => Lines.SelectMany(line => line.Values).OfType<decimal>();

    public static RateTable Of(RatesTrend data)
    {
        if (data.Lines.Count is 0 or > MostLines) throw new ArgumentException("One to four lines fit one chart.");
        if (data.Lines.Select(line => line.Values.Count).Distinct().Count() > 1) throw new ArgumentException("Every line needs a value, or none, for every month.");
        if (data.Lines[0].Values.Count > MostMonths) throw new ArgumentException("At most 60 months fit one chart.");
        var first = Enumerable.Range(0, data.Lines[0].Values.Count).TakeWhile(month => data.Lines.All(line => line.Values[month] is null)).Count();
        return new(data, data.First.AddMonths(first), [.. data.Lines.Select(line => new RateSeries(SafeText.Name(line.Name), [.. line.Values.Skip(first)]))]);
    }

    /// <summary>The newest value of a line with its month; null where it has none.</summary>
    public static (int Month, decimal Value)? Newest(RateSeries line)
    {
        for (var month = line.Values.Count - 1; month >= 0; month--)
            if (line.Values[month] is { } value) return (month, value);
        return null;
    }
}
