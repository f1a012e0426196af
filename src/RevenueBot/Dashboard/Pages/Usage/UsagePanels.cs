using RevenueBot.Metrics;
using RevenueBot.Questions;
using RevenueBot.Questions.Usage;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Usage;

namespace RevenueBot.Dashboard.Pages.Usage;

/// <summary>Who is active and what they use, as <c>/usage</c> and <c>/usage by plan</c> tell it.</summary>
internal static class UsagePanels
{
    public const string HowToSend = "Send it with an API key: POST /api/v1/import/usage, one line for each use with customer_id, user_id, metric, quantity and recorded_at; or load a file with `import usage.csv`. Figures follow within the hour.";

    private const string TrendId = "daily", PlansId = "plans", MetricsId = "metrics";

    private static readonly string[] _tiles = ["daily_users", "weekly_users", "people", "stickiness"];

    public static IReadOnlyList<Tile> Tiles(Answer usage) =>
        [.. _tiles.Select(key => usage.Figures.FirstOrDefault(figure => figure.Key == key)).OfType<Figure>().Select(figure => TileOf(figure, usage))];

    /// <summary>Day by day, the plan of each day.</summary>
    public static PicturePanel? Trend(PageRequest request, Answer usage, UsageView view)
    {
        if (usage.Chart?.Value is not { } chart) return null;
        var plans = view.Plans.Where(plan => view.Daily(plan, view.Drawn).Any(users => users > 0)).ToList();
        var daily = plans.Select(plan => view.Daily(plan, view.Drawn)).ToList();
        Days days = new(view.Span.LastDay.Year);
        DataTable table = new()
        {
            Id = TrendId, Caption = "Active users of each day, by plan", Columns = [new("Day"), .. plans.Select(plan => new Column(view.PlanName(plan), true)), new("All", true)],
            Rows = [.. Enumerable.Range(0, view.Drawn.End.DayNumber - view.Drawn.Start.DayNumber).Select(day => (IReadOnlyList<Cell>)
            [
                new Cell(days.Day(view.Drawn.Start.AddDays(day))) { Raw = Questions.Language.Iso.Day(view.Drawn.Start.AddDays(day)) }, .. daily.Select(plan => Count(plan[day])), Count(daily.Sum(plan => plan[day])),
            ])],
        };
        return new("Daily active users by plan", chart.Title, AnswerParts.Picture(chart, TrendId, table), AnswerParts.Links(request, usage, TrendId));
    }

    /// <summary>By the plan of the day, with the quantity of the metric that the address names; else of the one that most use.</summary>
    public static PlansPanel? Plans(PageRequest request, Answer usage, UsageView view)
    {
        if (view.Total.UserDays == 0) return null;
        var metric = view.Metrics.FirstOrDefault(known => known.Metric == request.Address["metric"])?.Metric ?? (view.Metrics is [var first, ..] ? first.Metric : "");
        var plans = UsageTables.ByPlan(view, metric);
        DataTable table = new()
        {
            Id = PlansId, Caption = $"Usage by plan, {metric}", Columns = [.. plans.Columns.Select((name, i) => new Column(name, i > 0))], Note = plans.Note,
            Rows = [.. plans.Rows.SkipLast(1).Select(Cells)], Total = Cells(plans.Rows[^1]),
        };
        return new(
            new("Usage by plan", $"{Name(metric)} and active users in {view.Days}", table, AnswerParts.Links(request, usage, PlansId)),
            [.. view.Metrics.Select(known => new Tab(Name(known.Metric), request.Address.With("metric", known.Metric == view.Metrics[0].Metric ? null : known.Metric) + "#plans", known.Metric == metric))]);
    }

    public static TablePanel? Metrics(PageRequest request, Answer usage) => AnswerParts.Table(usage, MetricsId, "Usage by metric") is not { } table ? null
        : new("Usage by metric", string.Join(' ', usage.Sentences.Take(1)), table with { Rows = [.. table.Rows.SkipLast(1)], Total = table.Rows[^1] }, AnswerParts.Links(request, usage, MetricsId), string.Join(' ', usage.Sentences.Skip(1)));

    /// <summary>"API calls" is sent as <c>API_calls</c>.</summary>
    public static string Name(string metric) => Format.Capital(metric.Replace('_', ' '));

    private static IReadOnlyList<Cell> Cells(IReadOnlyList<string> row) => [row[0], .. row.Skip(1).Select(AnswerParts.CellOf)];

    private static Cell Count(int number) => Cell.Of(Format.Count(number), number);

    private static Tile TileOf(Figure figure, Answer usage) => new()
    {
        Id = figure.Key.Replace('_', '-'), Label = figure.Label, Value = figure.Value, Delta = Delta.Of(figure.Comparison), Spark = null,
        AsOf = AnswerParts.AsOf(usage), Receipt = AnswerParts.Receipt(usage), IsStale = usage.Notice is not null,
    };
}
