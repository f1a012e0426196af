using RevenueBot.Metrics;
using RevenueBot.Metrics.Nps;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Nps;

/// <summary>"/nps": promoters minus detractors of the last 90 days or of the span that was asked for.</summary>
internal sealed class NpsAnswers(NpsReader reader, LedgerReader ledger) : IMetricAnswers
{
    /// <summary>The window of a plain question, and the one that targets are measured on.</summary>
    public const int UsualDays = 90;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Nps];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (around, frame, figures) = await ReadAsync(asked, cancel);
        if (figures.Now.Responses == 0) return around with { Headline = Nothing(asked, frame, figures), Suggestions = Follow(asked) };
        return around with
        {
            Headline = $"NPS is {NpsWords.Score(figures.Now)} {Within(asked, frame.Period)}, {NpsWords.Change(figures.Now, figures.Before, Span(asked, frame.Before))}.",
            Sentences = [.. Sentences(asked, figures)],
            Figures = Figures(asked, frame, figures),
            Table = asked.Question.Window is null || figures.Months.Count < 2 ? Groups(asked, frame, figures) : ByMonth(asked, figures),
            Chart = Picture(figures).DrawSteps([.. figures.Months.Select(month => month.Period)], asked, period => figures.Months.Single(month => month.Period == period).Score.Points, around.Footer),
            Suggestions = Follow(asked),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (around, frame, figures) = await ReadAsync(asked, cancel);
        if (figures.Now.Points is not { } points) return around with { Headline = Nothing(asked, frame, figures) };
        var now = figures.Now;
        return around with
        {
            Headline = $"How NPS of {NpsWords.Points(points)} {Within(asked, frame.Period)} adds up",
            Sentences =
            [
                $"NPS = 100 × (promoters − detractors) / responses = 100 × ({now.Promoters} − {now.Detractors}) / {now.Responses} = {NpsWords.Points(points)}.",
                now.Margin is { } margin ? $"Margin (95%) = 100 × 1.96 × √((p + d − (p − d)²) / n) = {NpsWords.Points(margin)}." : "All answers are of one group, so the margin is not known.",
                "The last answer of each person in the span counts.",
            ],
            Table = Groups(asked, frame, figures),
            Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. figures.Answers.Select(NpsRow.Of)]),
        };
    }

    private async Task<(Answer Around, Frame Frame, NpsFigures Figures)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Total, asked.Day, asked.Question.KnownAt, cancel);
        var frame = asked.FrameOf(asked.Question.Window ?? new Window.Last(UsualDays, CalendarUnit.Day));
        var figures = await NpsFigures.ReadAsync(reader, frame, asked.Calendar, asked.Question.KnownAt, cancel);
        return (Provenance.Around(asked, snapshot.Sources, snapshot.ProfileName), frame, figures);
    }

    private static LinePicture Picture(NpsFigures figures) => new("NPS", Charts.Measure.Score)
    {
        Definition = "promoters minus detractors, % of responses", Reason = "no responses",
    };

    private static string Nothing(Asked asked, Frame frame, NpsFigures figures) =>
        $"NPS: {Format.Undefined} (no responses {Within(asked, frame.Period)})." + (figures.Before.Responses == 0 ? ""
            : $" {Format.Capital(Within(asked, frame.Before))} it was {NpsWords.Score(figures.Before)}.");

    private static IEnumerable<string> Sentences(Asked asked, NpsFigures figures)
    {
        var now = figures.Now;
        yield return $"{Format.Counted(now.Promoters, "promoter")} (9–10), {Format.Counted(now.Passives, "passive")} (7–8), {Format.Counted(now.Detractors, "detractor")} (0–6).";
        if (NpsWords.TargetSentence(now, figures.Target, asked.Days) is { } target) yield return target;
        if (asked.Question.By != Dimension.Total || asked.Question.Only is not null) yield return "NPS is shown for all customers: it is not split.";
        foreach (var sentence in FactQualifiers.Of(asked, "responses")) yield return sentence;
    }

    private static IReadOnlyList<Figure> Figures(Asked asked, Frame frame, NpsFigures figures)
    {
        var (now, before) = (figures.Now, figures.Before);
        var versus = Within(asked, frame.Before);
        return
        [
            new("nps", "NPS", NpsWords.Points(now.Points!.Value), before.Points is { } then ? $"vs {NpsWords.Points(then)} {versus}" : null, Number: now.Points),
            now.Margin is { } margin
                ? new("margin", "Margin (95%)", $"±{NpsWords.Points(margin)}", Number: margin)
                : new("margin", "Margin (95%)", Format.Undefined, "all answers are of one group"),
            new("responses", "Responses", Format.Count(now.Responses), $"vs {Format.Count(before.Responses)} {versus}", Number: now.Responses),
        ];
    }

    private static AnswerTable Groups(Asked asked, Frame frame, NpsFigures figures)
    {
        var (now, before) = (figures.Now, figures.Before);
        var shares = Format.Shares([now.Promoters, now.Passives, now.Detractors]);
        IReadOnlyList<string> Row(string label, string share, Func<NpsScore, int> count) => [label, Format.Count(count(now)), share, Format.Count(count(before))];
        return new(
            ["Responses", Span(asked, frame.Period), "Share", "Before"],
            [Row("Promoters", shares[0], s => s.Promoters), Row("Passives", shares[1], s => s.Passives), Row("Detractors", shares[2], s => s.Detractors), Row("Total", Format.Percent(1), s => s.Responses)],
            $"Before: {Span(asked, frame.Before)}.");
    }

    private static AnswerTable ByMonth(Asked asked, NpsFigures figures) => new(
        ["Month", "NPS", "Margin", "Responses"],
        [
            .. figures.Months.Select(month => (IReadOnlyList<string>)
            [
                Label(asked, month.Period), month.Score.Points is { } points ? NpsWords.Points(points) : Format.Undefined,
                month.Score.Margin is { } margin ? $"±{NpsWords.Points(margin)}" : Format.Undefined, Format.Count(month.Score.Responses),
            ]),
        ],
        "The last answer of each person in the month counts; – stands for months without responses.");

    /// <summary>"November", or the days of a part of it.</summary>
    private static string Label(Asked asked, Period period) =>
        period == Period.Of(Month.Of(period.Start)) ? asked.Days.MonthName(Month.Of(period.Start)) : Span(asked, period) + "†";

    private static string Span(Asked asked, Period period) => asked.Days.Span(period.Start, period.LastDay);

    private static string Within(Asked asked, Period period) => asked.Days.Within(period.Start, period.LastDay);

    private static IReadOnlyList<Suggestion> Follow(Asked asked) =>
        [new("NPS, last 12 months", (asked.Question with { Window = new Window.Last(12, CalendarUnit.Month) }).ToString()), new("Segments", "/segments")];
}
