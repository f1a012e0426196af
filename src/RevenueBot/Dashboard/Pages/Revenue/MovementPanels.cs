using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Revenue;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>What moved MRR: month by month, over the period with the reasons, and by plan, country, segment or currency.</summary>
internal sealed class MovementPanels(PageAnswers answers, PageAsk ask, Company company)
{
    private const string MonthsId = "months", ReasonsId = "bridge", SplitId = "split", ChurnId = "churn-split";

    /// <summary>Beyond them the others stand together; a file has all.</summary>
    private const int MostKeys = 15;

    private static readonly Dimension[] _ways = [Dimension.Plan, Dimension.Segment, Dimension.Country, Dimension.Currency];

    public async Task<TablePanel?> MonthsAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var question = limits.OverMonths(Metric.Mrr);
        if (await answers.AskAsync(question.ToString(), request.Viewer, cancel) is not { Series: { Count: > 0 } series } answer) return null;
        var days = new Days(answer.AsOf?.Year ?? series[^1].Period.LastDay.Year);
        var (whole, money) = (MovementTable.Together(series), MovementTable.Money(series, company));
        var rows = series.Reverse().Select(row => MovementRow.Of(new Cell(Name(row.Period, days), ask.Receipt(question with { Window = WindowOf(row.Period), AsOf = null })) { IsReceipt = true, Sub = IsPart(row.Period) ? $"to {days.Day(row.Period.LastDay)}" : null }, row, money)).ToList();
        var table = MovementTable.Of((MonthsId, "MRR movements by month", "Month"), rows, MovementRow.Of("Together", whole, money), money);
        return new("MRR movements by month", answer.Headline, table, AnswerParts.Links(request, answer, MonthsId), "Every row adds up: opening and movements make the closing. A month opens its receipt.");
    }

    /// <param name="why">What moved MRR over the period.</param>
    public static ReasonsPanel? Reasons(PageRequest request, Answer why)
    {
        if (why.Chart?.Value is not { } chart || AnswerParts.Table(why, ReasonsId, "What moved MRR, by reason") is not { } table) return null;
        var links = AnswerParts.Links(request, why, ReasonsId);
        var reasons = table with { Columns = [new("Line"), .. table.Columns.Skip(1)], Rows = [.. Indented(table.Rows)] };
        return new(new("From opening to closing", chart.Title, AnswerParts.Picture(chart, ReasonsId, table), links with { Csv = null }), new("Reasons", string.Join(' ', why.Sentences.Skip(1)), reasons, links));
    }

    /// <summary>A reason stands quietly below its line; a file names both.</summary>
    private static IEnumerable<IReadOnlyList<Cell>> Indented(IReadOnlyList<IReadOnlyList<Cell>> rows)
    {
        var line = "";
        foreach (var row in rows)
        {
            var isReason = row[0].Text.StartsWith(' ');
            if (!isReason) line = row[0].Text.Split(" (")[0];
            yield return isReason ? [new Cell("", Sub: row[0].Text.Trim()) { Raw = $"{line}: {row[0].Text.Trim()}" }, .. row.Skip(1)] : row;
        }
    }

    public async Task<SplitPanel?> SplitAsync(PageRequest request, PageLimits limits, CancellationToken cancel)
    {
        var by = _ways.FirstOrDefault(way => Word(way) == request.Address["by"], Dimension.Plan);
        var question = limits.Over(Metric.Mrr) with { By = by, Only = null, Window = limits.Filter.Window ?? new Window.This(CalendarUnit.Month) };
        var findChurn = ChurnAsync(request, limits, by, cancel);
        if (await answers.AskAsync(question.ToString(), request.Viewer, cancel) is not { Series.Count: > 0, KeyNames: { } names } answer) return null;
        var keys = answer.Series.GroupBy(row => row.Key).Select(rows => MovementTable.Together([.. rows.OrderBy(row => row.Period.Start)])).ToList();
        var (whole, money) = (MovementTable.Sum(keys), MovementTable.Money(keys.Append(MovementTable.Sum(keys)), company));
        var parts = MovementRow.Parts([.. keys.Select(row => (new Cell(names[row.Key], ask.Receipt(question with { By = Dimension.Total, Only = new(by, row.Key) })) { IsReceipt = true }, row))], whole, money)
            .Where(row => row.Opening != 0 || row.Closing != 0 || row.Amounts.Any(amount => amount != 0)).OrderByDescending(row => row.Closing).ThenBy(row => row.Label.Text, StringComparer.Ordinal).ToList();
        var most = request.IsExport || parts.Count <= MostKeys ? parts.Count : MostKeys - 1;
        IReadOnlyList<MovementRow> rows = parts.Count > most ? [.. parts.Take(most), MovementRow.Together($"{parts.Count - most} others", parts[most..])] : parts;
        var table = MovementTable.Of((SplitId, $"MRR movements by {Word(by)}", Title(by)), rows, MovementRow.Of("Total", whole, money), money);
        IReadOnlyList<Tab> tabs = [.. _ways.Select(way => new Tab($"By {Word(way)}", request.Address.With("by", way == Dimension.Plan ? null : Word(way)) + "#split", way == by))];
        var twice = by is Dimension.Plan or Dimension.Currency ? $" A customer with two {(by == Dimension.Plan ? "plans" : "currencies")} counts in both." : "";
        return new(new($"MRR movements by {Word(by)}", Whole(limits) + answer.Headline, table, AnswerParts.Links(request, answer, SplitId), $"Each line has its receipt.{twice}"), await findChurn, tabs);
    }

    private async Task<TablePanel?> ChurnAsync(PageRequest request, PageLimits limits, Dimension by, CancellationToken cancel)
    {
        var question = limits.Over(Metric.Churn) with { By = by, Only = null };
        return await answers.AskAsync(question.ToString(), request.Viewer, cancel) is { } answer && AnswerParts.Table(answer, ChurnId, $"Churn by {Word(by)}") is { } table && answer.Table!.Columns is ["", ..]
            ? new($"Churn by {Word(by)}", Whole(limits) + answer.Headline, table with { Columns = [new(Title(by)), .. table.Columns.Skip(1)], Rows = [.. table.Rows.SkipLast(1)], Total = table.Rows[^1] }, AnswerParts.Links(request, answer, ChurnId))
            : null;
    }

    private static string Whole(PageLimits limits) => limits.Filter.Only is null ? "" : "Of the whole company. ";

    private static string Word(Dimension way) => way.ToString().ToLowerInvariant();

    private static string Title(Dimension way) => way.ToString();

    private static bool IsMonth(Period period) => period.Start.Day == 1 && Month.Of(period.Start) == Month.Of(period.LastDay);

    private static bool IsPart(Period period) => IsMonth(period) && period.End.Day != 1;

    private static string Name(Period period, Days days) => IsMonth(period) ? period.Start.ToString("MMM yyyy", CultureInfo.InvariantCulture) : days.Span(period.Start, period.LastDay);

    private static Window WindowOf(Period period) => IsMonth(period) ? new Window.InMonth(Month.Of(period.Start)) : new Window.Between(period.Start, period.LastDay);
}
