namespace RevenueBot.Charts.Tests;

/// <summary>A made-up company, and the states a chart can be asked for.</summary>
internal static class Samples
{
    public const string Footer = "Data through 10 Dec 2026, 06:00 · all times Europe/Berlin";

    public static readonly string LongName = string.Concat(Enumerable.Repeat("Grandfathered plan ", 10)) + "end of it";

    public static readonly string[] Nasty =
    [
        LongName, "<script>alert('x')</script> & \"more\"", "\u202Eabc\u202C right to left \u2066", "Rocket \U0001F680 \U0001F468\u200D\U0001F469\u200D\U0001F467 launch",
        "Bell\u0007 and null\0 and\tnew\nline", "株式会社サンプル", "Z\u0335\u0321\u031B\u0315a\u0335\u0321lgo", "\uD800 lone", "שלום עולם", "", " ",
    ];

    private static readonly int[][] Year =
    [
        [1510, 620, 120, -280, -1060, 0], [1680, 700, 90, -310, -1180, -40], [1590, 690, 150, -250, -1090, 0], [2380, 760, 110, -290, -1120, 30],
        [2140, 880, 180, -330, -1240, -60], [1720, 840, 140, -360, -1510, 20], [1650, 910, 160, -900, -2060, -50], [1740, 930, 210, -420, -1380, 0],
        [1690, 980, 190, -350, -1290, 40], [2610, 1040, 240, -380, -1330, -30], [2210, 1060, 200, -390, -1350, 20], [2040, 1120, 260, -410, -1430, -130],
    ];

    public static RevenueTrend Trend { get; } = new()
    {
        Currency = "USD",
        Months = Months(Year.Select(Movements), new DateOnly(2025, 12, 1), 33_580),
        Part = new PartMonth(new DateOnly(2026, 12, 10), Movements([690, 380, 60, -120, -470, 0])),
        Projection = Projected(new DateOnly(2026, 12, 1), [49_500, 50_800, 52_100, 53_300, 54_500, 55_700]),
        Annotations = [Note(2026, 3, 12, "API v2 launch"), Note(2026, 6, 2, "Price change"), Note(2026, 9, 21, "Autumn campaign")],
    };

    public static RevenueWaterfall Waterfall { get; } = new()
    {
        Currency = "USD",
        From = new DateOnly(2026, 11, 1),
        To = new DateOnly(2026, 11, 30),
        Opening = 46_760,
        New = 2_040,
        Expansion = 1_120,
        Reactivation = 260,
        Resumed = 90,
        Contraction = -410,
        Churn = -1_430,
        Paused = -160,
        Fx = -60,
    };

    public static IReadOnlyDictionary<string, RevenueTrend> Trends { get; } = TrendStates();

    public static IReadOnlyDictionary<string, RevenueWaterfall> Waterfalls { get; } = WaterfallStates();

    public static Annotation Note(int year, int month, int day, string text) => new(new DateOnly(year, month, day), text);

    public static RevenueTrend Scaled(RevenueTrend t, decimal by, string currency) => t with
    {
        Currency = currency,
        Months = [.. t.Months.Select(m => m with { Total = m.Total * by, Movements = Scaled(m.Movements, by) })],
        Part = t.Part is { } p ? p with { Movements = Scaled(p.Movements, by), Total = p.Total * by } : null,
        Projection = [.. t.Projection.Select(p => p with { Total = p.Total * by, Band80 = Scaled(p.Band80, by), Band95 = Scaled(p.Band95, by) })],
    };

    public static RevenueWaterfall Scaled(RevenueWaterfall w, decimal by, string currency) => w with
    {
        Currency = currency,
        Opening = w.Opening * by,
        New = w.New * by,
        Expansion = w.Expansion * by,
        Reactivation = w.Reactivation * by,
        Resumed = w.Resumed * by,
        Contraction = w.Contraction * by,
        Churn = w.Churn * by,
        Paused = w.Paused * by,
        Fx = w.Fx * by,
    };

