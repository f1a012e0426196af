using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>Paying customers on a day, compared with a month before or with the opening of the span asked for.</summary>
internal sealed class CustomersPlan(Asked asked) : IAnswerPlan
{
    private readonly Frame _frame = AnswerPlan.FrameOf(asked);
    private readonly Steps? _steps = asked.Question.Window is null ? null : Steps.Of(AnswerPlan.FrameOf(asked));

    private readonly TrendPicture _trend = TrendPicture.Of(AnswerPlan.FrameOf(asked), asked);

    public IEnumerable<Period> Periods => [_frame.Period, _frame.Before, .. _steps?.Periods ?? [], .. _trend.Periods];

    public Answer Write(LedgerView ledger)
    {
        var around = Provenance.Around(asked, ledger);
        var (now, before) = (ledger.Mrr(_frame.Period), ledger.Mrr(_frame.Before));
        if (CustomerWords.Empty(asked, ledger, now) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        return around with
        {
            Headline = Headline(now, before),
            Sentences = [CustomerWords.Lines(asked, now), .. Provenance.Qualifiers(asked)],
            Figures = [.. CustomerLine.All.Where(line => line.Of(now) != 0 || line.Of(before) != 0 || line.Kind is MovementKind.New or MovementKind.Churn).Select(line => Figure(line, now, before))],
            Table = _steps is { Periods.Count: > 1 } steps ? ByStep(steps, ledger) : Bridge(now, before),
            Chart = Picture.Draw(_trend, period => ledger.Mrr(period).Customers is > 0 and var paying ? paying : null, around.Footer),
            Suggestions = [new("By plan", (asked.Question with { By = Dimension.Plan }).ToString()), new("Who leaves?", "/churn")],
            Series = ledger.Rows(_steps?.Periods ?? [_frame.Period]),
        };
    }

    private static LinePicture Picture => new("Paying customers", Charts.Measure.Count) { Definition = "customers with MRR at month end" };

    private string Headline(PeriodMrr now, PeriodMrr before)
    {
        var (then, day) = asked.Question.Window is null ? (before.Customers, before.Period.LastDay) : (now.OpeningCustomers, now.Period.Start.AddDays(-1));
        var of = asked.Question.Only is null ? "" : asked.MetricName[asked.Question.MetricName.Length..].Replace(" of customers without", " without", StringComparison.Ordinal);
        return $"{Format.Counted(now.Customers, "paying customer")}{of} on {asked.Days.Day(_frame.Last)}, {CustomerWords.MoreOrFewer(now.Customers - then)} on {asked.Days.Day(day)}.";
    }

    private Figure Figure(CustomerLine line, PeriodMrr now, PeriodMrr before) => new(
        line.Label.ToLowerInvariant(), line.Label, Format.Count(Math.Abs(line.Of(now))), $"vs {Format.Count(Math.Abs(line.Of(before)))} {asked.Days.Within(before.Period.Start, before.Period.LastDay)}",
        Number: line.Of(now));

    private AnswerTable Bridge(PeriodMrr now, PeriodMrr before) => new(
        ["Customers", asked.Days.Span(now.Period.Start, now.Period.LastDay), asked.Days.Span(before.Period.Start, before.Period.LastDay)],
        [
            ["Opening", Format.Count(now.OpeningCustomers), Format.Count(before.OpeningCustomers)],
            .. CustomerLine.All.Where(line => line.Of(now) != 0 || line.Of(before) != 0)
                .Select(line => (IReadOnlyList<string>)[line.Label, Format.SignedCount(line.Of(now)), Format.SignedCount(line.Of(before))]),
            ["Closing", Format.Count(now.Customers), Format.Count(before.Customers)],
        ]);

    private AnswerTable ByStep(Steps steps, LedgerView ledger)
    {
        var rows = steps.Periods.Select(ledger.Mrr).ToList();
        var lines = CustomerLine.All.Where(line => rows.Any(row => line.Of(row) != 0)).ToList();
        return new(
            ["", .. lines.Select(line => line.Label), "Paying"],
            [
                [asked.Days.Day(_frame.First.AddDays(-1)), .. lines.Select(_ => ""), Format.Count(rows[0].OpeningCustomers)],
                .. rows.Select(row => (IReadOnlyList<string>)
                    [asked.Days.Day(row.Period.LastDay) + steps.Mark(row.Period, asked), .. lines.Select(line => Format.SignedCount(line.Of(row))), Format.Count(row.Customers)]),
            ],
            steps.Note(asked));
    }
}

/// <summary>Counts of customers in words.</summary>
internal static class CustomerWords
{
    /// <summary>"22 more than", "three fewer than", "as many as".</summary>
    public static string MoreOrFewer(int change) => change switch
    {
        0 => "as many as",
        > 0 => $"{Format.CountWord(change)} more than",
        _ => $"{Format.CountWord(-change)} fewer than",
    };

    /// <summary>"1–10 Nov: 15 new, two returned, seven left."</summary>
    public static string Lines(Asked asked, PeriodMrr row)
    {
        var lines = CustomerLine.All.Where(line => line.Of(row) != 0).Select(line => $"{Format.CountWord(Math.Abs(line.Of(row)))} {line.Said}").ToList();
        var span = asked.Days.Span(row.Period.Start, row.Period.LastDay);
        return lines.Count == 0 ? $"{span}: nobody came or left." : $"{span}: {string.Join(", ", lines)}.";
    }

    /// <summary>Null where somebody pays, or has paid.</summary>
    public static (string Finding, IReadOnlyList<string> Then)? Empty(Asked asked, LedgerView ledger, PeriodMrr now)
    {
        if (NothingYet.Of(asked, ledger, now) is { } nothing) return nothing;
        if (now.Customers != 0 || ledger.Snapshot.Cells.Any(cell => cell.Customers != 0)) return null;
        var trials = now.Trials == 0 ? (IReadOnlyList<string>)[] : [$"{Format.Counted(now.Trials, "trial")} running."];
        if (asked.Question.Only is not null)
            return ($"No customer {NotPaying(asked)} on {asked.Days.Day(now.Period.LastDay)}.", trials);
        return ($"No paying customers on {asked.Days.Day(now.Period.LastDay)}: nobody has paid by then.", trials);
    }

    /// <summary>"pays for plan Free", "of country DE pays": others may pay.</summary>
    private static string NotPaying(Asked asked)
    {
        var only = asked.MetricName[(asked.Question.MetricName.Length + " of ".Length)..];
        if (asked.Question.Only!.Key.Length == 0) return $"{only["customers ".Length..]} pays";
        return asked.Dimension == Dimension.Plan ? $"pays for {only}" : $"of {only} pays";
    }
}
