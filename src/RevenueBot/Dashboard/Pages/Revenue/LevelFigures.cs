using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Revenue;

/// <summary>The first row: MRR, what was added to it, ARR and committed MRR.</summary>
internal sealed class LevelFigures(PageAnswers answers, TopFigures top, Company company)
{
    private const int MonthsPerYear = 12;

    /// <param name="asked">The balance at the end of the period, and what moved it over the period.</param>
    public async Task<IReadOnlyList<Tile>> ReadAsync(PageRequest request, PageLimits limits, (Answer Mrr, Answer Why) asked, CancellationToken cancel)
    {
        var arr = await answers.AskAsync(limits.Question(Metric.Arr), request.Viewer, cancel);
        return [.. ((Tile?[])[await top.MrrAsync(asked.Mrr, limits, cancel), NetNew(asked.Why), Arr(arr), Committed(asked.Mrr)]).OfType<Tile>()];
    }

    private static Tile? NetNew(Answer why) => FigureOf(why, "net") is not { } net ? null : TileOf("net-new", net.Label, net.Value, why) with { Note = net.Comparison };

    /// <summary>Twelve times MRR, written as its answer writes it.</summary>
    private Tile? Arr(Answer? arr)
    {
        if (arr is not { Series: [var now, var before, ..] }) return null;
        var (closing, then) = (now.Closing * MonthsPerYear, before.Closing * MonthsPerYear);
        var money = MoneyFormat.For(company.Currency, now.Opening * MonthsPerYear, closing, then);
        return TileOf("arr", "ARR, run rate", money.Text(closing), arr) with { Note = "MRR × 12", Delta = Delta.Of($"{Questions.Answers.ChangeWords.Signed(then, closing, money)} vs {new Days(arr.AsOf?.Year ?? now.Period.LastDay.Year).Day(before.Period.LastDay)}") };
    }

    private static Tile? Committed(Answer mrr) => FigureOf(mrr, "committed") is not { } committed ? null : TileOf("committed", committed.Label, committed.Value, mrr) with { Note = committed.Comparison };

    private static Figure? FigureOf(Answer answer, string key) => answer.Figures.FirstOrDefault(figure => figure.Key == key);

    private static Tile TileOf(string id, string label, string value, Answer answer) => new()
    {
        Id = id, Label = label, Value = value, AsOf = AnswerParts.AsOf(answer), Receipt = AnswerParts.Receipt(answer), IsStale = answer.Notice is not null,
    };
}
