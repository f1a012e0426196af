using RevenueBot.Charts;
using RevenueBot.Metrics;

namespace RevenueBot.Questions.Answers;

/// <summary>MRR at month end as a picture, from the same figures as the words.</summary>
internal sealed record TrendPicture(IReadOnlyList<Period> Whole, Period? Part)
{
    private const int FewestMonths = 12;
    private const int MostMonths = 24;
    private const decimal MicrosPerUnit = 1_000_000m;

    public IEnumerable<Period> Periods => Part is { } part ? [.. Whole, part] : Whole;

    /// <summary>The months up to a day: at least 12 whole ones, as far back as the span reaches, and the running one.</summary>
    public static TrendPicture Of(DateOnly first, DateOnly last, bool lastIsOver)
    {
        var running = Month.Of(last);
        var isWhole = lastIsOver && last == running.LastDay;
        var newest = isWhole ? running : running.Previous;
        var asked = ((newest.Year - first.Year) * 12) + newest.Number - first.Month + 1;
        var count = Math.Clamp(asked, FewestMonths, MostMonths);
        var whole = Enumerable.Range(1 - count, count).Select(back => Period.Of(newest.Plus(back))).ToList();
        return new(whole, isWhole ? null : new Period(running.FirstDay, last.AddDays(1)));
    }

    /// <summary>The months of a span that an answer is about.</summary>
    public static TrendPicture Of(Frame frame, Asked asked) => Of(frame.First, frame.Last, asked.DayIsOver || frame.Last < asked.Day);

    /// <summary>The calendar months among consecutive periods, oldest first; the last one is the running month where it is not over.</summary>
    public static TrendPicture OfSteps(IReadOnlyList<Period> periods, Asked asked)
    {
        var whole = periods.Where(period => period == Period.Of(Month.Of(period.Start)) && (period.LastDay < asked.Day || asked.DayIsOver)).ToList();
        return new(whole, periods is [.., { Start.Day: 1 } last] && Month.Of(last.Start) == Month.Of(last.LastDay) && !whole.Contains(last) ? last : null);
    }

    /// <param name="projection">Month ends from the month after the last whole one; null: none.</param>
    public Lazy<Chart> Draw(LedgerView ledger, Asked asked, string footer, IReadOnlyList<ProjectedMonth>? projection = null) =>
        new(() => RevenueTrendChart.Draw(Data(ledger, asked) with { Projection = projection ?? [], ProjectionIsTheFinding = projection is { Count: > 0 } }, new ChartFrame { Footer = footer }));

    private RevenueTrend Data(LedgerView ledger, Asked asked) => new()
    {
        Currency = asked.Currency.Code,
        Months = [.. Whole.Select(ledger.Mrr).SkipWhile(IsNothing).Select(row => new RevenueMonth(row.Period.Start, Units(row.Closing), Movements(row)))],
        Part = Part is { } part && !ledger.IsEmpty ? new PartMonth(part.LastDay, Movements(ledger.Mrr(part)), Units(ledger.Mrr(part).Closing)) : null,
        Annotations = [.. ledger.Snapshot.Annotations.Select(note => new Annotation(note.Date, note.Text))],
    };

    /// <summary>Months before the first revenue are not part of the picture.</summary>
    private static bool IsNothing(PeriodMrr row) => row.Opening == 0 && row.Closing == 0 && Line.All.All(line => line.Amount(row) == 0);

    /// <summary>Currency movements, and the rare line that conversion turned over, stand among the others by their sign.</summary>
    private static MonthMovements Movements(PeriodMrr row)
    {
        long[] gains = [row.New, row.Expansion, row.Reactivation, row.Resumed];
        long[] losses = [row.Contraction, row.Churn, row.Paused];
        var turned = gains.Where(gain => gain < 0).Concat(losses.Where(loss => loss > 0)).Append(row.Fx).ToList();
        return new()
        {
            New = Gain(row.New), Expansion = Gain(row.Expansion), Reactivation = Gain(row.Reactivation),
            OtherGains = Gain(row.Resumed) + turned.Sum(Gain),
            Contraction = Loss(row.Contraction), Churn = Loss(row.Churn), OtherLosses = Loss(row.Paused) + turned.Sum(Loss),
        };
    }

    private static decimal Gain(long micros) => Units(Math.Max(micros, 0));
    private static decimal Loss(long micros) => Units(Math.Min(micros, 0));
    private static decimal Units(long micros) => micros / MicrosPerUnit;
}
