using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>Twelve months of MRR with what moved it, and of the whole company, today, six projected ones.</summary>
internal sealed class TrendPanel(PageAnswers answers, LedgerReader ledger, Company company)
{
    private const string Id = "trend";

    /// <param name="forecast">The question whose projection goes on from the months.</param>
    public async Task<PicturePanel?> ReadAsync(PageRequest request, PageLimits limits, string forecast, CancellationToken cancel)
    {
        var (findMonths, findForecast) = (answers.AskAsync(limits.QuestionOfYear(), request.Viewer, cancel), limits.IsOfAll ? answers.AskAsync(forecast, request.Viewer, cancel) : Task.FromResult<Answer?>(null));
        if (await findMonths is not { Kind: AnswerKind.Figures, Chart: not null, Series.Count: > 0 } months) return null;
        var projected = await findForecast is { Kind: AnswerKind.Figures, Chart: not null, Table: not null } found ? found : null;
        var picture = AnswerParts.Picture((projected ?? months).Chart!.Value, Id, TableOf(months, projected));
        return new("Revenue trend", $"{picture.Finding}. {(projected ?? months).Chart!.Value.Subtitle}", picture, AnswerParts.Links(request, projected ?? months, Id), await NotesAsync(months, projected is not null, cancel));
    }

    /// <summary>What happened in the months shown: the picture has room for some of it.</summary>
    /// <param name="isProjected">Twelve whole months stand before the running one.</param>
    private async Task<string?> NotesAsync(Answer months, bool isProjected, CancellationToken cancel)
    {
        var (first, last) = (months.Series[0].Period.Start.AddMonths(isProjected ? -1 : 0), months.Series[^1].Period.LastDay);
        var context = await answers.ReadAsync($"annotations {first} {last}", async stop => (LedgerSnapshot?)await ledger.ReadAsync(new LedgerQuery(Dimension.Total, [first, last.AddDays(1)]), stop), cancel);
        var days = new Days(last.Year);
        var notes = context!.Annotations.Where(note => note.Date >= first && note.Date <= last).OrderBy(note => note.Date).Select(note => $"{days.Day(note.Date)}: {note.Text}").ToList();
        return notes.Count == 0 ? null : string.Join(" · ", notes);
    }

    /// <summary>Every month with its movements, then the projected month ends with their range.</summary>
    private DataTable TableOf(Answer months, Answer? forecast)
    {
        var rows = months.Series;
        var shown = Line.All.Where(line => line.Always || rows.Any(row => line.Amount(row) != 0)).ToList();
        var money = MoneyFormat.For(company.Currency, rows.SelectMany(row => (long[])[row.Opening, row.Closing]));
        return new()
        {
            Id = Id, Caption = $"MRR and what moved it, {company.Currency.Code}",
            Columns = [new("Month"), new("MRR", true), .. shown.Select(line => new Column(line.Label, true)), .. forecast is null ? (Column[])[] : [new("80% range", true)]],
            Rows =
            [
                .. rows.Select(row => (IReadOnlyList<Cell>)[row.Period.Start.ToString("MMM yyyy", CultureInfo.InvariantCulture), Money(money, row.Closing), .. Amounts(row, shown, money), .. forecast is null ? (Cell[])[] : [""]]),
                .. forecast?.Table is { } projected ? projected.Rows.Select(row => (IReadOnlyList<Cell>)[$"{row[0]}, projected", AnswerParts.CellOf(row[1]), .. shown.Select(_ => new Cell("")), row[2]]) : [],
            ],
        };
    }

    private static IEnumerable<Cell> Amounts(PeriodMrr row, IReadOnlyList<Line> shown, MoneyFormat money)
    {
        var amounts = Line.ShownAmounts(row, money);
        return Line.All.Select((line, i) => (line, amount: amounts[i])).Where(one => shown.Contains(one.line)).Select(one => new Cell(money.SignedCell(one.amount)) { Raw = Units(one.amount) });
    }

    private static Cell Money(MoneyFormat money, long micros) => new(money.Cell(micros)) { Raw = Units(money.Round(micros)) };

    private static string Units(long micros) => (micros / 1_000_000m).ToString("0.######", CultureInfo.InvariantCulture);
}
