using System.Text.Json;
using RevenueBot.Chat;

namespace RevenueBot.Teams.Trust;

/// <summary>
/// Whether a genuine token was given for this very request: a valid token alone proves only that some bot of ours was addressed. Names no
/// key, asks nobody.
/// </summary>
internal sealed class ActivityCheck(ServiceHosts hosts, TeamsOptions options)
{
    private const string Teams = "msteams";

    /// <summary>What Microsoft's Agents Playground calls itself.</summary>
    private const string Emulator = "emulator";

    /// <param name="token">Null: it came without one, where that is allowed.</param>
    public TokenVerdict Check(VerifiedToken? token, JsonElement activity)
    {
        var (channel, address) = (activity.Text("channelId"), activity.Text("serviceUrl"));
        if (channel != Teams && !(token is null && channel == Emulator)) return TokenVerdict.Channel;
        if (token is not null && !token.Endorsements.Contains(channel)) return TokenVerdict.Endorsement;
        if (token is not null && !address.Equals(token.ServiceUrl, StringComparison.OrdinalIgnoreCase)) return TokenVerdict.ServiceUrl;
        if (hosts.Read(address) is null) return TokenVerdict.ServiceHost;
        return token is null || IsOurs(activity) ? TokenVerdict.Valid : TokenVerdict.Tenant;
    }

    /// <summary>The token does not prove whose tenant it is: anybody can install a bot anywhere. All that name one must name ours.</summary>
    private bool IsOurs(JsonElement activity)
    {
        string[] named = [activity.Child("channelData").Child("tenant").Text("id"), activity.Child("conversation").Text("tenantId")];
        return named.Any(tenant => tenant.Length > 0) && named.Where(tenant => tenant.Length > 0).All(options.IsOurTenant);
    }
}
