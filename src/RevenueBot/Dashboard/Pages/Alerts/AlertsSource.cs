using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>The list of alerts, cut and ordered by its address, with what can be done about each.</summary>
internal sealed class AlertsSource(AlertBoard board, Colleagues colleagues, AlertTable table, AlertTabs tabs, AlertLines lines, AlertSettings settings, PageAnswers answers, TimeProvider clock) : IPageSource<AlertsModel>
{
    public async Task<AlertsModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var (findOpen, findClosed, findSaid) = (board.OpenAsync(cancel), board.ClosedAsync(cancel), answers.AskAsync("/alerts", request.Viewer, cancel));
        AlertReader reader = new(request.Viewer, await colleagues.ReadAsync(cancel)) { IsForFile = request.IsExport };
        var (open, closed, filter, now) = (await findOpen, await findClosed, AlertListFilter.Of(request.Address), clock.GetUtcNow());
        List<OpenAlert> fittingOpen = [.. open.Where(alert => filter.Fits(alert, reader))], fittingClosed = [.. closed.Where(alert => filter.Fits(alert, reader))];
        List<OpenAlert> fitting = filter.IsClosed ? fittingClosed : [.. fittingOpen.Where(alert => filter.FitsState(alert, now))];
        var (rows, shown) = table.Of(request, fitting, reader, filter);
        return new AlertsModel
        {
            Lede = Lede((await findSaid)?.Headline, open, now), Tabs = tabs.Of(request.Address, fittingOpen, fittingClosed, request.Address.Path), Form = FormOf(request, open.Concat(closed), reader), Table = rows,
            Actions = request.IsExport ? [] : [.. shown.Select(alert => lines.ActionsOf(alert, reader))],
        };
    }

    /// <summary>What chat says of all that are open, and whom they wait for.</summary>
    private static string Lede(string? said, IReadOnlyList<OpenAlert> open, DateTimeOffset now)
    {
        var waiting = open.Where(alert => AlertStanding.Of(alert, now) == AlertStanding.Open).ToList();
        var high = waiting.Count(alert => alert.IsHigh);
        var who = open.Count == 0 ? "" : waiting.Count == 0 ? "Somebody has each of them." : $"{Format.Count(waiting.Count)} {(waiting.Count == 1 ? "waits" : "wait")} for somebody{(high > 0 ? $", {Format.Count(high)} of high level" : "")}.";
        return $"{said} {who}".Trim();
    }

    /// <param name="all">What could be shown: nobody is offered who has nothing.</param>
    private ListForm FormOf(PageRequest request, IEnumerable<OpenAlert> all, AlertReader reader)
    {
        var address = request.Address;
        var known = all.ToList();
        var owners = known.Select(alert => AlertLines.OwnerOf(alert, reader)).OfType<string>().Where(owner => owner != AlertReader.You).Distinct().Order(StringComparer.OrdinalIgnoreCase);
        var fired = known.Select(alert => alert.Rule.Id).ToHashSet();
        var rules = settings.Rules.Where(rule => rule.Enabled || fired.Contains(rule.Id));
        return new("Find alerts", new("customer", address["customer"], "Customer   /"),
        [
            Filter("level", "Level", [new("", "All"), .. Enum.GetValues<AlertLevel>().Reverse().Select(level => new Choice(AlertListFilter.WordOf(level), AlertLines.LevelOf(level).Word))]),
            Filter("rule", "Rule", [new("", "All"), .. rules.Select(rule => new Choice(rule.Id, rule.Id))]),
            Filter("owner", "Owner", [new("", "Anyone"), .. reader.Me is null ? (Choice[])[] : [new(AlertListFilter.Mine, "Me")], new(AlertListFilter.Nobody, "Nobody"), .. owners.Select(owner => new Choice(owner, owner))]),
        ], request.Viewer.Has(Rights.Exports) ? address.With(PageRequest.Export, AlertTable.Id).ToString() : null);

        ListFilter Filter(string name, string label, IReadOnlyList<Choice> choices) => new(name, label, choices, address[name] ?? "");
    }
}
