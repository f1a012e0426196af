using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Handling;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>The tabs of all pages about alerts: the states of the list, then the rules and what they are worth.</summary>
internal sealed class AlertTabs(AlertBoard board, AlertSettings settings, TimeProvider clock)
{
    public const string Rules = "/alerts/rules";

    private const string List = "/alerts", Scorecard = "/alerts/scorecard";

    private static readonly (string? State, string Label, string Standing)[] _states =
        [(AlertListFilter.Waiting, "Waiting", AlertStanding.Open), (AlertStanding.Acknowledged, "Acknowledged", AlertStanding.Acknowledged), (AlertStanding.Snoozed, "Snoozed", AlertStanding.Snoozed)];

    /// <summary>Of a page that is not the list.</summary>
    public async Task<IReadOnlyList<ListTab>> ReadAsync(PageAddress address, CancellationToken cancel) =>
        Of(new PageAddress(List, new Dictionary<string, string>()), await board.OpenAsync(cancel), await board.ClosedAsync(cancel), address.Path);

    /// <param name="list">The list's address with its filters.</param>
    /// <param name="open">What the other filters leave of what is open.</param>
    /// <param name="closed">The same of what is over.</param>
    /// <param name="shown">The path of the page that is shown.</param>
    public IReadOnlyList<ListTab> Of(PageAddress list, IReadOnlyList<OpenAlert> open, IReadOnlyList<OpenAlert> closed, string shown)
    {
        var now = clock.GetUtcNow();
        var counts = open.CountBy(alert => AlertStanding.Of(alert, now)).ToDictionary();
        var state = AlertListFilter.Of(list).State;
        return
        [
            State("Open", null, open.Count), .. _states.Select(one => State(one.Label, one.State, counts.GetValueOrDefault(one.Standing))),
            .. ((string[])[AlertStanding.Recovering, AlertStanding.Held]).Where(word => counts.ContainsKey(word) || word == state).Select(word => State(Format.Capital(word), word, counts.GetValueOrDefault(word))),
            State("Closed", AlertStanding.Closed, closed.Count), new("Rules", Format.Count(settings.Asked.Count), Rules, shown == Rules), new("Scorecard", null, Scorecard, shown == Scorecard),
        ];

        ListTab State(string label, string? value, int count) => new(label, Format.Count(count), list.With("state", value).With("page", null).ToString(), shown == List && state == value);
    }
}
