using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Slack;

/// <summary>Requests from Slack that are not done yet.</summary>
internal sealed class SlackInbox(Inbox inbox, NpgsqlDataSource database, TimeProvider clock) : ChatInbox(Source, inbox, database, clock)
{
    public const string Source = "slack";

    /// <summary>Stores a request; false where it is known already. Two clicks on "Post" are two payloads but one wish; everything else Slack names itself.</summary>
    public Task<bool> AddAsync(SlackRequest request, CancellationToken cancel) => request.ActionId == SlackActions.Share
        ? AddWishAsync($"{request.Channel} {request.Value}", request.ToBytes(), cancel) : AddAsync(request.EventId, request.ToBytes(), cancel);
}
