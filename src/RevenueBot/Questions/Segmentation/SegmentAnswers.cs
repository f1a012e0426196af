using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Segmentation;

/// <summary>"/segments": who pays or is in a trial, in groups by ordered rules, with what to do about each.</summary>
internal sealed class SegmentAnswers(SegmentSource source, LedgerReader ledger) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Segments];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        var (around, grid) = await ReadAsync(asked, cancel);
        if (grid.Total.Customers == 0) return around with { Headline = Nothing(asked, around) };
        return around with
        {
            Headline = Headline(asked, around, grid),
            Sentences = [.. Sentences(asked, grid)],
            Figures = Figures(asked, grid),
            Table = Table(asked, grid),
            Chart = SegmentPicture.Draw(grid, asked, around),
            Suggestions = [new("MRR by segment of customers", "/mrr by segment last 6 months"), new("Usage by plan", "/usage by plan")],
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var (around, grid) = await ReadAsync(asked, cancel);
        if (grid.Total.Customers == 0) return around with { Headline = Nothing(asked, around) };
        return around with
        {
            Headline = $"How the segments of {Day(asked, around)} add up to {Format.Money(grid.Total.Mrr, asked.Currency)} MRR",
            Sentences =
            [
                "Each customer belongs to the first rule it meets: " + string.Join("; ", source.Rules.Select(rule => rule.ToString())) + $"; {SegmentRule.Other}: everybody else.",
                "ARPU = MRR / paying customers. LTV = ARPU × gross margin / mean monthly churn of the segment, at most 60 months.",
                .. SegmentWords.Unrated(grid), .. FactQualifiers.Of(asked, "usage"),
            ],
            Table = Receipt(asked, grid),
            Proof = async ct => SegmentCustomerRow.Of(await source.CustomersAsync(around.AsOf!.Value, asked.DayIsOver, around.KnownAt, ct), around.AsOf.Value, source.Rules, asked.Currency),
        };
    }

    private async Task<(Answer Around, SegmentGrid Grid)> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var computed = await source.GetAsync(asked, cancel);
        return (Ahead.Around(asked, await ledger.ContextAsync(Dimension.Plan, asked.Day, asked.Question.KnownAt, cancel), computed.AsOf, source.Cadence), computed.Value);
    }

    private static string Day(Asked asked, Answer around) => asked.Days.Day(around.AsOf!.Value);

    private static string Nothing(Asked asked, Answer around) => $"Nobody pays or is in a trial on {Day(asked, around)}, so there are no segments.";

    /// <summary>"Growing Teams bring the most on 24 Nov: $9,310 of $21,400 MRR, from 61 of 213 customers."</summary>
    private static string Headline(Asked asked, Answer around, SegmentGrid grid)
    {
        var total = grid.Total;
        if (total.Mrr <= 0) return $"{Format.Counted(total.Customers, "customer")} on {Day(asked, around)}: {Format.Count(total.Paying)} pay, {Format.Count(total.Trials)} are in a trial.";
        var (most, money) = (grid.Rows.MaxBy(row => row.Mrr)!, MoneyFormat.For(asked.Currency, total.Mrr));
        return $"{most.Segment} bring the most on {Day(asked, around)}: {money.Text(most.Mrr)} of {money.Text(total.Mrr)} MRR, from {Format.Count(most.Customers)} of {Format.Counted(total.Customers, "customer")}.";
    }

    private static IEnumerable<string> Sentences(Asked asked, SegmentGrid grid)
    {
        yield return $"{Format.Count(grid.Total.Paying)} pay, {Format.Count(grid.Total.Trials)} are in a trial; every one is in one segment.";
        yield return SegmentWords.RiskMeans;
        if (SegmentWords.LtvReasons(grid.Rows) is { } reasons) yield return reasons;
        foreach (var sentence in SegmentWords.Unrated(grid)) yield return sentence;
        if (asked.Question.Window is not null) yield return "Segments are those of one day: ask \"as of\" that day.";
        if (asked.Question.By != Dimension.Total) yield return "The grid is not split further.";
        foreach (var sentence in FactQualifiers.Of(asked, "usage")) yield return sentence;
    }

    private static IReadOnlyList<Figure> Figures(Asked asked, SegmentGrid grid)
    {
        var total = grid.Total;
        return
        [
            new("customers", "Customers", Format.Count(total.Customers), $"{Format.Count(total.Trials)} in a trial", Number: total.Customers),
            new("mrr", "MRR", Format.Money(total.Mrr, asked.Currency), $"{Format.Counted(total.Paying, "paying customer")}", total.Mrr),
            total.Arpu is { } mean ? new("arpu", "ARPU", Format.Money(mean, asked.Currency), "of those who pay", mean) : new("arpu", "ARPU", Format.Undefined, "nobody pays"),
        ];
    }

    private static AnswerTable Table(Asked asked, SegmentGrid grid)
    {
        var arpu = MoneyFormat.For(asked.Currency, grid.Rows.Append(grid.Total).Select(row => row.Arpu ?? 0));
        var ltv = MoneyFormat.For(asked.Currency, grid.Rows.Select(row => row.Lifetime.Value ?? 0));
        IReadOnlyList<string> Row(SegmentRow row) =>
        [
            row.Segment, Format.Count(row.Customers), row.Arpu is { } mean ? arpu.Cell(mean) : Format.Undefined, row.Lifetime.Value is { } value ? ltv.Cell(value) : Format.Undefined,
            SegmentWords.Risk(row), row.Action,
        ];
        return new(["Segment", "Count", "ARPU", "LTV", "Churn risk", "Do next"], [.. grid.Rows.Select(Row), Row(grid.Total)], $"Unit: {asked.Currency.Code}. ARPU is of those who pay; LTV is from the segment's own churn, the paused counted as left.");
    }

    private static AnswerTable Receipt(Asked asked, SegmentGrid grid)
    {
        var money = MoneyFormat.For(asked.Currency, grid.Total.Mrr);
        var mrr = Rounding.ShownParts([.. grid.Rows.Select(row => row.Mrr)], money.Unit);
        IReadOnlyList<string> Row(SegmentRow row, long shown) =>
            [row.Segment, money.Cell(shown), Format.Count(row.Paying), Format.Count(row.Trials), string.Create(CultureInfo.InvariantCulture, $"{Format.Count(row.Left)} / {Format.Count(row.CustomerMonths)}")];
        return new(
            [$"Segment, {asked.Currency.Code}", "MRR", "Paying", "Trial", "Left / months"],
            [.. grid.Rows.Select((row, i) => Row(row, mrr[i])), Row(grid.Total, grid.Total.Mrr)]);
    }
}
