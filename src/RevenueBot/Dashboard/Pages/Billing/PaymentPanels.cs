using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Payments;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Billing;

/// <summary>What <c>/payments</c> answers, with what it is made of.</summary>
internal sealed record PaymentAnswer(PaymentView View, Answer Answer);

/// <summary>What came in and what did not, as <c>/payments</c> tells it of the period and month by month.</summary>
internal sealed class PaymentPanels(PaymentFigures figures, PageAnswers answers, PageAsk ask, Company company)
{
    private const string LinesId = "lines", ReasonsId = "reasons", MonthsId = "months", TrendId = "received";

    private static readonly (string Key, bool? MoreIsGood)[] _tiles = [("received", true), ("failed", null), ("recovered", null), ("given_back", null)];

    public static IReadOnlyList<Tile> Tiles(Answer payments, Answer months) =>
        [.. _tiles.Select(tile => (tile, Figure: payments.Figures.FirstOrDefault(figure => figure.Key == tile.Key))).Where(one => one.Figure is not null).Select(one => TileOf(one.Figure!, one.tile.MoreIsGood, payments, months))];

    /// <summary>What makes up the sum; a period of several months is told by its months instead.</summary>
    public static TablePanel Lines(PageRequest request, Answer payments, PaymentView view) =>
        new("Money in, and what went back", payments.Headline, payments.Table is null ? Nothing() : LinesOf(view), AnswerParts.Links(request, payments, payments.Table is null ? null : LinesId));

    /// <summary>Why payments failed, and what has become of them.</summary>
    public TablePanel Reasons(PageRequest request, Answer payments, PaymentView view)
    {
        var money = MoneyFormat.For(company.Currency, view.Now.Failed.All.Micros);
        var rows = view.Reasons.Select(reason => RowOf(Format.Capital(PaymentWords.ReasonOf(reason.Reason)), reason.Sum, money)).ToList();
        DataTable table = new()
        {
            Id = ReasonsId, Caption = "Failed payments by reason", Columns = [new("Reason"), new("Failed", true), new(company.Currency.Code, true), new("Paid later", true), new("Open", true), new("Lost", true)],
            Rows = rows, Total = rows.Count == 0 ? null : RowOf("All", view.Now.Failed, money), Empty = new("No payment failed", "What fails is counted once, on the day of its first try, however often it is tried."),
        };
        var finding = payments.Sentences.FirstOrDefault(sentence => sentence.Contains(" failed", StringComparison.Ordinal)) ?? "";
        return new("Failed payments by reason", finding, table, AnswerParts.Links(request, payments, rows.Count == 0 ? null : ReasonsId), "Without tax. Open: its subscription still counts in MRR. Lost: it counts no longer.");
    }

    /// <summary>Payments of a question with its answer, read once for both.</summary>
    public async Task<PaymentAnswer> ReadAsync(Question question, CancellationToken cancel)
    {
        return (await answers.ReadAsync(question.ToString(), ReadAsync, cancel))!;

        async Task<PaymentAnswer?> ReadAsync(CancellationToken stop)
        {
            var view = await figures.ReadAsync(ask.Of(Metric.Payments) with { Question = question }, stop);
            return new(view, PaymentAnswers.Write(view));
        }
    }

    public static (PicturePanel? Trend, TablePanel? Months) Months(PageRequest request, Answer months)
    {
        if (AnswerParts.Table(months, MonthsId, "Payments by month") is not { } table || !table.Columns.Any(column => column.Name == "Received")) return (null, null);
        var picture = AnswerParts.Picture(months, TrendId);
        return (
            picture is null ? null : new("Payments received", picture.Finding, picture, AnswerParts.Links(request, months, TrendId)),
            new("Payments by month", months.Headline, table with { Columns = [new("Month"), .. table.Columns.Skip(1)], Rows = [.. table.Rows.SkipLast(1)], Total = table.Rows[^1] }, AnswerParts.Links(request, months, MonthsId)));
    }

    private static DataTable LinesOf(PaymentView view)
    {
        var lines = new PaymentWords(view).Lines();
        return new()
        {
            Id = LinesId, Caption = "What came in, what went back and what failed", Note = lines.Note, Columns = [new("Line"), .. lines.Columns.Skip(1).Select(name => new Column(name, true))],
            Rows = [.. lines.Rows.Select(row => (IReadOnlyList<Cell>)[Label(row[0]), .. row.Skip(1).Select(AnswerParts.CellOf)])],
        };
    }

    /// <summary>What has become of the failed stands quietly below them; a file names both.</summary>
    private static Cell Label(string label) => char.IsLower(label[0]) ? new Cell("", Sub: label) { Raw = $"Failed: {label}" } : new Cell(label);

    private static DataTable Nothing() => new()
    {
        Id = LinesId, Caption = "Payments", Columns = [new("Line")], Rows = [],
        Empty = new("No payment in these days", "Payments arrive with Stripe, or with a file: POST /api/v1/import/payments, or `import payments.csv`. Choose another period for others."),
    };

    private static IReadOnlyList<Cell> RowOf(string label, Metrics.Payments.FailedSum sum, MoneyFormat money) =>
    [
        label, Cell.Of(Format.Count(sum.All.Count), sum.All.Count), Cell.Of(money.Cell(sum.All.Micros), money.Round(sum.All.Micros) / 1_000_000m),
        Cell.Of(Format.Count(sum.Recovered.Count), sum.Recovered.Count), Cell.Of(Format.Count(sum.Open.Count), sum.Open.Count), Cell.Of(Format.Count(sum.Lost.Count), sum.Lost.Count),
    ];

    private static Tile TileOf(Figure figure, bool? moreIsGood, Answer payments, Answer months) => new()
    {
        Id = figure.Key.Replace('_', '-'), Label = figure.Label, Value = figure.Value, Delta = moreIsGood is null ? null : Delta.Of(figure.Comparison, moreIsGood), Note = moreIsGood is null ? figure.Comparison : null,
        Spark = figure.Key == "received" ? AnswerParts.Spark("Payments received", months) : null, AsOf = AnswerParts.AsOf(payments), Receipt = AnswerParts.Receipt(payments), IsStale = payments.Notice is not null,
    };
}
