using RevenueBot.Jobs;

namespace RevenueBot.Slack.Installing;

/// <summary>
/// Tries installations again whose token Slack did not take: a wrong list of allowed addresses, or a workspace that was suspended, heals
/// without an install. One that was removed has no token to try, unless it stands in the settings.
/// </summary>
internal sealed class InstallationRevival(InstallationStore store, SlackTransport transport) : IRefresh
{
    public string Name => "slack installations";

    public Cadence Cadence => Cadence.FiveMinutes;

    public async Task RunAsync(DateTimeOffset at, CancellationToken cancel)
    {
        foreach (var (installation, tokens) in await store.AllAsync(cancel))
        {
            if (installation.State == InstallationState.Active || tokens is null) continue;
            using FormUrlEncodedContent nothing = new([]);
            var reply = await transport.CallAsync<AuthReply>(Caller.Bearer(installation.Id, tokens.Access), "auth.test", nothing, isHarmlessTwice: true, cancel);
            if (reply.Value?.Id != installation.Id) continue;
            if (installation.FromSettings) await store.PutAsync(installation with { InstalledAt = at, Scopes = reply.Scopes }, tokens: null, cancel);
            else await store.ReviveAsync(installation.Id, cancel);
        }
    }
}
