using RevenueBot.Metrics;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Answers;

/// <summary>One period from opening to closing, beside the one before: a month, a week, or "why".</summary>
internal sealed class BridgePlan(Asked asked, Frame frame) : IAnswerPlan
{
    private Period Before => asked.BeforeOf(frame);

    public IEnumerable<Period> Periods => [frame.Period, Before];

    public Answer Write(LedgerView ledger)
    {
        var (now, before) = (ledger.Total(frame.Period), ledger.Total(Before));
        var money = MoneyFormat.For(asked.Currency, now.Opening, now.Closing, before.Opening, before.Closing);
        var around = Provenance.Around(asked, ledger);
        if (EmptyWords.Finding(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        return around with
        {
            Headline = Headline(ledger, now, money),
            Sentences = [.. Sentences(ledger, now, before, money)],
            Figures = Figures(now, before, money),
            Table = Bridge.Table(now, before, money, asked.Days),
            Chart = BridgePicture.Draw(now, money, around.Footer),
            Suggestions = Follow(),
            Series = ledger.Rows(Periods),
        };
    }

    /// <summary>"In March 2025 MRR rose $1,170 (+2.6%) to $46,350." "November so far (1–10 Nov): MRR rose $1,050 (+1.8%) to $58,430."</summary>
    private string Headline(LedgerView ledger, PeriodMrr now, MoneyFormat money)
    {
        var name = frame.Name(asked.Days);
        var when = (frame.IsPart, frame.Unit) switch
        {
            (true, CalendarUnit.Day) => $"{name} so far:",
            (false, CalendarUnit.Day) => $"On {name}",
            (true, _) => $"{Format.Capital(name)} so far ({Span(now)}):",
            (false, _) => $"In {name}",
        };
        var change = ChangeWords.RoseOrFell(now.Opening, now.Closing, money);
        var balance = ChangeWords.Balance(now, money, ledger.Rates, asked.Days);
        return $"{when} {asked.MetricName} {change}{(change == ChangeWords.Unchanged ? ":" : " to")} {balance}.";
    }

    private IEnumerable<string> Sentences(LedgerView ledger, PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        var change = money.Signed(money.Change(before.Opening, before.Closing));
        yield return BeforeName is { } name ? $"{Format.Capital(name)}: {change}." : $"{Format.Capital(Within(before))}: {change}.";
        if (asked.Question.Why)
            foreach (var driver in Drivers.Largest(now, before, money, BeforeName ?? Span(before))) yield return driver;
        else if (Drivers.Summary(now, before, money) is { } summary) yield return summary;
        foreach (var sentence in Provenance.Qualifiers(asked)) yield return sentence;
    }

    private IReadOnlyList<Figure> Figures(PeriodMrr now, PeriodMrr before, MoneyFormat money)
    {
        var versus = Within(before);
        return
        [
            new("net", $"Net new {asked.Question.MetricName}", money.Signed(money.Change(now.Opening, now.Closing)), $"vs {money.Signed(money.Change(before.Opening, before.Closing))} {versus}", now.Net),
            new("customers", "Paying customers", Format.Count(now.Customers), $"{Format.SignedCount(now.Customers - now.OpeningCustomers)} {Within(now)}", Number: now.Customers),
            new("new_customers", "New customers", Format.Count(now.NewCustomers), $"vs {Format.Count(before.NewCustomers)} {versus}", Number: now.NewCustomers),
            new("churned_customers", "Customers who left", Format.Count(now.ChurnedCustomers), $"vs {Format.Count(before.ChurnedCustomers)} {versus}", Number: now.ChurnedCustomers),
        ];
    }

    private IReadOnlyList<Suggestion> Follow() =>
        asked.Question.Only is null ? [FollowUps.Wider(asked.Question), new("Last 6 months", (Question.Mrr with { Window = new Window.Last(6, CalendarUnit.Month) }).ToString())] : [FollowUps.Wider(asked.Question)];

    /// <summary>Null for a part: its days are named instead.</summary>
    private string? BeforeName => asked.Question.Versus is not null ? null : (frame.IsPart, frame.Unit) switch
    {
        (false, CalendarUnit.Day) => "the day before",
        (false, CalendarUnit.Week) => "the week before",
        (false, CalendarUnit.Month) => "the month before",
        (false, CalendarUnit.Quarter) => "the quarter before",
        (false, CalendarUnit.Year) => "the year before",
        _ => null,
    };

    private string Span(PeriodMrr row) => asked.Days.Span(row.Period.Start, row.Period.LastDay);

    private string Within(PeriodMrr row) => asked.Days.Within(row.Period.Start, row.Period.LastDay);
}
