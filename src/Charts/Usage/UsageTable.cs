using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Usage;

/// <summary>One line: a plan, or the smallest plans added up.</summary>
internal sealed record UsageLine(string Name, IReadOnlyList<int> Daily)
{
    public int Newest => Daily[^1];

    /// <summary>The sum of seven days that ended the given number of days before the last one; null when there are not that many.</summary>
    public long? Week(int daysAgo) => Daily.Count - daysAgo - 7 is var from && from >= 0 ? Daily.Skip(from).Take(7).Sum(d => (long)d) : null;
}

/// <summary>A checked <see cref="UsageByPlan"/>: at most four lines, the most used one first.</summary>
internal sealed record UsageTable
{
    private const int MostDays = 120;

    private UsageTable(UsageByPlan data) => (Data, Lines) = (data, Fold.ToMost(4, Ordered(data), "plans", (name, rest) => new UsageLine(name, Sum(rest))));

    public UsageByPlan Data { get; }

    public IReadOnlyList<UsageLine> Lines { get; }

    /// <summary>The lines that are one plan each.</summary>
    public IEnumerable<UsageLine> Named => Data.Plans.Count > Lines.Count ? Lines.SkipLast(1) : Lines;

    public int DayCount => Data.Plans.Count == 0 ? 0 : Data.Plans[0].Daily.Count;

    public DateOnly Last => Data.First.AddDays(DayCount - 1);

    public bool IsEmpty => DayCount == 0;

    public bool IsAllZero => Lines.All(l => l.Daily.All(d => d == 0));

    public string Noun => Data.Noun;

    public bool IsWeekend(int day) => Data.First.AddDays(day).DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;

    /// <summary>Checks the plans.</summary>
    /// <exception cref="ArgumentException">Plans of different lengths, more than 120 days, or a value below zero.</exception>
    public static UsageTable Of(UsageByPlan data)
    {
        if (data.Plans.Select(p => p.Daily.Count).Distinct().Count() > 1) throw new ArgumentException("Every plan needs one value for every day.");
        if (data.Plans.Any(p => p.Daily.Count > MostDays)) throw new ArgumentException("At most 120 days fit one chart.");
        if (data.Plans.Any(p => p.Daily.Any(d => d < 0))) throw new ArgumentException("Nobody can be active less than never.");
        return new UsageTable(data);
    }

    private static UsageLine[] Ordered(UsageByPlan data) =>
    [
        .. data.Plans.Select(p => new UsageLine(SafeText.Name(p.Name), p.Daily))
            .OrderByDescending(p => p.Daily.TakeLast(7).Sum(d => (long)d)).ThenBy(p => p.Name, StringComparer.Ordinal),
    ];

    private static int[] Sum(IReadOnlyList<UsageLine> rest) => [.. Enumerable.Range(0, rest[0].Daily.Count).Select(day => rest.Sum(r => r.Daily[day]))];
}
