using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Handling;

/// <summary><c>/alerts</c>: what is open, the largest first; <c>mine</c>, of one rule, one owner, one segment or one customer.</summary>
internal sealed class AlertAnswers(OpenAlerts open, AlertSettings settings, CustomerSearch customers) : IMetricAnswers
{
    private const string Usage = "Write /alerts alone, or with mine, a rule (such as payment-failed), owner NAME, segment NAME, or a customer.";
    private const int MostRows = 12;

    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Alerts];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel)
    {
        if (asked.Question.AsOf is not null || asked.Question.KnownAt is not null) return Reply(asked, AnswerKind.NotUnderstood, "Alerts are told as they are now: leave the day out.");
        var (filter, of, wrong) = await FilterAsync(asked, cancel);
        if (filter is null) return Reply(asked, AnswerKind.NotUnderstood, wrong!);
        var alerts = await open.ReadAsync(filter, cancel);
        return Reply(asked, AnswerKind.Figures, Headline(asked, alerts, of)) with
        {
            Sentences = [.. States(asked, alerts)],
            Table = alerts.Count == 0 ? null : Table(asked, alerts),
            NamesCustomers = true,
            Suggestions = [.. alerts.Count > 0 && filter == new AlertFilter() && Doers.PersonOf(asked.Reader) is not null ? [new Suggestion("Mine", "/alerts mine")] : Array.Empty<Suggestion>(), new("Silences", "/silence list")],
        };
    }

    public Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel) => Task.FromResult(Reply(asked, AnswerKind.NotUnderstood, Usage));

    private async Task<(AlertFilter? Filter, string Of, string? Wrong)> FilterAsync(Asked asked, CancellationToken cancel)
    {
        var text = asked.Question.Subject?.Trim() ?? "";
        if (text.Length == 0) return (new(), "", null);
        if (text.Equals("mine", StringComparison.OrdinalIgnoreCase))
            return Doers.PersonOf(asked.Reader) is { } person ? (new(Person: person), " with you", null) : (null, "", "Nobody is known here: write /alerts owner NAME.");
        if (After(text, "owner") is { } owner) return (new(Owner: owner), $" of {CustomerWords.Name(owner, null)}", null);
        if (After(text, "segment") is { } segment) return (new(Segment: segment), $" in {CustomerWords.Name(segment, null)}", null);
        if (AlertFilter.RulesCalled(settings.Rules, After(text, "rule") ?? text) is { Count: > 0 } rules)
            return rules is [var rule] ? (new(Rule: rule.Id), $" of the rule {rule.Id}", null) : (null, "", $"Several rules are called so: use {string.Join(" or ", rules.Select(one => one.Id))}.");
        return (await customers.FindAsync(text, cancel)).Found switch
        {
            [var one] => (new(Subject: one.CustomerId), $" about {CustomerWords.Name(one.CustomerId, one.Name)}", null),
            [] => (null, "", $"No rule and no customer is called “{CustomerWords.Name(text, null)}”. {Usage}"),
            _ => (null, "", "Several customers match: type more of the name."),
        };
    }

    private static string? After(string text, string label) =>
        text.StartsWith(label + " ", StringComparison.OrdinalIgnoreCase) || text.StartsWith(label + "=", StringComparison.OrdinalIgnoreCase) ? text[(label.Length + 1)..].Trim() : null;

    /// <summary>"14 alerts are open, with $2,365 MRR at stake." A customer with two alerts counts once.</summary>
    private static string Headline(Asked asked, IReadOnlyList<OpenAlert> alerts, string of)
    {
        var mrr = alerts.DistinctBy(alert => alert.Status.Subject).Sum(alert => alert.Facts.Mrr ?? 0);
        var stake = mrr > 0 ? $", with {Format.Money(mrr, asked.Currency)} MRR at stake" : "";
        return alerts.Count == 0 ? $"No alert{of} is open." : $"{Format.Counted(alerts.Count, "alert")}{of} {(alerts.Count == 1 ? "is" : "are")} open{stake}.";
    }

    private static IEnumerable<string> States(Asked asked, IReadOnlyList<OpenAlert> alerts)
    {
        var counts = alerts.CountBy(alert => AlertStanding.Of(alert, asked.Now)).Where(state => state.Key != AlertStanding.Open).OrderByDescending(state => state.Value).Select(state => $"{state.Value} {state.Key}").ToList();
        if (counts.Count > 0) yield return $"Of these: {string.Join(", ", counts)}.";
        foreach (var hold in alerts.Where(alert => alert.Status.Telling is { MessageKey: null, Hold: not null }).CountBy(alert => alert.Status.Telling.Hold!).Take(3))
            yield return $"Not posted yet, {hold.Value}: {hold.Key[Reasons.Held.Length..]}.";
    }

    private static AnswerTable Table(Asked asked, IReadOnlyList<OpenAlert> alerts)
    {
        List<IReadOnlyList<string>> rows = [.. alerts.Take(MostRows).Select(alert => (IReadOnlyList<string>)
            [alert.Facts.Name, alert.Facts.Mrr is { } mrr ? Format.Money(mrr, asked.Currency) : "", alert.Rule.Title, AlertStanding.Of(alert, asked.Now)])];
        if (alerts.Count > MostRows) rows.Add([Format.Counted(alerts.Count - MostRows, "other"), "", "", ""]);
        return new(["About", "MRR", "Alert", "State"], rows);
    }

    private static Answer Reply(Asked asked, AnswerKind kind, string headline) =>
        new() { Id = AnswerId.OfText(asked.Question.ToString()), Kind = kind, Question = AnswerId.Cut(asked.Question.ToString()), Headline = headline, NamesCustomers = true };
}
