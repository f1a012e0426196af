using RevenueBot.Alerts;
using RevenueBot.Slack.Installing;

namespace RevenueBot.Slack.Alerts;

/// <summary>Where something is posted: <c>C…</c> or <c>U…</c> in the only workspace, <c>T…/C…</c> in one of several.</summary>
/// <param name="Workspace">The workspace, or the organization that the app is installed for; null: there is only one.</param>
internal readonly record struct SlackAddress(string? Workspace, string Place)
{
    public static SlackAddress Parse(string address) => address.Split('/', 2) is [{ Length: > 0 } workspace, { Length: > 0 } place] ? new(workspace, place) : new(null, address);

    public bool IsPerson => Place.StartsWith('U') || Place.StartsWith('W');
}

/// <summary>A place with the installation by whose right something is posted there.</summary>
internal sealed record SlackPlace(SlackClient Slack, string Workspace, SlackAddress Address);

/// <summary>Finds the installation for an address.</summary>
internal sealed class SlackPlaces(SlackClients clients, Installations installations)
{
    /// <summary>The place; or why nothing can be posted there.</summary>
    public async Task<(SlackPlace? Place, DeliveryOutcome? Problem)> FindAsync(string text, CancellationToken cancel)
    {
        var address = SlackAddress.Parse(text);
        if ((address.Workspace ?? await installations.OnlyAsync(cancel)) is { } workspace) return (new(clients.In(workspace), workspace, address), null);
        var trouble = await installations.SettleAsync(cancel);
        return (null, trouble ?? new DeliveryOutcome.Permanent("which_workspace", $"The app is not installed in exactly one workspace: write the destination as slack:T…/{address.Place}, then replay the message."));
    }
}
