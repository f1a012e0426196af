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
        ? AddWishAsync($"{request.Place.Conversation} {request.Value}", request.ToBytes(), cancel) : AddAsync(request.EventId, request.ToBytes(), cancel);
}
