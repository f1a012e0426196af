using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Speaking;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Overview;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Settings;

/// <summary>Where alerts go. For administrators: it names people.</summary>
internal sealed class ChannelsPanel(AlertSettings settings, IEnumerable<INotifier> notifiers)
{
    private const string Id = "channels";

    public TablePanel? Read(PageRequest request)
    {
        if (!request.Viewer.Has(Rights.Administer)) return null;
        DataTable table = new()
        {
            Id = Id, Caption = "Where alerts go", Columns = [new("Alerts"), new("To"), new("State"), new("Setting")], Rows = [.. Rows(settings.Policy.Routes)],
            Empty = new("Alerts go nowhere yet", "They are kept and shown here and in /alerts. Set Alerts:Channels:Default = slack:C0123456789, a channel that the bot is in, and restart."),
        };
        return new("Where alerts go", Quiet(settings.Policy), table, table.Rows.Count > 0 ? AnswerParts.Links(request, null, Id) : new(), "Set by Alerts:Channels, Alerts:QuietHours and Alerts:Budget (docs/alerts.md); ./run doctor tries every channel.");
    }

    private IEnumerable<IReadOnlyList<Cell>> Rows(Routes routes)
    {
        if (routes.Default is { } usual) yield return Row("All that go nowhere else", usual, "Default");
        if (routes.Operators is { } operators) yield return Row("About sources and jobs", operators, "Operators");
        if (routes.Escalation is { } called) yield return Row("High ones that nobody acknowledged", called, "Escalation");
        foreach (var (owner, route) in routes.Owners.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase))
        {
            if (route.Channel is { } channel) yield return Row($"Customers of {owner}", channel, $"Owners:{owner}:Channel");
            if (route.Person is { } person) yield return Row($"Mentions of {owner}", person, $"Owners:{owner}:Person");
        }

        foreach (var (segment, channel) in routes.Segments.OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase)) yield return Row($"Customers of the segment {segment}", channel, $"Segments:{segment}");
    }

    private IReadOnlyList<Cell> Row(string what, string to, string key)
    {
        var isConnected = notifiers.Any(notifier => notifier.Platform == to.Split(':')[0]);
        var tag = isConnected ? new Tag("Connected", Judgement.Good) : new Tag("Not connected", Judgement.Bad);
        return [what, to, new Cell("") { Tag = tag, Raw = tag.Word }, $"Alerts:Channels:{key}"];
    }

    private static string Quiet(Policy policy) =>
        $"At most {policy.Budget.PerDay} messages a day and channel{(policy.QuietHours is { } quiet ? $"; quiet from {quiet.From:HH:mm} to {quiet.To:HH:mm}" : "; no quiet hours")}";
}
