using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>"/ltv": what a customer is worth until it leaves, with its range.</summary>
internal sealed class LtvAnswers(LtvFigures figures) : IMetricAnswers
{
    private const decimal MicrosPerUnit = 1_000_000m;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Ltv];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (view, frame, steps) = await ReadAsync(asked, cancel);
        var around = Provenance.Around(asked, view.Ledger);
        if (NothingYet.Of(asked, view.Ledger, view.Ledger.Mrr(frame.Period)) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        var (now, before) = (view.Values[frame.Period], view.Values[frame.Before]);
        LtvWords words = new(asked, figures.GrossMargin, MoneyFormat.For(asked.Currency, [.. view.Values.Values.Select(ltv => ltv.Value.Rounded).OfType<long>()]));
        return around with
        {
            Headline = words.Headline(now, before, frame),
            Sentences = [.. Whole(asked), .. words.Sentences(now, view.Ledger.Mrr(frame.Period)), .. RatioPlan.Limits(asked, view.Ledger, view.Ledger.Mrr(frame.Period))],
            Figures = words.Figures(now, view.Ledger.Mrr(frame.Period)),
            Table = steps.Periods.Count > 1 && asked.Question.Window is not null ? ByStep(asked, view, steps, words) : words.Months(now),
            Chart = words.Picture(now).DrawSteps(asked.Question.Window is null ? [] : steps.Periods, asked, step => view.Values[step].Value.Value / MicrosPerUnit, around.Footer),
            Suggestions = [new("Churn", "/churn"), new("Realised CLV by plan", "/clv")],
            Series = view.Ledger.Rows([frame.Period]),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (view, frame, _) = await ReadAsync(asked, cancel);
        var (now, row) = (view.Values[frame.Period], view.Ledger.Mrr(frame.Period));
        LtvWords words = new(asked, figures.GrossMargin, MoneyFormat.For(asked.Currency, now.Value.Rounded ?? 0));
        return Provenance.Around(asked, view.Ledger) with
        {
            Headline = words.Receipt(now, row, frame),
            Sentences = [.. words.Sentences(now, row)],
            Table = words.Months(now),
            Series = view.Ledger.Rows([frame.Period]),
            Proof = _ => Task.FromResult(LtvRow.Of(now, row, figures.GrossMargin, asked.Currency)),
        };
    }

    private async Task<(LtvView View, Frame Frame, Steps Steps)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var frame = asked.FrameOf(asked.Question.Window ?? new Window.This(CalendarUnit.Month));
        var steps = Steps.Of(frame);
        IReadOnlyList<Period> more = asked.Question.Window is null ? [] : steps.Periods;
        return (await figures.ReadAsync(asked, [frame.Period, frame.Before, .. more], cancel), frame, steps);
    }

    private static IEnumerable<string> Whole(Asked asked)
    {
        if (EndOfSpan.Sentence(asked, "LTV is") is { } end) yield return end;
        if (asked.Question.By != Dimension.Total) yield return "LTV is of all customers: the churn of one part is too thin to divide by. Realised CLV is by plan: /clv.";
    }

    private static AnswerTable ByStep(Asked asked, LtvView view, Steps steps, LtvWords words) => new(
        [asked.Currency.Code, "LTV", "Low", "High", "Churn"],
        [.. steps.Periods.Select(step => (IReadOnlyList<string>)[asked.Days.Day(step.LastDay) + steps.Mark(step, asked), .. words.Cells(view.Values[step])])],
        steps.Note(asked));
}

/// <summary>LTV in words.</summary>
internal sealed record LtvWords(Asked Asked, decimal GrossMargin, MoneyFormat Money)
{
    /// <summary>"LTV is $2,348 on 10 Nov (80% range $2,100–$2,630), up $20 (+0.9%) vs 10 Oct." "LTV: – on 10 Nov (fewer than 10 churns)."</summary>
    public string Headline(LtvEstimate now, LtvEstimate before, Frame frame)
    {
        var day = Asked.Days.Day(frame.Last);
        if (now.Value.Rounded is not { } value) return $"LTV: {Format.Undefined} on {day} ({RatioWords.Why(now.Value.Why!.Value)}).";
        var change = before.Value.Rounded is { } then ? $", {ChangeWords.UpOrDown(then, value, Money)} vs {Asked.Days.Day(frame.Before.LastDay)}" : "";
        return $"LTV is {Money.Text(value)} on {day} ({Range(now)}){change}.";
    }

