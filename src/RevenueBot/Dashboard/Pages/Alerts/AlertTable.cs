using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>The rows of the list of alerts: a page of them in an order, or all of them as a file with what the page has in second lines.</summary>
internal sealed class AlertTable(AlertLines lines, Company company, TimeProvider clock)
{
    public const string Id = "alerts";

    private const int PageRows = 25;
    private const string Usual = "-level";

    /// <param name="alerts">Those that fit.</param>
    public (DataTable Table, IReadOnlyList<OpenAlert> Shown) Of(PageRequest request, IReadOnlyList<OpenAlert> alerts, AlertReader reader, AlertListFilter filter)
    {
        var sort = request.Address["sort"] is { } given && given.TrimStart('-') is "level" or "alert" or "mrr" or "raised" or "owner" && given.LastIndexOf('-') <= 0 ? given : Usual;
        var place = ListPlace.Of(request.Address, alerts.Count, PageRows);
        var sorted = Sort(alerts, sort, reader);
        List<OpenAlert> shown = [.. request.IsExport ? sorted : sorted.Skip((place.Number - 1) * PageRows).Take(PageRows)];
        DataTable table = new()
        {
            Id = Id, Caption = "Alerts", AsCards = true, Head = 1, Sort = sort, Place = place,
            Columns = request.IsExport ? FileColumns : [new("Level", Sort: "level"), new("Alert", Sort: "alert"), new("MRR", true, "mrr"), new("Age", true, "raised") { IsMinor = true }, new("Owner", Sort: "owner")],
            Rows = [.. shown.Select(alert => (IReadOnlyList<Cell>)[.. request.IsExport ? FileCells(alert, reader) : Cells(alert, reader)])],
            Empty = EmptyFor(filter, request.Address.Path),
        };
        return (table, shown);
    }

    private static EmptyState EmptyFor(AlertListFilter filter, string all) => filter == new AlertListFilter(filter.State, null, null, null, null)
        ? filter.State switch
        {
            null => new("No alert is open", "Rules are checked every few minutes; what they find stands here."),
            AlertStanding.Closed => new($"Nothing was closed in {AlertBoard.ClosedDays} days", "An alert closes by itself when what it warned of is over; it stands here then, with what was done about it.", "Show all that are open", all),
            AlertListFilter.Waiting => new("Nothing waits for anybody", "Somebody has acknowledged each alert that is open, or none is.", "Show all that are open", all),
            var state => new($"No alert is {state} now", "What people do about alerts, here or in chat, is seen in this list at once.", "Show all that are open", all),
        }
        : new("No alert fits", "Nothing has all of what is searched and filtered for.", "Show all that are open", all);

    /// <summary>Equal ones stay as they come: by the money, or what ended last first.</summary>
    private static IEnumerable<OpenAlert> Sort(IReadOnlyList<OpenAlert> alerts, string sort, AlertReader reader)
    {
        return (sort.TrimStart('-'), sort.StartsWith('-')) switch
        {
            ("alert", var down) => By(alert => alert.Rule.Title, down, StringComparer.OrdinalIgnoreCase),
            ("mrr", var down) => By(alert => AlertLines.Mrr(alert) ?? 0, down, null),
            ("raised", var down) => By(alert => alert.Status.FiredAt, !down, null), // the oldest is the largest age
            ("owner", var down) => By(alert => AlertLines.OwnerOf(alert, reader) ?? "", down, StringComparer.OrdinalIgnoreCase),
            (_, var down) => By(alert => alert.Rule.Level, down, null),
        };

        IEnumerable<OpenAlert> By<T>(Func<OpenAlert, T> of, bool down, IComparer<T>? comparer) => down ? alerts.OrderByDescending(of, comparer) : alerts.OrderBy(of, comparer);
    }

    private IEnumerable<Cell> Cells(OpenAlert alert, AlertReader reader)
    {
        var line = lines.Of(alert, reader);
        yield return new Cell("") { Tag = line.Level };
        yield return new Cell(line.What, line.Href, $"{line.Who} · {line.Why}");
        yield return new Cell(line.Mrr ?? Format.Undefined);
        yield return new Cell(line.Age);
        yield return new Cell(line.Owner ?? "nobody", Sub: lines.StateOf(alert, reader));
    }

    private static IReadOnlyList<Column> FileColumns { get; } =
        [new("Id"), new("Rule"), new("Level"), new("Alert"), new("About"), new("About, id"), new("MRR", true), new("Why"), new("Raised"), new("State"), new("Owner"), new("Closed")];

    private IEnumerable<Cell> FileCells(OpenAlert alert, AlertReader reader) =>
    [
        alert.Id, alert.Rule.Id, AlertListFilter.WordOf(alert.Rule.Level), alert.Rule.Title, alert.Facts.Name, alert.Status.Subject, Cell.Of("", AlertLines.Mrr(alert) / 1_000_000m), AlertLines.Why(alert),
        Time(alert.Status.FiredAt), AlertStanding.Of(alert, clock.GetUtcNow()), AlertLines.OwnerOf(alert, reader) ?? "", Time(alert.Status.EndedAt),
    ];

    /// <summary>By the company's clock, without its offset: as people of the company write it down.</summary>
    private string Time(DateTimeOffset? at) => at is { } time ? company.Calendar.LocalTime(time).ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture) : "";
}
