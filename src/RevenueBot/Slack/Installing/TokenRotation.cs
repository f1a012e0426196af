using System.Collections.Concurrent;
using Npgsql;
using RevenueBot.Alerts;

namespace RevenueBot.Slack.Installing;

/// <summary>
/// Renews tokens that rotate (https://docs.slack.dev/authentication/using-token-rotation). Slack keeps two tokens of an installation
/// alive, and a refresh token is good once: so one replica at a time renews, under the lock of the installation's row, and the new
/// pair is stored before anybody uses it. Where Slack's reply is lost, the old refresh token is tried again within its grace.
/// </summary>
internal sealed class TokenRotation(NpgsqlDataSource database, InstallationStore store, SlackOAuth oauth, TimeProvider clock)
{
    private static readonly TimeSpan _early = TimeSpan.FromHours(2);
    private static readonly TimeSpan _triesAgain = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<string, DateTimeOffset> _notBefore = new();

    /// <summary>Whether a token ends within two hours. One that could not be renewed a moment ago, and still works, is left for a while.</summary>
    public bool IsDue(string id, Tokens tokens)
    {
        var now = clock.GetUtcNow();
        return IsDue(tokens) && (tokens.ExpiresAt <= now || !_notBefore.TryGetValue(id, out var wait) || wait <= now);
    }

    /// <summary>The installation with tokens that work; or what stands in the way.</summary>
    /// <param name="refused">A token that Slack says has ended, whatever its time; null: by its time.</param>
    public async Task<(Stored? Stored, DeliveryOutcome? Problem)> RenewAsync(string id, string? refused, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        var stored = await store.LockAsync(transaction, id, cancel);
        if (stored is not { Tokens: { Refresh: { } refresh } tokens, Installation.State: InstallationState.Active }) return (stored, null);
        // Another replica was here first.
        if (tokens.Access != refused && !IsDue(tokens)) return (stored, null);
        // From here on nothing breaks it off: what Slack gives out must be stored.
        var reply = await oauth.RefreshAsync(id, refresh, CancellationToken.None);
        if (reply.Value?.Tokens(clock.GetUtcNow()) is not { } renewed)
        {
            _notBefore[id] = clock.GetUtcNow() + _triesAgain;
            return (null, IsOurFault(reply) ? new DeliveryOutcome.RetryAfter(reply.Error ?? "no_token", _triesAgain) : reply.Outcome);
        }

        await store.RenewAsync(transaction, id, renewed, CancellationToken.None);
        await transaction.CommitAsync(CancellationToken.None);
        _notBefore.TryRemove(id, out _);
        return (stored with { Tokens = renewed, Installation = stored.Installation with { RenewedAt = clock.GetUtcNow() } }, null);
    }

    /// <summary>A wrong client secret says nothing about the installation.</summary>
    private static bool IsOurFault(SlackReply<OAuthReply> reply) => reply.Outcome.IsSent || reply.Error is "bad_client_secret" or "invalid_client_id";

    private bool IsDue(Tokens tokens) => tokens is { Refresh: not null, ExpiresAt: { } ends } && ends - clock.GetUtcNow() < _early;
}
