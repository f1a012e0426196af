using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>A span with a row for each month end (day, week, quarter), and its change.</summary>
internal sealed class RangePlan(Asked asked, Frame frame) : IAnswerPlan
{
    private readonly Steps _steps = Steps.Of(frame);
    private readonly TrendPicture _trend = TrendPicture.Of(frame, asked);

    private Period Before => asked.BeforeOf(frame);

    public IEnumerable<Period> Periods => [frame.Period, Before, .. _steps.Periods, .. _trend.Periods];

    public Answer Write(LedgerView ledger)
    {
        var (now, before) = (ledger.Total(frame.Period), ledger.Total(Before));
        var rows = _steps.Periods.Select(ledger.Total).ToList();
        var money = MoneyFormat.For(asked.Currency, [now.Opening, .. rows.Select(row => row.Closing)]);
        var around = Provenance.Around(asked, ledger);
        if (EmptyWords.Finding(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        return around with
        {
            Headline = Headline(ledger, now, money),
            Sentences = [.. Sentences(ledger, now, before, rows, money)],
            Table = Table(now, rows, money),
            Chart = _trend.Draw(ledger, asked, around.Footer),
            Suggestions = FollowUps.Of(asked.Question),
            Series = ledger.Rows(_steps.Periods),
        };
    }

    /// <summary>"MRR rose $9,570 (+19.6%) since 31 May, to $58,430 on 10 Nov."</summary>
    private string Headline(LedgerView ledger, PeriodMrr now, MoneyFormat money)
    {
        var balance = ChangeWords.Balance(now, money, ledger.Rates, asked.Days);
        var change = ChangeWords.RoseOrFell(now.Opening, now.Closing, money);
        var joined = change == ChangeWords.Unchanged ? ":" : ", to";
        return $"{asked.MetricName} {change} since {asked.Days.Day(frame.First.AddDays(-1))}{joined} {balance} on {asked.Days.Day(frame.Last)}.";
    }

    private IEnumerable<string> Sentences(LedgerView ledger, PeriodMrr now, PeriodMrr before, List<PeriodMrr> rows, MoneyFormat money)
    {
        if (rows.Count > 1 && rows.MaxBy(row => Math.Abs(row.Net)) is { Net: not 0 } largest)
            yield return $"The largest step was {money.Signed(money.Change(largest.Opening, largest.Closing))} {(largest.Period.Start == largest.Period.LastDay ? "on" : "in")} {asked.Days.Span(largest.Period.Start, largest.Period.LastDay)}.";
        yield return $"{(asked.Question.Versus is null ? $"The {Length(now)} before" : asked.Days.Span(before.Period.Start, before.Period.LastDay))}: {money.Signed(money.Change(before.Opening, before.Closing))}.";
        if (Drivers.Summary(now, before, money) is { } summary) yield return summary;
        foreach (var sentence in Provenance.Qualifiers(asked)) yield return sentence;
    }

    private string Length(PeriodMrr now) => frame.Unit is { } unit
        ? (frame.IsPart ? "same part of the " : "") + unit.ToString().ToLowerInvariant()
        : Format.Counted(now.Period.End.DayNumber - now.Period.Start.DayNumber, "day");

    private AnswerTable Table(PeriodMrr now, List<PeriodMrr> rows, MoneyFormat money) => new(
        [asked.Currency.Code, asked.Question.MetricName, "Net new", "Customers"],
        [
            [asked.Days.Day(now.Period.Start.AddDays(-1)), money.Cell(now.Opening), "", Format.Count(now.OpeningCustomers)],
            .. rows.Select(row => (IReadOnlyList<string>)
            [
                asked.Days.Day(row.Period.LastDay) + _steps.Mark(row.Period, asked), money.Cell(row.Closing),
                money.SignedCell(money.Change(row.Opening, row.Closing)), Format.Count(row.Customers),
            ]),
            ["Change", money.SignedCell(money.Change(now.Opening, now.Closing)), "", Format.SignedCount(now.Customers - now.OpeningCustomers)],
        ],
        _steps.Note(asked));
}
