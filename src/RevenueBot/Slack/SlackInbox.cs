using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Slack;

/// <summary>Requests from Slack that are not done yet.</summary>
internal sealed class SlackInbox(Inbox inbox, NpgsqlDataSource database, TimeProvider clock) : ChatInbox(Source, inbox, database, clock)
{
    public const string Source = "slack";

    /// <summary>Stores a request; false where it is known already. Two clicks on "Post" are two payloads but one wish; everything else Slack names itself.</summary>
    public Task<bool> AddAsync(SlackRequest request, CancellationToken cancel) =>
        Wish(request) is { } wish ? AddWishAsync(wish, request.ToBytes(), cancel) : AddAsync(request.EventId, request.ToBytes(), cancel);

    /// <summary>Remembers whether it may have been posted for everybody: to be called before, and after where nothing was.</summary>
    /// <returns>False: the request is no longer being worked on, so nothing is to be sent.</returns>
    public Task<bool> MarkAsync(SlackRequest request, bool mayBePosted, CancellationToken cancel) =>
        ReplaceAsync(Wish(request) is { } wish ? KeyOf(wish) : request.EventId, (request with { MayBePosted = mayBePosted }).ToBytes(), cancel);

    private static string? Wish(SlackRequest request) => request.ActionId == SlackActions.Share ? $"{request.Channel} {request.Value}" : null;
}
