using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>"/mrr": the balance of a day, compared with the same day of the month and the year before.</summary>
internal sealed class BalancePlan(Asked asked) : IAnswerPlan
{
    private readonly Frame _month = asked.FrameOf(new Window.InMonth(Month.Of(asked.Day)));
    private readonly TrendPicture _trend = TrendPicture.Of(asked.Day, asked.Day, asked.DayIsOver);
    private readonly Period _yearAgo = new(asked.Day.AddYears(-1), asked.Day.AddYears(-1).AddDays(1));

    private Period Before => asked.BeforeOf(_month);

    public IEnumerable<Period> Periods => [_month.Period, Before, _yearAgo, .. _trend.Periods];

    public Answer Write(LedgerView ledger)
    {
        var (now, before) = (ledger.Total(_month.Period), ledger.Total(Before));
        var yearAgo = ledger.Total(_yearAgo);
        var money = MoneyFormat.For(asked.Currency, now.Opening, now.Closing, before.Opening, before.Closing, yearAgo.Closing);
        var around = Provenance.Around(asked, ledger);
        if (EmptyWords.Finding(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        return around with
        {
            Headline = Headline(ledger, now, before, money),
            Sentences = [.. Sentences(ledger, now, before, money)],
            Figures = BalanceFigures.Of(asked, ledger, new(now, before, yearAgo, money)),
            Table = Bridge.Table(now, before, money, asked.Days),
            Chart = _trend.Draw(ledger, asked, around.Footer),
            Suggestions = FollowUps.Of(asked.Question),
            Series = ledger.Rows([_month.Period, Before]),
        };
    }

    private string Headline(LedgerView ledger, PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        var balance = $"{asked.MetricName} is {ChangeWords.Balance(now, money, ledger.Rates, asked.Days)} on {asked.Days.Day(asked.Day)}";
        if (IsFirstMonth(ledger, now)) return $"{balance}, in its first month.";
        var day = asked.Days.Day(before.Period.LastDay);
        var from = before.Closing > 0 ? $"vs {day}" : $"vs {day}, when it was {money.Text(before.Closing)}";
        return $"{balance}, {ChangeWords.UpOrDown(before.Closing, now.Closing, money)} {from}.";
    }

    /// <summary>What the month did and why; how far the target is; what limits it all.</summary>
    private IEnumerable<string> Sentences(LedgerView ledger, PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        yield return string.Join(' ', ((string?[])[MonthSoFar(ledger, now, before, money), Drivers.Summary(now, before, money)]).OfType<string>());
        if (asked.Question.Only is null && TargetWords.Sentences(asked, ledger, now, money) is { Count: > 0 } target) yield return string.Join(' ', target);
        foreach (var sentence in Provenance.Qualifiers(asked)) yield return sentence;
    }

    /// <summary>"November so far (1–10 Nov): +$1,050, vs +$640 in 1–10 Oct."</summary>
    private string MonthSoFar(LedgerView ledger, PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        var name = asked.Days.MonthName(Month.Of(asked.Day)) + (_month.IsPart ? " so far" : "");
        var text = $"{name} ({asked.Days.Span(now.Period.Start, now.Period.LastDay)}): {money.Signed(money.Change(now.Opening, now.Closing))}";
        if (IsFirstMonth(ledger, now)) return text + ".";
        return $"{text}, vs {money.Signed(money.Change(before.Opening, before.Closing))} {asked.Days.Within(before.Period.Start, before.Period.LastDay)}.";
    }

    private bool IsFirstMonth(LedgerView ledger, PeriodMrr now) =>
        now.Opening == 0 && now.Closing > 0 && now.OpeningCustomers == 0 && _trend.Whole.All(month => ledger.Mrr(month).Closing == 0);
}
