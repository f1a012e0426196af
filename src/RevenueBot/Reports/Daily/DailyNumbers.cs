using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Daily;

/// <summary>The figures of a day, each with its days and what it is compared with.</summary>
internal static class DailyNumbers
{
    public static IEnumerable<Figure> Of(DailyFigures figures)
    {
        var (asked, money, day, counts) = (figures.Asked, figures.Money, figures.Day, figures.Customers);
        var on = asked.Days.Day(asked.Day);
        yield return new("mrr", "MRR", money.Text(day.Closing), string.Join("; ", [$"{money.Signed(money.Change(day.Opening, day.Closing))} on the day", .. Weekday(figures)]), day.Closing);
        yield return Month(figures);
        yield return Week(figures);
        yield return new("customers", "Paying customers", Format.Count(counts.Customers), $"{Format.SignedCount(counts.Customers - counts.OpeningCustomers)} on the day", Number: counts.Customers);
        yield return BalanceFigures.Arpa(asked, figures.Month, figures.MonthBefore, $"vs {asked.Days.Day(figures.MonthBefore.Period.LastDay)}");
        yield return new("trials", "Trials", $"{Format.Count(counts.Trials)} active", $"{Format.Count(figures.Facts.TrialsStarted)} started on {on}", Number: counts.Trials);
        yield return Received(figures, on);
    }

    /// <summary>The month so far against the same part of the month before: never a part against a whole.</summary>
    public static Figure Month(DailyFigures figures)
    {
        var (asked, money, now, before) = (figures.Asked, figures.Money, figures.Month, figures.MonthBefore);
        var name = asked.Days.MonthName(Metrics.Month.Of(asked.Day)) + (figures.Periods.Month.IsPart ? " so far" : "");
        var span = asked.Days.Span(before.Period.Start, before.Period.LastDay);
        var then = figures.Periods.Month.IsPart ? $"{(before.Period.Start == before.Period.LastDay ? "on" : "in")} {span}" : $"in {asked.Days.MonthName(Metrics.Month.Of(before.Period.Start))}";
        return new("month", name, money.Signed(money.Change(now.Opening, now.Closing)), DailyFigures.WasBegun(before) ? $"vs {money.Signed(money.Change(before.Opening, before.Closing))} {then}" : null, now.Net);
    }

    /// <summary>The mean change of a day, micro-units.</summary>
    public static long Mean(IReadOnlyList<PeriodMrr> days) => decimal.ToInt64(Math.Round(days.Average(day => (decimal)day.Net), MidpointRounding.AwayFromZero));

    private static IEnumerable<string> Weekday(DailyFigures figures) =>
        figures.SameWeekdays.Count < 2 ? [] : [$"{figures.Asked.Day.DayOfWeek} mean {figures.Money.Signed(Mean(figures.SameWeekdays))}"];

    private static Figure Week(DailyFigures figures)
    {
        var (asked, money) = (figures.Asked, figures.Money);
        var (now, before) = (figures.Ledger.Mrr(figures.Periods.Week), figures.Ledger.Mrr(figures.Periods.WeekBefore));
        return new(
            "week", $"Last 7 days, {asked.Days.Span(now.Period.Start, now.Period.LastDay)}", money.Signed(money.Change(now.Opening, now.Closing)),
            DailyFigures.WasBegun(before) ? $"vs {money.Signed(money.Change(before.Opening, before.Closing))} the 7 days before" : null, now.Net);
    }

    private static Figure Received(DailyFigures figures, string on)
    {
        var received = figures.Received;
        string[] notes = [received.Payments + received.GivenBack == 0 ? $"no payment on {on}" : "ex tax, net of refunds", .. received.Unconverted.Select(amount => $"and {Format.ByCode(amount.Amount, amount.Currency)} (no rate)")];
        return new("received", "Payments received", Format.Money(received.Micros, figures.Asked.Currency), string.Join(", ", notes), received.Micros);
    }
}
