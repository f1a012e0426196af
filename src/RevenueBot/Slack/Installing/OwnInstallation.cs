using RevenueBot.Alerts;

namespace RevenueBot.Slack.Installing;

/// <summary>
/// The installation whose token stands in <c>Slack:BotToken</c>: which workspace that is, Slack says. It is asked once, and again
/// only where it did not answer.
/// </summary>
internal sealed class OwnInstallation(SlackTransport transport, InstallationStore store, SlackOptions options, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan _asksAgain = TimeSpan.FromSeconds(5), _asksDeadAgain = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1);
    private DeliveryOutcome? _trouble;
    private DateTimeOffset _notBefore = DateTimeOffset.MinValue;

    /// <summary>Null until it is known, and where no token is set.</summary>
    public string? Id { get; private set; }

    /// <summary>What stands in the way of knowing; null: nothing.</summary>
    public async Task<DeliveryOutcome?> SettleAsync(CancellationToken cancel)
    {
        if (options.BotToken.Length == 0 || Id is not null) return null;
        await _one.WaitAsync(cancel);
        try
        {
            if (Id is not null) return null;
            return clock.GetUtcNow() < _notBefore ? _trouble : _trouble = await AdoptAsync(cancel);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Whose token it is, and what it may do.</summary>
    public async Task<SlackReply<AuthReply>> AskAsync(CancellationToken cancel)
    {
        using FormUrlEncodedContent nothing = new([]);
        return await transport.CallAsync<AuthReply>(Caller.Bearer("settings", options.BotToken), "auth.test", nothing, isHarmlessTwice: true, cancel);
    }

    public void Dispose() => _one.Dispose();

    private async Task<DeliveryOutcome?> AdoptAsync(CancellationToken cancel)
    {
        var reply = await AskAsync(cancel);
        if (reply.Value?.Id is not { } id)
        {
            _notBefore = clock.GetUtcNow() + (reply.Outcome is DeliveryOutcome.Permanent ? _asksDeadAgain : _asksAgain);
            return reply.Outcome.IsSent ? new DeliveryOutcome.RetryAfter("no_team") : reply.Outcome;
        }

        Installation found = new(id, reply.Value.Team ?? id, clock.GetUtcNow())
        {
            IsEnterprise = reply.Value.IsEnterpriseInstall, EnterpriseId = reply.Value.EnterpriseId, TeamId = reply.Value.TeamId, BotUserId = reply.Value.UserId, Scopes = reply.Scopes, FromSettings = true,
        };
        var known = (await store.ReadAsync(id, cancel))?.Installation;
        // One that came by an install in the browser since is the newer.
        var stays = known is { State: InstallationState.Active } && (!known.FromSettings || known.Scopes.ToHashSet().SetEquals(found.Scopes));
        if (!stays) await store.PutAsync(found, tokens: null, cancel);
        Id = id;
        return null;
    }
}
