using RevenueBot.Configuration;
using RevenueBot.Questions;
using RevenueBot.WebDashboard;

namespace RevenueBot.Dashboard;

/// <summary>The overview is the answers to two questions: what MRR is, and why it changed.</summary>
internal sealed class OverviewSource(Asker asker, Company company, TimeProvider time)
{
    public async Task<OverviewModel> ReadAsync(CancellationToken cancel)
    {
        var now = new AskContext(time.GetUtcNow());
        var mrr = await asker.AskAsync("mrr", now, cancel);
        var why = await asker.AskAsync("why", now, cancel);
        return new OverviewModel
        {
            Company = company.Name,
            Notice = mrr.Notice,
            Headline = mrr.Headline,
            Sentences = mrr.Sentences,
            Figures = [.. mrr.Figures.Select(figure => new OverviewFigure(figure.Label, figure.Value, figure.Comparison))],
            Charts = [.. Pictures(mrr), .. Pictures(why)],
            Table = why.Table is { } table ? new OverviewTable(table.Columns, table.Rows, table.Note) : null,
            Footer = mrr.Footer,
        };
    }

    private static IEnumerable<OverviewChart> Pictures(Answer answer) =>
        answer.Chart is { Value: var chart } ? [new OverviewChart(chart.Svg, chart.AltText)] : [];
}
