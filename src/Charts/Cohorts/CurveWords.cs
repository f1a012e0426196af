using RevenueBot.Charts.Figures;
using RevenueBot.Charts.Text;

namespace RevenueBot.Charts.Cohorts;

/// <summary>The retention curves in words.</summary>
internal sealed class CurveWords(CurveTable curves)
{
    public ChartWords Words => new(Title, Subtitles, [.. Sentences()]) { Caveats = Caveats };

    private string Title
    {
        get
        {
            if (curves.Chain.Count == 0) return curves.Cohorts.IsEmpty ? "No cohorts yet" : CohortWords.First(curves.Cohorts);
            if (curves.Last == 0) return CohortWords.First(curves.Cohorts);
            var (share, months) = (Percent.Whole(curves.Chain[^1]), Counts.WordOf(curves.Last, "month"));
            var now = curves.Cohorts.Kind switch
            {
                RetentionKind.Customers when curves.Chain[^1] == 0 => $"No customer stays {months}",
                RetentionKind.Customers => $"{share} stay {months}",
                RetentionKind.NetRevenue => $"MRR stands at {share} after {months}",
                RetentionKind.GrossRevenue => $"{share} of MRR kept after {months}",
            };
            return curves.Projection is null ? now : $"{now}; {Percent.Whole(curves.Projected[^1].Share)} projected at {Age(curves.Projected[^1].Month)}";
        }
    }

    private IReadOnlyList<string> Subtitles
    {
        get
        {
            var what = CohortWords.What(curves.Cohorts);
            return curves.Cohorts.IsEmpty ? [what] : [$"{what} · {Span}, whole months only", $"{what}, whole months only", what];
        }
    }

    private IReadOnlyList<string> Caveats => curves.Projection is { } p
        ? [$"projection: {SafeText.Readable(p.Model)}, {Counts.Of(p.Customers, "customer")}", $"projection from {Counts.Of(p.Customers, "customer")}"]
        : [];

    private string Span
    {
        get
        {
            var (first, last) = (curves.Cohorts.Rows[0].Month, curves.Cohorts.Rows[^1].Month);
            return first.Year == last.Year ? $"{Days.Year(last)} cohorts" : $"cohorts {Days.MonthYear(first)}–{Days.MonthYear(last)}";
        }
    }

    private static string Age(int months) => months % 12 == 0 ? Counts.WordOf(months / 12, "year") : $"month {Counts.Digits(months)}";

    private IEnumerable<string> Sentences()
    {
        if (curves.Chain.Count == 0) return ["No cohort has lived through a month yet."];
        return [$"Retention curves. {CohortWords.What(curves.Cohorts)}, by months since first payment.", .. Projected(), .. CohortWords.Figures(curves.Cohorts)];
    }

    private string[] Projected()
    {
        if (curves.Projection is null) return [];
        var last = curves.Projected[^1];
        return [$"Projected for month {last.Month}: {Percent.Whole(last.Share)}; 80% range {Range(last.Band80)}; 95% range {Range(last.Band95)}."];
    }

    /// <summary>"36–52": the unit stands before it. Nobody keeps less than nothing, whatever the model's error says.</summary>
    public static string Range(Interval band) => $"{Percent.Digits(Math.Max(0, band.Low))}–{Percent.Digits(Math.Max(0, band.High))}";
}
