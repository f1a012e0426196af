using RevenueBot.Charts;
using RevenueBot.Questions;
using RevenueBot.Questions.Retention;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;
using Metric = RevenueBot.Questions.Language.Metric;

namespace RevenueBot.Dashboard.Pages;

/// <summary>Cohorts as curves of customers, and as what is left of each one's MRR.</summary>
internal sealed class CohortPanels(CohortDesk desk, PageAnswers answers, PageAsk ask)
{
    private const string CurvesId = "curves", RevenueId = "revenue-cohorts";

    private sealed record Drawn(Picture Curves, Picture Revenue);

    public async Task<(PicturePanel? Curves, PicturePanel? Revenue)> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        if (await answers.AskAsync("/cohorts", request.Viewer, cancel) is not { Kind: AnswerKind.Figures, Chart: not null } cohorts) return (null, null);
        if (await answers.ReadAsync("cohort panels", DrawAsync, cancel) is not { } drawn) return (null, null);
        return (
            new("Retention", cohorts.Headline, drawn.Curves, AnswerParts.Links(request, cohorts, CurvesId)),
            new("Revenue by cohort", cohorts.Sentences.FirstOrDefault(sentence => sentence.Contains("MRR", StringComparison.Ordinal)) ?? drawn.Revenue.Finding, drawn.Revenue, AnswerParts.Links(request, cohorts, RevenueId)));
    }

    private async Task<Drawn?> DrawAsync(CancellationToken cancel)
    {
        var view = await desk.ReadAsync(ask.Of(Metric.Cohorts), cancel);
        if (view.Shown.Count == 0) return null;
        var (customers, revenue) = (CohortPicture.Data(view.Shown, Metric.Retention, view.Asked.Currency), CohortPicture.Data(view.Shown, Metric.Nrr, view.Asked.Currency));
        return new(
            AnswerParts.Picture(RetentionCurvesChart.Draw(new RetentionCurves { Retention = customers, Projection = view.Curve.From(customers.Together) }, new ChartFrame()), CurvesId, TableOf(customers, CurvesId, "Customers who still pay, by cohort and months since their own", "Customers")) with { FirstOfColumns = 2 },
            AnswerParts.Picture(CohortHeatmapChart.Draw(revenue, new ChartFrame()), RevenueId, TableOf(revenue, RevenueId, "What is left of each cohort's MRR, expansion included, by months since its own", $"First MRR, {view.Asked.Currency.Code}")));
    }

    /// <summary>A cohort a row, the newest first; a share of its beginning for each month since.</summary>
    private static DataTable TableOf(CohortRetention data, string id, string caption, string size)
    {
        var months = data.Cohorts.Max(cohort => cohort.Kept.Count);
        return new()
        {
            Id = id, Caption = caption, Columns = [new("Cohort"), new(size, true), .. Enumerable.Range(0, months).Select(month => new Column($"M{month}", true))],
            Rows = [.. data.Cohorts.Reverse().Select(cohort => (IReadOnlyList<Cell>)
                [cohort.Month.ToString("MMM yyyy", System.Globalization.CultureInfo.InvariantCulture), Cell.Of(Format.Count((long)Math.Round(cohort.Size, MidpointRounding.AwayFromZero)), cohort.Size), .. Enumerable.Range(0, months).Select(month => Share(cohort, month))])],
            Note = data.Cohorts.Any(cohort => cohort.LastIsPart) ? "The last month of each cohort is not over." : null,
        };
    }

    private static Cell Share(CohortRow cohort, int month) =>
        month >= cohort.Kept.Count ? "" : cohort.Size == 0 ? Format.Undefined : Cell.Of(Format.Percent(cohort.Kept[month] / cohort.Size), Math.Round(cohort.Kept[month] / cohort.Size, 6, MidpointRounding.AwayFromZero));
}
