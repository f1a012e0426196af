using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Questions.Api;

namespace RevenueBot.Handling;

/// <summary><c>GET /api/v1/alerts</c> and <c>/alerts/{id}</c></summary>
internal sealed class AlertsEndpoint(OpenAlerts open, AlertActs acts, AlertStore store, AlertSettings settings, Company company, TimeProvider time)
{
    private const int UsualPage = 100, MostPage = 1_000;

    public static IReadOnlyList<ApiParameter> Parameters { get; } =
    [
        new("state", "Only these; by default all that are open.", "firing", "recovering", "no_data"), new("rule", "Only this rule, by its id or title."), new("customer", "Only about this customer, by its id."),
        new("owner", "Only customers of this owner."), new("segment", "Only customers of this segment."), new("person", "Only what this person has, such as slack:U012ABCDEF."),
        new("limit", "Alerts of a page; by default 100."), new("cursor", "next_cursor of the page before."),
    ];

    /// <summary>Open alerts, the largest MRR at stake first.</summary>
    public async Task<IResult> ListAsync(HttpRequest http, CancellationToken cancel)
    {
        if (Paging.Read(http.Parameter, UsualPage, MostPage) is not { } paging) return Requests.Wrong($"limit is a number from 1 to {MostPage}, cursor the next_cursor of the page before.");
        AlertState? state = http.Parameter("state") switch { "firing" => AlertState.Firing, "recovering" => AlertState.Recovering, "no_data" => AlertState.NoData, _ => null };
        if (state is null && http.Parameter("state") is not null) return Requests.Wrong("state is firing, recovering or no_data.");
        var rule = http.Parameter("rule");
        if (rule is not null && AlertFilter.RulesCalled(settings.Rules, rule) is not [_]) return Requests.Wrong($"rule is one of {string.Join(", ", settings.Rules.Select(one => one.Id))}.");
        AlertFilter filter = new(
            rule is null ? null : AlertFilter.RulesCalled(settings.Rules, rule)[0].Id, http.Parameter("owner"), http.Parameter("segment"), http.Parameter("customer"), http.Parameter("person"), state);
        var (alerts, at) = (await open.ReadAsync(filter, cancel), paging.At ?? time.GetUtcNow());
        var page = alerts.Skip((int)paging.Skip).Take(paging.Limit).Select(alert => AlertEntry.Of(alert, company.Currency)).ToList();
        return TypedResults.Json(new AlertsJson(page, paging.Skip + page.Count < alerts.Count ? Paging.Cursor(paging.Skip + page.Count, at) : null, time.GetUtcNow()), ApiJson.Options);
    }

    /// <summary>An alert, open or the last of its rule and subject, with its history.</summary>
    public async Task<IResult> OneAsync(string id, CancellationToken cancel) => await acts.FindAsync(id, cancel) is [var alert] && alert.Id == id
        ? TypedResults.Json(new AlertJson(AlertEntry.Of(alert, company.Currency), [.. (await store.HistoryAsync(id, cancel)).Select(AlertEventJson.Of)]), ApiJson.Options)
        : AlertActsEndpoint.NotFound;
}
