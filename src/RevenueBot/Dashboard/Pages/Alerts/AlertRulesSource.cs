using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.States;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Alerts;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>The rules as the configuration sets them: they are read here and changed there.</summary>
internal sealed class AlertRulesSource(AlertSettings settings, AlertBoard board, AlertTabs tabs, PolicyFacts policy, SilenceTable silences, Colleagues colleagues) : IPageSource<AlertRulesModel>
{
    private const string Id = "rules";

    public async Task<AlertRulesModel?> ReadAsync(PageRequest request, CancellationToken cancel)
    {
        var (findTabs, findOpen, findPolicy) = (tabs.ReadAsync(request.Address, cancel), board.OpenAsync(cancel), policy.ReadAsync(cancel));
        AlertReader reader = new(request.Viewer, await colleagues.ReadAsync(cancel)) { IsForFile = request.IsExport };
        var open = (await findOpen).CountBy(alert => alert.Rule.Id).ToDictionary();
        var off = settings.Rules.Count - settings.Asked.Count;
        DataTable table = new()
        {
            Id = Id, Caption = "Rules", AsCards = true,
            Columns = [new("Rule"), new("Level"), new("Fires when"), new("Closes at") { IsMinor = true }, new("Told again") { IsMinor = true }, new("Open", true), new("Posted in") { IsMinor = true }, new("State") { IsMinor = true }],
            Rows = [.. settings.Rules.Select(rule => RowOf(rule, open.GetValueOrDefault(rule.Id)))],
        };
        return new AlertRulesModel
        {
            Lede = $"{Format.Counted(settings.Asked.Count, "rule")} {(settings.Asked.Count == 1 ? "is" : "are")} asked every five minutes{(off > 0 ? $", {Format.Count(off)} {(off == 1 ? "is" : "are")} off" : "")}.", Tabs = await findTabs,
            Rules = new("Rules", "What each looks for, and where it tells of it", table, AnswerParts.Links(request, null, Id), "Rules are changed in the configuration, under Alerts:Rules: docs/alerts.md says how. alert test RULE plays one through past days."),
            Channels = policy.Channels(), Policy = await findPolicy, Silences = await silences.ReadAsync(request, reader, cancel),
        };
    }

    private IReadOnlyList<Cell> RowOf(AlertRule rule, int open) =>
    [
        new Cell(rule.Title, Sub: rule.Id), new Cell("") { Tag = AlertLines.LevelOf(rule.Level), Raw = AlertListFilter.WordOf(rule.Level) }, new Cell(Fires(rule), Sub: rule.DoNext), Closes(rule),
        rule.WorseBy == 0 ? "no" : $"{SignalText.Threshold(rule.Signal, rule.WorseBy)} further",
        new Cell(Format.Count(open), open > 0 ? $"/alerts?rule={Uri.EscapeDataString(rule.Id)}" : null), policy.ChannelOf(rule), new Cell("") { Tag = rule.Enabled ? new("On", Judgement.Good) : new("Off", Judgement.None), Raw = rule.Enabled ? "on" : "off" },
    ];

    /// <summary>"health below 30 for 1 hour"</summary>
    private static string Fires(AlertRule rule) => $"{SignalText.Name(rule.Signal)} {(rule.FiresBelow ? "below" : "above")} {SignalText.Threshold(rule.Signal, rule.FireAt)}{Lasting(rule.For)}";

    /// <summary>"35 or more for 3 days"</summary>
    private static string Closes(AlertRule rule) => $"{SignalText.Threshold(rule.Signal, rule.ResolveAt)} or {(rule.FiresBelow ? "more" : "less")}{Lasting(rule.KeepFiringFor)}";

    private static string Lasting(TimeSpan time) => time > TimeSpan.Zero ? $" for {Reasons.Duration(time)}" : "";
}
