using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Doctor;
using RevenueBot.Teams.Connector;
using RevenueBot.Teams.Places;
using RevenueBot.Teams.Trust;

namespace RevenueBot.Teams;

/// <summary>What <c>doctor</c> looks at in Teams: the keys and the token, who may ask, where the bot is, and every place that is named.</summary>
internal sealed class TeamsChecks(TeamsOptions options, ConnectorToken tokens, BotKeys keys, PlaceStore places, TeamsPosts posts, TeamsDirectory directory, AccessBook book)
{
    private const string Name = "Teams";

    private AccessRules Rules => book.Kept(Platform.Teams);

    public static DoctorCheck Off { get; } =
        DoctorCheck.Warn(Name, "Not connected: set Teams:AppId, Teams:AppPassword and Teams:TenantId (docs/teams.md shows how).");

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        if (options.AllowUnauthenticated) return [DoctorCheck.Warn(Name, "Teams:AllowUnauthenticated is on: whoever reaches this machine's loopback address is let in. For development only."), People()];
        var token = await TokenAsync(cancel);
        if (token.Outcome != Outcome.Ok) return [token, await KeysAsync(cancel), People()];
        var count = await places.CountAsync(cancel);
        var named = await Task.WhenAll(Rules.Channels.Order(StringComparer.Ordinal).Select(place => PlaceAsync(place, cancel)));
        return [token, await KeysAsync(cancel), People(), Known(count), .. named];
    }

    private async Task<DoctorCheck> TokenAsync(CancellationToken cancel) => (await tokens.GetAsync(cancel)).Trouble switch
    {
        null => DoctorCheck.Ok(Name, "Microsoft's login gives the bot its token."),
        DeliveryOutcome.Permanent refused => DoctorCheck.Fail(Name, $"Microsoft's login gives the bot no token ({refused.Reason}). {refused.Advice}"),
        var outcome => DoctorCheck.Fail(Name, $"Microsoft's login could not be reached ({outcome.Problem}): check that this machine reaches {options.Token.Host}, then run doctor again."),
    };

    private async Task<DoctorCheck> KeysAsync(CancellationToken cancel) => await keys.LookAsync(cancel) is { } count
        ? DoctorCheck.Ok("Teams keys", $"{count} keys to verify requests with.")
        : DoctorCheck.Fail("Teams keys", $"The keys to verify requests with could not be read: check that this machine reaches {options.Metadata.Host}. Without them nobody is let in.");

    private DoctorCheck People() => Rules.AreEmpty
        ? DoctorCheck.Fail("Teams access", "Nobody may ask: add a person by their object id, such as Access:Teams:People:5f0c…-… = totals.")
        : DoctorCheck.Ok("Teams access", $"{Rules.People.Count} people and {Rules.Workspaces.Count} whole tenants may ask; figures may be posted in {Rules.Channels.Count} places.");

    private static DoctorCheck Known(PlaceCount count) => count switch
    {
        { Personal: 0, Groups: 0, Channels: 0 } => DoctorCheck.Warn("Teams places", "The bot is installed nowhere yet: upload the app package (docs/teams.md) and add it."),
        { Broken: > 0 } => DoctorCheck.Warn("Teams places", $"{count.Broken} of {count.Personal + count.Groups + count.Channels} places take no messages: somebody blocked the bot or an administrator disabled it. Nothing is sent there until somebody there writes to it."),
        _ => DoctorCheck.Ok("Teams places", $"{count.Personal} personal chats, {count.Groups} group chats and {count.Channels} channels."),
    };

    private async Task<DoctorCheck> PlaceAsync(string address, CancellationToken cancel)
    {
        var name = $"Teams {address}";
        if (await posts.FindAsync(address, cancel) is not ({ } place, var trouble)) return DoctorCheck.Warn(name, "The bot is not there, so nothing can be posted: add it to the team or chat.");
        if (trouble is DeliveryOutcome.Permanent refused) return DoctorCheck.Fail(name, $"Nothing can be posted there ({refused.Reason}). {refused.Advice}");
        return await directory.PlaceAsync(place, fresh: true, cancel) switch
        {
            null => DoctorCheck.Warn(name, "Who reads it could not be found out, so no figures are posted: run doctor again."),
            { Kind: PlaceKind.External } when !Rules.SharedChannels.Contains(address) => DoctorCheck.Warn(name, "Guests or people of other companies read it, so no figures are posted: name it in Access:Teams:SharedChannels too if they should be."),
            _ => DoctorCheck.Ok(name, "Reachable."),
        };
    }
}