    /// <summary>A random but possible company.</summary>
    public static RevenueTrend Random(Random random)
    {
        var (count, scale) = (random.Next(1, 25), (decimal)Math.Pow(10, random.Next(-2, 8)));
        decimal Amount() => random.Next(4) == 0 ? 0 : Math.Round(random.Next(0, 5000) * scale / 100, 4, MidpointRounding.AwayFromZero);
        MonthMovements Any() => new() { New = Amount(), Expansion = Amount(), Reactivation = Amount(), OtherGains = Amount(), Contraction = -Amount(), Churn = -Amount(), OtherLosses = -Amount() };
        var start = new DateOnly(random.Next(2015, 2030), random.Next(1, 13), 1);
        var months = Months(Enumerable.Range(0, count).Select(_ => Any()), start, random.Next(0, 100_000) * scale);
        var next = start.AddMonths(count);
        return new RevenueTrend
        {
            Currency = random.GetItems<string>(["USD", "EUR", "JPY", "CHF"], 1)[0],
            Months = [.. months.Select(m => m with { Total = Math.Max(0, m.Total) })],
            Part = random.Next(2) == 0 ? null : new PartMonth(next.AddDays(random.Next(0, 28)), Any(), random.Next(2) == 0 ? null : Amount() * 100),
            Projection = random.Next(2) == 0 ? [] : Projected(next, [.. Enumerable.Range(1, random.Next(1, 7)).Select(i => Math.Max(0, months[^1].Total) + i * Amount())]),
            Annotations = [.. Enumerable.Range(0, random.Next(0, 12)).Select(_ => new Annotation(start.AddDays(random.Next(0, 800)), random.GetItems(Nasty, 1)[0]))],
        };
    }

    private static Dictionary<string, RevenueTrend> TrendStates()
    {
        var bare = Trend with { Part = null, Projection = [], Annotations = [] };
        var flat = new RevenueMonth(default, 0, new MonthMovements());
        Dictionary<string, RevenueTrend> states = new()
        {
            ["reference"] = Trend,
            ["forecast"] = Trend with { ProjectionIsTheFinding = true, Part = null },
            ["today"] = Trend with { Part = Trend.Part! with { Total = 48_750 } },
            ["no-projection"] = Trend with { Projection = [] },
            ["no-projection-today"] = Trend with { Projection = [], Part = Trend.Part! with { Total = 48_750 } },
            ["bare"] = bare,
            ["no-data"] = bare with { Months = [] },
            ["part-only"] = bare with { Months = [], Part = Trend.Part! with { Total = 420 } },
            ["part-only-unknown"] = bare with { Months = [], Part = Trend.Part },
            ["all-zero"] = bare with { Months = Months(Enumerable.Repeat(flat.Movements, 12), new(2025, 12, 1), 0) },
            ["no-movements"] = bare with { Months = Months(Enumerable.Repeat(flat.Movements, 12), new(2025, 12, 1), 5_000) },
            ["losses-only"] = bare with { Months = Months(Enumerable.Range(1, 4).Select(i => Movements([0, 0, 0, -310 * i, -700 * (i % 3), 0])), new(2026, 8, 1), 12_000) },
            ["gains-only"] = bare with { Months = Months(Enumerable.Range(1, 5).Select(i => Movements([300 * i, 70 * i, 0, 0, 0, 0])), new(2026, 7, 1), 0) },
            ["falling"] = Trend with { Months = Months(Year.Select(y => Movements([y[0] / 5, y[1] / 3, 10, y[3] * 2, y[4] * 2, y[5]])), new(2025, 12, 1), 48_000), Projection = Projected(new(2026, 12, 1), [19_000, 17_000, 15_500, 14_000, 12_500, 11_000]) },
            ["crowded"] = Trend with { Annotations = [.. Enumerable.Range(0, 14).Select(i => new Annotation(new DateOnly(2025, 12, 3).AddDays(i * 24), $"Release {i + 1} of the year"))] },
            ["same-month"] = Trend with { Annotations = [Note(2026, 5, 2, "Launch"), Note(2026, 5, 9, "Webinar series"), Note(2026, 5, 20, "Price change"), Note(2026, 11, 3, "Black Friday"), Note(2027, 2, 1, "Planned migration")] },
            ["nasty"] = Trend with { Annotations = [.. Nasty.Select((n, i) => new Annotation(new DateOnly(2025, 12, 3).AddMonths(i), n))] },
            ["long-note"] = Trend with { Annotations = [Note(2026, 11, 3, LongName)] },
            ["one-projected"] = Trend with { Months = [.. Trend.Months.Take(1)], Projection = Projected(new(2026, 1, 1), [36_000, 38_000, 41_000]), Part = null },
            ["cents"] = Scaled(Trend, 0.00123m, "USD"),
            ["tiny"] = Scaled(Trend, 0.0000001m, "USD"),
            ["yen"] = Scaled(Trend, 150, "JPY"),
            ["francs"] = Scaled(Trend, 12_345, "CHF"),
            ["huge"] = Scaled(Trend, 12_345_678, "USD"),
        };
        foreach (var count in Enumerable.Range(1, 24)) states[$"months-{count}"] = bare with { Months = Several(count) };
        foreach (var count in (int[])[2, 6, 18, 24]) states[$"full-{count}"] = Trend with { Months = Several(count), Part = new PartMonth(new(2026, 12, 24), Trend.Part!.Movements, 49_000) };
        return states;
    }

