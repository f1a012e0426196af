using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Questions.Wording;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Alerts;

/// <summary>Where alerts are posted and what holds a message back, as the configuration says it, with what was sent today.</summary>
internal sealed class PolicyFacts(AlertSettings settings, DeliveryReader deliveries, PageAnswers answers, Company company, TimeProvider clock)
{
    private const string Nowhere = "nowhere: no channel is set";

    /// <summary>Messages of the local day by destination.</summary>
    private sealed record Sent(IReadOnlyDictionary<string, int> Today);

    public IReadOnlyList<Fact> Channels()
    {
        var routes = settings.Policy.Routes;
        return
        [
            new("Default", Place(routes.Default)), .. routes.Segments.Select(segment => new Fact($"Segment {segment.Key}", Place(segment.Value))),
            .. routes.Owners.Select(owner => new Fact(owner.Key, string.Join(", calls ", ((string?[])[owner.Value.Channel is { } channel ? Place(channel) : "the channel of its segment or the default", owner.Value.Person is { } person ? Place(person) : null]).OfType<string>()))),
            new("About sources", Place(routes.Operators ?? routes.Default)), new("Where nobody acknowledges", routes.Escalation is { } escalation ? Place(escalation) : "the channel alone is reminded"),
        ];
    }

    public string ChannelOf(AlertRule rule)
    {
        var routes = settings.Policy.Routes;
        if (!settings.Destinations().Any()) return "nowhere";
        if (SignalText.SubjectOf(rule.Signal) == SubjectKind.Source) return Place(routes.Operators ?? routes.Default);
        var own = routes.Segments.Count + routes.Owners.Values.Count(owner => owner.Channel is not null);
        return SignalText.SubjectOf(rule.Signal) == SubjectKind.Customer && own > 0 ? $"{Place(routes.Default)}, or one of {Format.CountWord(own)} by owner or segment" : Place(routes.Default);
    }

    public async Task<IReadOnlyList<Fact>> ReadAsync(CancellationToken cancel)
    {
        var policy = settings.Policy;
        var sent = (await answers.ReadAsync("alert posts of today", async stop => (Sent?)new Sent(await deliveries.PostsAsync(company.Calendar.StartOf(company.Calendar.DayOf(clock.GetUtcNow())), stop)), cancel))!;
        return
        [
            new("Quiet hours", policy.QuietHours is { } quiet ? $"{quiet.From:HH:mm} to {quiet.To:HH:mm}{(quiet.Weekends ? " and all weekend" : "")}, high level excepted" : "none"),
            new("Budget", $"{Format.Counted(policy.Budget.PerDay, "message")} a day and channel, the last {Format.Count(policy.Budget.KeptForHigh)} for high level"),
            .. settings.Destinations().Select(place => new Fact($"Sent today in {Place(place)}", $"{Format.Count(sent.Today.GetValueOrDefault(place))} of {Format.Count(policy.Budget.PerDay)}")),
            new("Groups", $"from {Format.Count(policy.Grouping.From)} of one rule or owner within {Reasons.Duration(policy.Grouping.Window)}{(policy.Grouping.BySegment ? ", by segment" : "")}"),
            new("High and not acknowledged", policy.EscalateAfter is { } after ? $"told again once, after {Reasons.Duration(after)}" : "never told again"),
            .. policy.Inhibitions.Select(one => new Fact($"While {one.Source} fires", $"{(one.Targets is { } targets ? string.Join(", ", targets.Order(StringComparer.Ordinal)) : "everything else")} {(one.SameSubject ? "about the same customer " : "")}waits")),
        ];
    }

    private static string Place(string? destination) => destination is null ? Nowhere : AlertHistory.PlaceOf(destination);
}
