using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Handling;
using RevenueBot.Pictures;
using RevenueBot.Reports.Sending;
using RevenueBot.Teams.Alerts;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;

namespace RevenueBot.Teams.Digests;

/// <summary>Reports in Teams: one card, with what the readers of the place may see at this moment. Teams lets no bot look whether it arrived.</summary>
internal sealed class TeamsReports(TeamsPosts posts, TeamsAudience audience, StoredReports stored, TeamsSeal seal, ChartAddresses pictures, AlertLinks links)
{
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, ReportPost post, CancellationToken cancel)
    {
        if (post.Part > 0) return new DeliveryOutcome.Sent(); // the card holds its details
        if (await posts.FindAsync(delivery.Address, cancel) is not var (place, trouble)) return ConnectorErrors.Refusal(ConnectorErrors.NotInstalled);
        if (trouble is not null) return trouble;
        var (may, refusal) = await audience.MayAsync(place, delivery.Address, cancel);
        if (refusal is not null) return refusal;
        var (digest, problem) = await stored.ReadAsync(post, may, cancel);
        if (digest is null) return problem!;
        var message = DigestCards.Render(digest, new(question => seal.Close(question, place.Tenant), links) { Pictures = pictures.Of(digest, delivery.Address) });
        var sent = await posts.SendAsync(delivery.Address, OutgoingActivity.OfCard(message.Card, message.Summary), cancel);
        return ConnectorErrors.IsTooBig(sent) || ConnectorErrors.IsBadMessage(sent) ? await posts.SendAsync(delivery.Address, OutgoingActivity.OfText(message.Card.Speak), cancel) : sent;
    }
}
