using RevenueBot.Alerts;
using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams.Places;

/// <summary>
/// Messages that nobody asked for: to a channel (as a thread of its own), a group chat, or a person by the object id of their directory.
/// Each makes one attempt. Where Teams says that nothing is taken there, nothing is sent there until somebody there acts.
/// </summary>
internal sealed class TeamsPosts(ConnectorClient connector, PlaceStore places, TeamsDirectory directory, TimeProvider clock)
{
    private const string Install = "Add RevenueBot there (Teams, Apps, or the channel's or chat's own menu), then replay the message.";

    /// <summary>Posts.</summary>
    /// <returns>Sent with a <see cref="PostedActivity"/> as the reference.</returns>
    public async Task<DeliveryOutcome> SendAsync(string address, OutgoingActivity activity, CancellationToken cancel)
    {
        if (await FindAsync(address, cancel) is not ({ } place, var trouble)) return new DeliveryOutcome.Permanent("NotInstalled", $"The bot is not there. {Install}");
        if (trouble is not null) return trouble;
        var sent = place.Kind == TeamsPlaceKind.Channel ? await ThreadAsync(place, activity, cancel) : Referred(place.Address, await connector.SendAsync(place.Address, activity, cancel));
        return await NotedAsync(place, sent, cancel);
    }

    /// <summary>Replaces what was posted. Twice is harmless.</summary>
    public async Task<DeliveryOutcome> UpdateAsync(PostedActivity posted, OutgoingActivity activity, CancellationToken cancel)
    {
        var at = await CurrentAsync(posted, cancel);
        return Referred(at.Where, await connector.UpdateAsync(at.Where, posted.Activity, activity, cancel));
    }

    /// <summary>Writes under what was posted.</summary>
    public async Task<DeliveryOutcome> ReplyAsync(PostedActivity posted, OutgoingActivity activity, CancellationToken cancel)
    {
        var at = await CurrentAsync(posted, cancel);
        return Referred(at.Where, await connector.ReplyAsync(at.Where, posted.Activity, activity, cancel));
    }

    /// <summary>The place behind an address, known or found; null where the bot is not there.</summary>
    /// <returns>The place; and, where nothing may be sent there now, why.</returns>
    public async Task<(TeamsPlace Place, DeliveryOutcome? Trouble)?> FindAsync(string address, CancellationToken cancel)
    {
        var isPerson = Guid.TryParse(address, out _);
        var known = isPerson ? await places.FindPersonAsync(address.ToLowerInvariant(), cancel) : await places.FindAsync(address, cancel);
        if (known is { IsOpen: true }) return (known.Place, null);
        if (known is { Broken: { } broken, RemovedAt: null }) return (known.Place, ConnectorErrors.Refusal(broken));
        if (known is null && isPerson) return await MeetAsync(address.ToLowerInvariant(), cancel);
        return known is null ? await SearchAsync(address, cancel) : null;
    }

    /// <summary>Opens the chat with somebody whom the bot has met in a shared place, once: its id is kept.</summary>
    public async Task<(TeamsPlace? Place, DeliveryOutcome Outcome)> OpenAsync(TeamsUser user, TeamsPlace met, CancellationToken cancel)
    {
        if (await places.FindPersonAsync(user.Person, cancel) is { IsOpen: true } known) return (known.Place with { ServiceUrl = met.ServiceUrl }, new DeliveryOutcome.Sent());
        var reply = await connector.CreatePersonalAsync(met.RootAddress, user.Id, cancel);
        if (reply.Value?.Id is not { Length: > 0 } id) return (null, reply.Outcome.IsSent ? new DeliveryOutcome.RetryAfter("NoConversation") : reply.Outcome);
        TeamsPlace chat = new(met.ServiceUrl, met.Tenant, id, TeamsPlaceKind.Personal) { Bot = met.Bot };
        await places.SeenAsync(chat, user, clock.GetUtcNow(), cancel);
        return (chat, reply.Outcome);
    }

    /// <summary>Remembers where nothing is taken any more.</summary>
    public async Task<DeliveryOutcome> NotedAsync(TeamsPlace place, DeliveryOutcome outcome, CancellationToken cancel)
    {
        if (ConnectorErrors.IsBroken(outcome)) await places.BreakAsync(place, outcome.Problem!, cancel);
        if (ConnectorErrors.IsNowhere(outcome)) await places.RemoveAsync(place, null, clock.GetUtcNow(), cancel);
        return outcome;
    }

    private async Task<(TeamsPlace, DeliveryOutcome?)?> MeetAsync(string person, CancellationToken cancel)
    {
        if (await directory.FindPersonAsync(person, cancel) is not ({ Id: { } id } member, { } met)) return null;
        var (chat, outcome) = await OpenAsync(new TeamsUser(id, (member.Person ?? person).ToLowerInvariant()), met, cancel);
        return (chat ?? met, chat is null ? outcome : null);
    }

    /// <summary>A channel of a team the bot is in, in which nobody has written to it yet.</summary>
    private async Task<(TeamsPlace, DeliveryOutcome?)?> SearchAsync(string channel, CancellationToken cancel)
    {
        const int most = 20;
        foreach (var known in (await places.SharedAsync(most, cancel)).Where(one => one.Team is not null).DistinctBy(one => one.Team))
        {
            if ((await connector.ChannelsAsync(known.Place.RootAddress, known.Team!, cancel)).Value?.Conversations?.Any(one => one.Id == channel) is not true) continue;
            var place = known.Place with { Conversation = channel };
            await places.SeenAsync(place, null, clock.GetUtcNow(), cancel);
            return (place, null);
        }

        return null;
    }

    private async Task<DeliveryOutcome> ThreadAsync(TeamsPlace channel, OutgoingActivity activity, CancellationToken cancel)
    {
        var reply = await connector.CreateThreadAsync(channel.RootAddress, activity, cancel);
        if (!reply.Outcome.IsSent) return reply.Outcome;
        // Without its id it could never be edited, and nothing finds it again.
        return reply.Value is { Id: { Length: > 0 } thread, ActivityId: { Length: > 0 } id } ? Referred(channel.Address with { Conversation = thread }, new DeliveryOutcome.Sent(id)) : new DeliveryOutcome.Unknown("NoActivityId");
    }

    /// <summary>The service's address may have changed since.</summary>
    private async Task<PostedActivity> CurrentAsync(PostedActivity posted, CancellationToken cancel)
    {
        TeamsPlace place = new(posted.Where.ServiceUrl, posted.Where.Tenant, posted.Where.Conversation, TeamsPlaceKind.Channel);
        return await places.FindAsync(place.Root, cancel) is { } known ? posted with { Where = posted.Where with { ServiceUrl = known.ServiceUrl } } : posted;
    }

    private static DeliveryOutcome Referred(ConnectorAddress at, DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Sent { Reference: { Length: > 0 } id } => new DeliveryOutcome.Sent(new PostedActivity(at, id).ToString()),
        DeliveryOutcome.Sent => new DeliveryOutcome.Unknown("NoActivityId"),
        _ => outcome,
    };
}
