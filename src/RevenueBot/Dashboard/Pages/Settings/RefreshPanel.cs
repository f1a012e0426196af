using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>What is computed ahead of questions: how often, when last, when next.</summary>
internal sealed class RefreshPanel(JobTable table, JobRuns runs, IEnumerable<IRefresh> refreshes, Company company, TimeProvider clock)
{
    private const string Id = "refreshed";

    /// <summary>Jobs whose figures somebody sees; the others clean up.</summary>
    private static readonly Dictionary<string, string> _figures = new(StringComparer.Ordinal)
    {
        ["usage"] = "Active people and usage", ["usage-mrr"] = "Usage revenue", ["health"] = "Health scores", ["alerts"] = "Alerts", ["reports"] = "Reports", ["segments"] = "Segments", ["retention"] = "Cohorts and retention",
        ["clv"] = "Realised CLV", ["trial-cohorts"] = "Trials", ["expansion"] = "Expansion", ["forecast"] = "Forecast", ["profiles"] = "Other definitions", ["reconciliation"] = "Comparison with Stripe", ["churn"] = "Churn risk",
    };

    public async Task<TablePanel> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var newest = await runs.NewestAsync(cancel);
        var rows = refreshes.Where(refresh => _figures.ContainsKey(refresh.Name)).OrderBy(refresh => refresh.Cadence).ThenBy(refresh => _figures[refresh.Name], StringComparer.Ordinal)
            .Select(refresh => Row(refresh, newest.GetValueOrDefault(refresh.Name), request.Viewer.Has(Rights.Administer)));
        DataTable shown = new() { Id = Id, Caption = "How fresh each figure is", Columns = [new("Figures"), new("Renewed"), new("Last"), new("Next")], Rows = [["MRR and its movements", "as facts arrive", "", ""], .. rows] };
        return new("How fresh each figure is", "Computed ahead, so that answers come at once; for the first time soon after the first facts", shown, AnswerParts.Links(request, null, Id), "Late facts renew what they change within ten minutes. ./run doctor names every run.");
    }

    private IReadOnlyList<Cell> Row(IRefresh refresh, JobRun? run, bool isAdministrator)
    {
        var next = table.Find(refresh.Name)?.NextAfter(clock.GetUtcNow(), company.Calendar) is { } at ? When(at) : Format.Undefined;
        return [_figures[refresh.Name], Often(refresh.Cadence), Last(run, isAdministrator), next];
    }

    private Cell Last(JobRun? run, bool isAdministrator) => run switch
    {
        null => "not yet",
        { Error: { } error } => new Cell(When(run.StartedAt), null, isAdministrator ? $"failed ({error}): the log says where" : "failed: the figures before it stand") { Judgement = Judgement.Bad },
        _ => new Cell(When(run.StartedAt), null, run.EndedAt is null ? "runs now" : null),
    };

    /// <summary>"17:05" of today, else "1 Dec, 03:00"</summary>
    private string When(DateTimeOffset at) =>
        company.Calendar.LocalTime(at).ToString(company.Calendar.DayOf(at) == company.Calendar.DayOf(clock.GetUtcNow()) ? "HH:mm" : "d\u00A0MMM,\u00A0HH:mm", CultureInfo.InvariantCulture);

    private static string Often(Cadence cadence) => cadence switch
    {
        Cadence.Minute => "every minute",
        Cadence.FiveMinutes => "every five minutes",
        Cadence.Hourly => "every hour",
        Cadence.Daily => "every night",
        Cadence.Weekly => "every week",
    };
}
