using RevenueBot.Questions;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages;

/// <summary>Today, as <c>/today</c> tells it.</summary>
internal sealed class TodayFigures(PageAnswers answers)
{
    /// <summary>The figures of the answer that stand in the row, and whether more of them is good news.</summary>
    private static readonly (string Key, string Label)[] _shown =
        [("active_trials", "Active trials"), ("signups", "New today"), ("cancels_clicked", "Cancels clicked"), ("subscriptions_ended", "Ended today"), ("revenue", "Revenue today")];

    public async Task<IReadOnlyList<Tile>> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (await answers.AskAsync("/today", request.Viewer, cancel) is not { } today) return [];
        var figures = today.Figures.ToDictionary(figure => figure.Key);
        return [.. _shown.Where(one => figures.ContainsKey(one.Key)).Select(one => TileOf(figures[one.Key], one.Label, today))];
    }

    private static Tile TileOf(Figure figure, string label, Answer today) => new()
    {
        Id = figure.Key.Replace('_', '-'), Label = label, Value = figure.Value, Note = figure.Comparison, Receipt = figure.Key == "revenue" ? AnswerParts.Receipt(today) : null,
    };
}
