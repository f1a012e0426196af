using System.Collections.Concurrent;
using RevenueBot.Alerts;

namespace RevenueBot.Slack.Installing;

/// <summary>What a call needs: where it acts, and the right to.</summary>
internal sealed record Credential(Installation Installation, Tokens Tokens);

/// <summary>Every place where the app is installed, with tokens that work; what ends an installation ends it here, once.</summary>
internal sealed class Installations(InstallationStore store, OwnInstallation own, TokenRotation rotation, SlackTransport transport, OperatorNotice notice, TimeProvider clock)
{
    private const int MostKept = 1_000;
    private const string InstallAgain = "Install the app in the workspace again, then replay what was given up.";

    /// <summary>So long another replica's news may take.</summary>
    private static readonly TimeSpan _keeps = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (DateTimeOffset Until, Stored Stored)> _kept = new();

    /// <summary>The installation of a workspace or an organization.</summary>
    /// <returns>Null with <see cref="DeliveryOutcome.Permanent"/> where nobody installed the app there, with another outcome where that cannot be told now.</returns>
    public async Task<(Stored? Stored, DeliveryOutcome? Problem)> FindAsync(string id, CancellationToken cancel)
    {
        if (_kept.TryGetValue(id, out var known) && known.Until > clock.GetUtcNow()) return (known.Stored, null);
        var trouble = await SettleAsync(cancel);
        if (await store.ReadAsync(id, cancel) is { } stored) return (Keep(stored), null);
        return (null, trouble is null or DeliveryOutcome.Permanent ? new DeliveryOutcome.Permanent("not_installed", "Install the app in that workspace, or choose a channel of another.") : trouble);
    }

    /// <summary>The only installation, which needs no name: the one of the settings, or else the only one that works.</summary>
    public async Task<string?> OnlyAsync(CancellationToken cancel)
    {
        await SettleAsync(cancel);
        if (own.Id is { } id) return id;
        List<string> active = [.. (await store.AllAsync(cancel)).Where(stored => stored.Installation.State == InstallationState.Active).Select(stored => stored.Installation.Id)];
        return active is [var only] ? only : null;
    }

    /// <summary>The right to act in an installation, renewed where it is about to run out.</summary>
    public async Task<(Credential? Credential, DeliveryOutcome? Problem)> CredentialAsync(string id, CancellationToken cancel)
    {
        var (stored, problem) = await FindAsync(id, cancel);
        if (stored is not { Tokens: { } tokens, Installation.State: InstallationState.Active }) return (null, problem ?? Against(stored!));
        if (!rotation.IsDue(id, tokens)) return (new(stored.Installation, tokens), null);
        return await RenewAsync(stored.Installation, tokens, isRefused: false, cancel);
    }

    /// <summary>After Slack refused a token: another one to try once. Null: there is none, and the installation has ended.</summary>
    public async Task<Credential?> InsteadAsync(Credential refused, string error, CancellationToken cancel)
    {
        var id = refused.Installation.Id;
        _kept.TryRemove(id, out _);
        if (await store.ReadAsync(id, cancel) is { Tokens: { } newer, Installation.State: InstallationState.Active } stored && newer.Access != refused.Tokens.Access) return new(stored.Installation, newer);
        if (error == "token_expired" && refused.Tokens.Refresh is not null) return (await RenewAsync(refused.Installation, refused.Tokens, isRefused: true, cancel)).Credential;
        var isRemoved = error is "account_inactive" or "token_revoked";
        if (isRemoved || !await WorksAsync(refused, cancel)) await EndAsync(refused.Installation, isRemoved ? InstallationState.Removed : InstallationState.Dead, error, refused.Installation.InstalledAt, cancel);
        return null;
    }

    /// <summary>Whether a token is good for anything: one method's refusal need not be the end.</summary>
    public async Task<bool> WorksAsync(Credential credential, CancellationToken cancel)
    {
        using FormUrlEncodedContent nothing = new([]);
        var reply = await transport.CallAsync<AuthReply>(Caller.Bearer(credential.Installation.Id, credential.Tokens.Access), "auth.test", nothing, isHarmlessTwice: true, cancel);
        return reply.Outcome is not DeliveryOutcome.Permanent;
    }

    /// <summary>An installation works no more. Told once, however many calls and events find out, on however many replicas.</summary>
    /// <param name="asOf">The end is of this time: an installation that is younger stays.</param>
    public async Task EndAsync(Installation installation, InstallationState state, string reason, DateTimeOffset asOf, CancellationToken cancel)
    {
        var isNews = await store.EndAsync(installation.Id, state, reason, asOf, cancel);
        _kept.TryRemove(installation.Id, out _);
        if (isNews) await notice.TellAsync(installation, state, reason, cancel);
    }

    /// <summary>A new or renewed installation.</summary>
    public async Task PutAsync(Installation installation, Tokens tokens, CancellationToken cancel)
    {
        await store.PutAsync(installation, tokens, cancel);
        _kept.TryRemove(installation.Id, out _);
    }

    /// <summary>Scopes come and go: what Slack names with a reply is what is granted.</summary>
    public async Task GrantAsync(Installation installation, IReadOnlyList<string> scopes, CancellationToken cancel)
    {
        if (installation.Scopes.ToHashSet().SetEquals(scopes)) return;
        await store.GrantAsync(installation.Id, scopes, cancel);
        _kept.TryRemove(installation.Id, out _);
    }

    /// <summary>Knows the installation of the settings; where Slack refuses its token for good, it has ended.</summary>
    public async Task<DeliveryOutcome?> SettleAsync(CancellationToken cancel)
    {
        var trouble = await own.SettleAsync(cancel);
        if (trouble is not DeliveryOutcome.Permanent refused || !SlackErrors.IsDeadInstallation(refused.Reason)) return trouble;
        foreach (var (installation, _) in (await store.AllAsync(cancel)).Where(stored => stored.Installation is { FromSettings: true, State: InstallationState.Active }))
            await EndAsync(installation, InstallationState.Dead, refused.Reason, clock.GetUtcNow(), cancel);
        return trouble;
    }

    private async Task<(Credential? Credential, DeliveryOutcome? Problem)> RenewAsync(Installation installation, Tokens tokens, bool isRefused, CancellationToken cancel)
    {
        var (stored, problem) = await rotation.RenewAsync(installation.Id, isRefused ? tokens.Access : null, cancel);
        if (problem is DeliveryOutcome.Permanent lost)
        {
            await EndAsync(installation, InstallationState.Dead, lost.Reason, installation.InstalledAt, cancel);
            return (null, lost);
        }

        if (stored is { Tokens: { } renewed, Installation.State: InstallationState.Active }) return (new(Keep(stored).Installation, renewed), null);
        return problem is not null && !isRefused && tokens.ExpiresAt > clock.GetUtcNow() ? (new(installation, tokens), null) : (null, problem ?? Against(stored!));
    }

    private Stored Keep(Stored stored)
    {
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[stored.Installation.Id] = (clock.GetUtcNow() + _keeps, stored);
        return stored;
    }

    private static DeliveryOutcome.Permanent Against(Stored? stored) => stored?.Installation.State switch
    {
        InstallationState.Removed => new("app_uninstalled", $"The app was uninstalled from the workspace. {InstallAgain}"),
        InstallationState.Dead => new(stored.Installation.Reason ?? "token_dead", $"Slack does not take the token of the workspace. {InstallAgain}"),
        _ => new("token_unreadable", $"The token of the workspace cannot be read: the keys in the data directory are missing, or {nameof(Slack)}:BotToken is not set any more. {InstallAgain}"),
    };
}
