using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Customers;

namespace RevenueBot.Handling;

/// <summary>What a silence is of, from what people type and back into words.</summary>
internal sealed class SilenceSubjects(AlertSettings settings, KnownNames names, CustomerSearch search, CustomerReader customers)
{
    private const int MostParts = 5;

    /// <summary>A matcher for each part; else what is wrong with one, in a sentence.</summary>
    public async Task<(IReadOnlyList<Matcher>? Matchers, string? Wrong)> ReadAsync(IReadOnlyList<string> what, DateTimeOffset now, CancellationToken cancel)
    {
        if (what.Count is 0 or > MostParts) return (null, SilenceText.Usage);
        List<Matcher> matchers = [];
        foreach (var part in what)
        {
            var (matcher, wrong) = await ReadAsync(part, now, cancel);
            if (matcher is null) return (null, wrong);
            matchers.Add(matcher);
        }

        return (matchers, null);
    }

    /// <summary>As people say it: <c>Acme Inc and the rule health</c>.</summary>
    public async Task<string> WordsAsync(IReadOnlyList<Matcher> matchers, CancellationToken cancel)
    {
        List<string> words = [];
        foreach (var matcher in matchers)
            words.Add(matcher.Label switch
            {
                "customer" => CustomerWords.Name(matcher.Value, (await customers.FindByIdAsync(matcher.Value, cancel))?.Name),
                "rule" => $"the rule {matcher.Value}",
                _ => $"the {matcher.Label} {CustomerWords.Name(matcher.Value, null)}",
            });
        return string.Join(" and ", words);
    }

    private async Task<(Matcher? Matcher, string? Wrong)> ReadAsync(string part, DateTimeOffset now, CancellationToken cancel)
    {
        if (Labelled(part) is { } labelled)
        {
            var matcher = Matcher.Parse(labelled, out var problem);
            return matcher is null ? (null, problem) : matcher.Label == "customer" ? await CustomerAsync(matcher.Value, cancel) : Checked(matcher);
        }

        if (AlertFilter.RulesCalled(settings.Rules, part) is { Count: > 0 } rules)
            return rules is [var rule] ? (new("rule", rule.Id), null) : (null, $"Several rules are called so: use {string.Join(" or ", rules.Select(one => one.Id))}.");
        var known = await names.ReadAsync(now, cancel);
        return known.Resolve(part, Dimension.Segment) is [var segment] && segment.Key.Length > 0 ? (new("segment", segment.Key), null) : await CustomerAsync(part, cancel);
    }

    /// <summary>"segment=smb" and "segment smb" alike.</summary>
    private static string? Labelled(string part)
    {
        var space = part.IndexOfAny([' ', '=']);
        return space > 0 && Matcher.Labels.Contains(part[..space].ToLowerInvariant()) ? $"{part[..space]}={part[(space + 1)..]}" : part.Contains('=') ? part : null;
    }

    private (Matcher? Matcher, string? Wrong) Checked(Matcher matcher) => matcher.Label switch
    {
        "rule" when AlertFilter.RulesCalled(settings.Rules, matcher.Value) is not [_] => (null, $"There is no such rule: use one of {string.Join(", ", settings.Rules.Select(rule => rule.Id))}."),
        "rule" => (new("rule", AlertFilter.RulesCalled(settings.Rules, matcher.Value)[0].Id), null),
        "level" when matcher.Value.ToLowerInvariant() is not ("high" or "medium" or "opportunity" or "notice") => (null, "level is high, medium, opportunity or notice."),
        _ => (matcher, null),
    };

    private async Task<(Matcher? Matcher, string? Wrong)> CustomerAsync(string name, CancellationToken cancel) => (await search.FindAsync(name, cancel)) switch
    {
        ([var one], false) => (new("customer", one.CustomerId), null),
        ([], _) => (null, $"No customer, segment or rule is called “{CustomerWords.Name(name, null)}”."),
        ([var near], true) => (null, $"No customer is called so. Did you mean {CustomerWords.Name(near.CustomerId, near.Name)}? A silence begins with the exact name."),
        _ => (null, "Several customers match: type more of the name, or its id."),
    };
}
