using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Ratios;

/// <summary>"/target": every target of the month, how far it is, and whether the pace is enough.</summary>
internal sealed class TargetAnswers(TargetFigures figures) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Target];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (view, month) = await ReadAsync(asked, cancel);
        var around = Provenance.Around(asked, view.Ledger);
        if (NothingYet.Of(asked, view.Ledger, view.Ledger.Mrr(month)) is { } empty) return around with { Headline = empty.Finding, Sentences = empty.Then };
        if (view.Rows.Count == 0) return around with { Headline = $"No target is set for {asked.Days.MonthName(Month.Of(month.Start))}.", Sentences = [Next(asked, view, month)] };
        TargetLine words = new(asked);
        return around with
        {
            Headline = words.Finding(view.Rows[0]),
            Sentences = [.. Sentences(asked, view, words)],
            Table = words.Table(view.Rows),
            Chart = TargetPicture.Draw(view.Rows, words, around.Footer),
            Suggestions = [new("MRR", "/mrr"), new("Forecast", "/forecast")],
            Series = view.Ledger.Rows([month]),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (view, month) = await ReadAsync(asked, cancel);
        TargetLine words = new(asked);
        return Provenance.Around(asked, view.Ledger) with
        {
            Headline = $"How the targets of {asked.Days.MonthName(Month.Of(month.Start))} are measured on {asked.Days.Day(month.LastDay)}",
            Sentences = [.. view.Rows.Select(words.Proof).OfType<string>(), .. Qualifiers(asked, view)],
            Table = words.Table(view.Rows),
            Series = view.Ledger.Rows([month]),
            Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. view.Rows.Select(TargetProofRow.Of)]),
        };
    }

    private async Task<(TargetView View, Period Month)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var last = asked.Question.Window is { } window ? asked.FrameOf(window).Last : asked.Day;
        Period month = new(Month.Of(last).FirstDay, last.AddDays(1));
        return (await figures.ReadAsync(asked, [month], cancel), month);
    }

    private static IEnumerable<string> Sentences(Asked asked, TargetView view, TargetLine words)
    {
        if (words.Needed(view.Rows[0]) is { } needed) yield return needed;
        if (EndOfSpan.Sentence(asked, "Targets are measured on the state") is { } end) yield return end;
        if (view.Rows.Count > 1)
        {
            var reached = view.Rows.Where(row => row.Progress?.State == TargetState.Reached).Select(row => row.Name).ToList();
            yield return $"{reached.Count} of {view.Rows.Count} targets {(reached.Count == 1 ? "is" : "are")} reached{(reached.Count == 0 ? "" : $": {string.Join(", ", reached)}")}.";
        }

        foreach (var row in view.Rows.Where(row => row.Metric is null)) yield return $"There is no figure called “{row.Target.Metric}” to measure its target with.";
        foreach (var sentence in Qualifiers(asked, view)) yield return sentence;
    }

    private static IEnumerable<string> Qualifiers(Asked asked, TargetView view) =>
        [.. Provenance.Qualifiers(asked), .. view.Rows.Any(row => row.Metric == TargetMetric.Nps) ? FactQualifiers.Of(asked, "responses") : []];

    private static string Next(Asked asked, TargetView view, Period month) =>
        view.Ledger.Snapshot.Targets.FirstOrDefault(target => target.Month > Month.Of(month.Start)) is { } next
            ? $"The next is for {asked.Days.MonthName(next.Month)}: {TargetMetric.Find(next.Metric)?.Name ?? next.Metric} {new TargetLine(asked).Goal(next, TargetMetric.Find(next.Metric))}."
            : "Import a file of targets to set one: metric, month, kind and value.";
}
