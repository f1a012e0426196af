using Npgsql;
using RevenueBot.Chat;
using RevenueBot.Metrics.Storage;
using RevenueBot.Teams.Cards;

namespace RevenueBot.Teams;

/// <summary>Requests from Teams that are not done yet.</summary>
internal sealed class TeamsInbox(Inbox inbox, NpgsqlDataSource database, TimeProvider clock) : ChatInbox(Source, inbox, database, clock)
{
    public const string Source = "teams";

    /// <summary>Stores a request; false where it is known already. Two clicks on "Post" are two activities but one wish.</summary>
    public Task<bool> AddAsync(TeamsRequest request, CancellationToken cancel) => request.Verb == CardVerbs.Share
        ? AddWishAsync(WishOf(request), request.ToBytes(), cancel) : AddAsync(request.EventId, request.ToBytes(), cancel);

    /// <summary>
    /// Notes that a post for others is about to be sent, or was certainly not taken. Teams has no way to look whether one arrived: whoever takes
    /// the request up after a crash does not send it again.
    /// </summary>
    /// <returns>False: the request is no longer being worked on, so nothing is to be sent.</returns>
    public Task<bool> PostingAsync(TeamsRequest share, bool isPosting, CancellationToken cancel) => ReplaceAsync(KeyOf(WishOf(share)), (share with { IsPosting = isPosting }).ToBytes(), cancel);

    private static string WishOf(TeamsRequest share) => $"{share.Place.Conversation} {share.Value}";
}