    public string Receipt(LtvEstimate now, PeriodMrr row, Frame frame)
    {
        var value = now.Value.Rounded is { } micros ? Money.Text(micros) : $"{Format.Undefined} ({RatioWords.Why(now.Value.Why!.Value)})";
        var cap = now.IsCapped ? $" × {LtvEstimate.LongestMonths} months (capped)" : $" ÷ {ExactChurn(now)} mean monthly churn";
        var arpa = RevenueRatios.Arpa(row);
        return $"LTV on {Asked.Days.Day(frame.Last)}: {(arpa.Rounded is { } mean ? Format.Money(mean, Asked.Currency) : Format.Undefined)} ARPA × {Margin} gross margin{cap} = {value}";
    }

    public IEnumerable<string> Sentences(LtvEstimate now, PeriodMrr row)
    {
        if (RevenueRatios.Arpa(row).Rounded is { } arpa)
            yield return $"ARPA {Format.Money(arpa, Asked.Currency)} × {Margin} gross margin ÷ {Churn(now)} mean monthly churn of {Span(now)}.";
        yield return now.Value.Why is Undefined.TooFewChurns
            ? $"{Format.Counted(now.Churns, "churn")} in these months; LTV needs {LtvEstimate.FewestChurns}."
            : $"{Format.Counted(now.Churns, "churn")} in {Format.Counted(now.Months.Count, "month")}.";
        if (now is { Value.Value: not null, Low: not null }) yield return "The range holds the chance in the number of churns alone.";
        if (now is { IsCapped: true, Value.Value: not null }) yield return $"Capped at {LtvEstimate.LongestMonths} months: at this churn a customer would stay {Math.Round(now.Lifetime!.Value, MidpointRounding.AwayFromZero).ToString("N0", CultureInfo.InvariantCulture)}.";
    }

    public IReadOnlyList<Figure> Figures(LtvEstimate now, PeriodMrr row)
    {
        var arpa = RevenueRatios.Arpa(row);
        return
        [
            now.Value.Rounded is { } value ? new("ltv", "LTV", Money.Text(value), Range(now), value) : new("ltv", "LTV", Format.Undefined, RatioWords.Why(now.Value.Why!.Value)),
            arpa.Rounded is { } mean ? new("arpa", "ARPA", Format.Money(mean, Asked.Currency), Micros: mean) : new("arpa", "ARPA", Format.Undefined, RatioWords.Why(arpa.Why!.Value)),
            now.MeanChurn is { } churn
                ? new("churn", "Mean monthly churn", Format.Percent(churn), $"{Format.Counted(now.Churns, "churn")} in {Span(now)}", Number: churn)
                : new("churn", "Mean monthly churn", Format.Undefined, RatioWords.Why(Undefined.NoWholeMonth)),
        ];
    }

    public LinePicture Picture(LtvEstimate now) => new("LTV", Charts.Measure.Money(Asked.Currency.Code))
    {
        Definition = "ARPA × gross margin ÷ mean monthly churn", Reason = now.Value.Why is { } why ? RatioWords.Why(why) : null,
    };

    /// <summary>The months of churn behind the figure.</summary>
    public AnswerTable Months(LtvEstimate now) => new(
        ["Month", "Customers", "Left", "Churn"],
        [.. now.Months.Select(month => (IReadOnlyList<string>)[Asked.Days.MonthName(month.Month), Format.Count(month.Opening), Format.Count(month.Left), Format.Percent((decimal)month.Left / month.Opening)])],
        "Customers at the start of the month, and those of them who did not pay at its end.");

    public IEnumerable<string> Cells(LtvEstimate ltv) =>
        [Cell(ltv.Value.Rounded), Cell(ltv.Low), Cell(ltv.High), ltv.MeanChurn is { } churn ? Format.Percent(churn) : Format.Undefined];

    private string Cell(long? micros) => micros is { } value ? Money.Cell(value) : Format.Undefined;

    private string Range(LtvEstimate now) => $"80% range {Money.Text(now.Low!.Value)}–{Money.Text(now.High!.Value)}";

    private static string Churn(LtvEstimate now) => now.MeanChurn is { } churn ? Format.Percent(churn) : Format.Undefined;

    /// <summary>In a proof a rate has digits enough to compute with.</summary>
    private static string ExactChurn(LtvEstimate now) => now.MeanChurn is { } churn
        ? Math.Round(churn * 100, 3, MidpointRounding.AwayFromZero).ToString("0.000", CultureInfo.InvariantCulture) + "%" : Format.Undefined;

    private string Margin => (GrossMargin * 100).ToString("0.#", CultureInfo.InvariantCulture) + "%";

    private string Span(LtvEstimate now) =>
        now.Months.Count == 0 ? "no month" : now.Months.Count == 1 ? Asked.Days.MonthName(now.Months[0].Month) : $"{Asked.Days.MonthName(now.Months[0].Month)}–{Asked.Days.MonthName(now.Months[^1].Month)}";
}
