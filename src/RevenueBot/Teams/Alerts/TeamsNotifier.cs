using RevenueBot.Alerts;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Teams.Cards;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Digests;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams.Alerts;

/// <summary>Alerts in Teams: posts cards to channels, chats and people, replaces them, and writes under them. Teams lets no bot look whether a post arrived.</summary>
internal sealed class TeamsNotifier(TeamsPosts posts, TeamsAudience audience, TeamsDirectory directory, AlertLinks links, Company company, TimeProvider clock, TeamsReports? reports = null) : INotifier
{
    public string Platform => "teams";

    public Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel) =>
        TellAsync(delivery, card.NamesCustomers, async place => await WriteAsync(delivery, card, place, cancel), activity => posts.SendAsync(delivery.Address, activity, cancel), cancel);

    public async Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
    {
        if (PostedActivity.Parse(delivery.Reference) is not { } posted) return new DeliveryOutcome.Gone("no_reference");
        var outcome = await TellAsync(delivery, card.NamesCustomers, async place => await WriteAsync(delivery, card, place, cancel), activity => posts.UpdateAsync(posted, activity, cancel), cancel);
        return outcome is DeliveryOutcome.Sent ? new DeliveryOutcome.Sent(delivery.Reference) : outcome;
    }

    public async Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel)
    {
        if (PostedActivity.Parse(delivery.Reference) is not { } posted) return new DeliveryOutcome.Gone("no_reference");
        return await TellAsync(delivery, line.NamesCustomers, async place => AlertCards.Render(line, await PeopleAsync([line.Mention, line.By], place, cancel)), activity => posts.ReplyAsync(posted, activity, cancel), cancel);
    }

    public async Task<DeliveryOutcome> SendReportAsync(Delivery delivery, ReportPost post, CancellationToken cancel) =>
        reports is null ? new DeliveryOutcome.RetryAfter("no_reports") : await reports.SendAsync(delivery, post, cancel);

    public Task<Found> FindAsync(Delivery delivery, CancellationToken cancel) => Task.FromResult<Found>(new Found.CannotTell());

    /// <summary>As a card; in words where Teams takes no card of this size or form.</summary>
    private async Task<DeliveryOutcome> TellAsync(Delivery delivery, bool namesCustomers, Func<TeamsPlace, Task<CardMessage>> write, Func<OutgoingActivity, Task<DeliveryOutcome>> send, CancellationToken cancel)
    {
        if (await posts.FindAsync(delivery.Address, cancel) is not var (place, trouble)) return ConnectorErrors.Refusal(ConnectorErrors.NotInstalled);
        if (trouble is not null) return trouble;
        if (await audience.AgainstAsync(place, delivery.Address, namesCustomers, cancel) is { } refusal) return refusal;
        var message = await write(place);
        var sent = await send(OutgoingActivity.OfCard(message.Card, message.Summary));
        return ConnectorErrors.IsTooBig(sent) || ConnectorErrors.IsBadMessage(sent) ? await send(OutgoingActivity.OfText(message.Card.Speak)) : sent;
    }

    private async Task<CardMessage> WriteAsync(Delivery delivery, AlertCard card, TeamsPlace place, CancellationToken cancel) => AlertCards.Render(card, new AlertSetting(links, clock.GetUtcNow(), company.Calendar)
    {
        People = await PeopleAsync(TeamsPeople.In(card), place, cancel), IsShared = !place.IsPersonal, IsRepeat = delivery.IsRepeat,
    });

    /// <summary>Their names as Teams says them: of who is not in the place there is none.</summary>
    private async Task<TeamsPeople> PeopleAsync(IEnumerable<string?> addresses, TeamsPlace place, CancellationToken cancel)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        foreach (var address in addresses.OfType<string>().Distinct())
            if (TeamsPeople.PersonOf(address) is { } person && (await directory.MemberAsync(person, place, fresh: false, cancel))?.Name is { Length: > 0 } name) names[address] = name;
        return new(names);
    }
}