    private static Dictionary<string, RevenueWaterfall> WaterfallStates()
    {
        var none = new RevenueWaterfall { Currency = "USD", From = new(2026, 11, 1), To = new(2026, 11, 30), Opening = 46_760 };
        return new()
        {
            ["reference"] = Waterfall,
            ["week"] = Waterfall with { From = new(2026, 11, 2), To = new(2026, 11, 8), Opening = 57_420, New = 1_140, Expansion = 690, Reactivation = 58, Resumed = 0, Contraction = -236, Churn = -1_082, Paused = 0, Fx = 0 },
            ["year-end"] = Waterfall with { From = new(2026, 12, 28), To = new(2027, 1, 3) },
            ["first-month"] = none with { Opening = 0, New = 420, Expansion = 99.5m },
            ["closing-zero"] = none with { Churn = -46_760 },
            ["negative"] = Waterfall with { Churn = -5_430 },
            ["big"] = Waterfall with { Opening = 900, New = 12_000, Churn = -3_100 },
            ["many-times"] = Waterfall with { Opening = 90 },
            ["no-movements"] = none,
            ["nothing"] = none with { Opening = 0 },
            ["one"] = none with { New = 5 },
            ["collective"] = none with { New = 500, Expansion = 450, Churn = -600 },
            ["net-zero"] = none with { New = 500, Churn = -500 },
            ["fx-only"] = none with { Fx = -310 },
            ["below-zero"] = none with { Opening = 100, Contraction = -300, Fx = 350 },
            ["cents"] = Scaled(Waterfall, 0.00123m, "EUR"),
            ["fractions"] = Scaled(Waterfall, 1.23456m, "EUR"),
            ["yen"] = Scaled(Waterfall, 150, "JPY"),
            ["francs"] = Scaled(Waterfall, 12_345, "CHF"),
            ["huge"] = Scaled(Waterfall, 1_234_567_890, "CHF"),
        };
    }

    private static RevenueMonth[] Several(int count) =>
        Months(Enumerable.Range(0, count).Select(i => Movements(Year[i % 12])), new DateOnly(2026, 12, 1).AddMonths(-count), 20_000);

    private static RevenueMonth[] Months(IEnumerable<MonthMovements> movements, DateOnly first, decimal opening)
    {
        var total = opening;
        return [.. movements.Select((m, i) => new RevenueMonth(first.AddMonths(i), total += m.Net, m))];
    }

    private static ProjectedMonth[] Projected(DateOnly first, decimal[] totals) => [.. totals.Select((total, i) =>
    {
        var deviation = total * 0.0113m * (decimal)Math.Sqrt(i + 1);
        Interval Band(decimal z) => new(total - z * deviation, total + z * deviation);
        return new ProjectedMonth(first.AddMonths(i), total, Band(1.2816m), Band(1.96m));
    })];

    private static MonthMovements Movements(int[] m) => new()
    {
        New = m[0],
        Expansion = m[1],
        Reactivation = m[2],
        OtherGains = Math.Max(0, m[5]),
        Contraction = m[3],
        Churn = m[4],
        OtherLosses = Math.Min(0, m[5]),
    };

    private static MonthMovements Scaled(MonthMovements m, decimal by) => new()
    {
        New = m.New * by,
        Expansion = m.Expansion * by,
        Reactivation = m.Reactivation * by,
        OtherGains = m.OtherGains * by,
        Contraction = m.Contraction * by,
        Churn = m.Churn * by,
        OtherLosses = m.OtherLosses * by,
    };

    private static Interval Scaled(Interval band, decimal by) => new(band.Low * by, band.High * by);
}
