using System.Collections.Concurrent;
using RevenueBot.Access;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Questions;
using RevenueBot.Questions.Customers;
using RevenueBot.Slack.Alerts;
using RevenueBot.Slack.Blocks;

namespace RevenueBot.Slack.Home;

/// <summary>
/// App Home: a page for one person, made anew with their rights of that moment each time they open it or act on it. Nobody else sees it
/// (https://docs.slack.dev/surfaces/app-home).
/// </summary>
internal sealed class HomeDesk(
    AnswerDesk desk, AccessBook book, SlackDirectory directory, SlackClients clients, OpenAlerts open, ReadOwned owned, AlertSettings alerting, SlackSeal seal, AlertLinks links, Company company, TimeProvider clock)
{
    private const int MostKept = 10_000;

    /// <summary>Opened again within it, the page is still good.</summary>
    private static readonly TimeSpan _keeps = TimeSpan.FromSeconds(10);

    private static readonly DeliveryOutcome _nothing = new DeliveryOutcome.Sent();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _published = new(StringComparer.Ordinal);

    /// <summary>Somebody opened their page.</summary>
    public async Task<DeliveryOutcome> OpenAsync(SlackRequest request, CancellationToken cancel)
    {
        var (key, now) = ($"{request.Workspace}:{request.User}", clock.GetUtcNow());
        if (_published.TryGetValue(key, out var at) && now - at < _keeps) return _nothing;
        var outcome = await PublishAsync(request, cancel);
        if (!outcome.IsSent) return outcome;
        if (_published.Count >= MostKept) _published.Clear();
        _published[key] = now;
        return outcome;
    }

    /// <summary>Shows the page as it is now.</summary>
    public async Task<DeliveryOutcome> PublishAsync(SlackRequest request, CancellationToken cancel)
    {
        var client = clients.In(request.Installation);
        var outcome = (await client.PublishViewAsync(request.User, await ViewAsync(request, cancel), cancel)).Outcome;
        // Another replica was faster: what it showed may be older than what is known now.
        return outcome is DeliveryOutcome.Permanent { Reason: "hash_conflict" } ? (await client.PublishViewAsync(request.User, await ViewAsync(request, cancel), cancel)).Outcome : outcome;
    }

    private async Task<HomeTab> ViewAsync(SlackRequest request, CancellationToken cancel)
    {
        var asking = directory.AskingOf(request) with { IsQuiet = true };
        var (findMrr, findNrr, findRisk) = (desk.AskAsync(asking, "/mrr", Audience.Alone, cancel), desk.AskAsync(asking, "/nrr", Audience.Alone, cancel), desk.AskAsync(asking, "/at-risk", Audience.Alone, cancel));
        var findAlerts = desk.JudgeAsync(asking, "/alerts", Audience.Alone, cancel);
        var mrr = await findMrr;
        List<Answer> others = [.. new[] { await findNrr, await findRisk }.Select(reply => reply.Answer).OfType<Answer>().Where(answer => answer.Kind == AnswerKind.Figures)];
        var names = (await findAlerts).IsAllowed;
        if (mrr.Answer is not { } answer) return HomeView.Refusal(mrr.Refusal);
        var me = SlackPeople.Address(request.User);
        HashSet<string> owners = new([me, request.User, .. alerting.Policy.Routes.Owners.Where(owner => owner.Value.Person == me).Select(owner => owner.Key)], StringComparer.OrdinalIgnoreCase);
        var rules = await book.RulesAsync(Platform.Slack, cancel);
        HomeFacts facts = new(answer, rules.RoleOf(request.Workspace, request.User)?.At(PlaceKind.Direct) ?? Right.None, clock.GetUtcNow(), company.Currency)
        {
            Others = others, Dashboard = links.Dashboard,
            Customers = names ? await owned(owners, cancel) : null,
            Alerts = names ? [.. (await open.ReadAsync(new AlertFilter(), cancel)).Where(alert => IsOf(alert, me, owners))] : null,
        };
        return HomeView.Render(facts, me, text => seal.Close(text, request.Workspace));
    }

    /// <summary>Given to them, taken by them, or about a customer of theirs that nobody else has taken.</summary>
    private static bool IsOf(OpenAlert alert, string me, HashSet<string> owners) => alert.Status.Handling switch
    {
        { AssignedTo: { } to } => to == me,
        { AcknowledgedBy: { } by } => by == me,
        _ => alert.Facts.Owner is { } owner && owners.Contains(owner),
    };
}
