using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Handling;
using RevenueBot.Questions;

namespace RevenueBot.Slack.Unfurling;

/// <summary>
/// Shows the totals of a dashboard page under a link to it, where its poster may show them to everybody who reads the channel; else nothing,
/// without a word (https://docs.slack.dev/messaging/unfurling-links-in-messages). Single customers never: a pasted link asks for no confirmation.
/// </summary>
internal sealed class UnfurlDesk(AnswerDesk desk, SlackDirectory directory, SlackClients clients, AlertLinks links, TimeProvider clock)
{
    private const int MostLinks = 3;
    private const int MostTries = 3;

    /// <summary>Slack knows the link only once it has had its acknowledgement.</summary>
    private static readonly TimeSpan _notYet = TimeSpan.FromSeconds(1);

    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();

    public async Task<DeliveryOutcome> ServeAsync(SlackRequest request, CancellationToken cancel)
    {
        if (links.Dashboard is not { } dashboard || request.Ts is not { } ts) return _nothing;
        Dictionary<string, Unfurl> unfurls = new(StringComparer.Ordinal);
        foreach (var url in (request.Fields?.Values ?? []).Distinct().Take(MostLinks))
            if (DashboardPage.QuestionOf(url, dashboard) is { } question && await FindAsync(request, question, cancel) is { } answer) unfurls[url] = UnfurlView.Render(answer);
        return unfurls.Count == 0 ? _nothing : await ShowAsync(request, ts, unfurls, cancel);
    }

    private async Task<Answer?> FindAsync(SlackRequest request, string question, CancellationToken cancel)
    {
        var reply = await desk.AskAsync(directory.AskingOf(request) with { IsQuiet = true }, question, Audience.Everybody, cancel);
        return reply is { IsTotalsOnly: true, Answer: { Kind: AnswerKind.Figures } answer } ? answer : null;
    }

    private async Task<DeliveryOutcome> ShowAsync(SlackRequest request, string ts, IReadOnlyDictionary<string, Unfurl> unfurls, CancellationToken cancel)
    {
        for (var tries = 1; ; tries++)
        {
            var outcome = (await clients.In(request.Installation).UnfurlAsync(request.Channel, ts, unfurls, cancel)).Outcome;
            if (outcome is not DeliveryOutcome.Permanent { Reason: "cannot_unfurl_url" } || tries == MostTries) return outcome;
            await Task.Delay(_notYet, clock, cancel);
        }
    }
}
