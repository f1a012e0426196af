using RevenueBot.Access;
using RevenueBot.Alerts;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Chat;
using RevenueBot.Teams.Connector;

namespace RevenueBot.Teams.Places;

/// <summary>
/// Who a person is and who reads a place, as Teams says. Kept for a minute; failures are not kept. What cannot be found out is null, which
/// the policy refuses. A place that one person from outside reads is a place outside.
/// </summary>
internal sealed class TeamsDirectory(ConnectorClient connector, PlaceStore places, RetryLoop loop, TeamsOptions options, TimeProvider clock) : IKnowPeople
{
    /// <summary>Of 200 people each; who reads a larger place nobody can say.</summary>
    private const int MostPages = 25;

    /// <summary>For all pages together: who reads a place that takes longer is not known.</summary>
    private static readonly TimeSpan _listingMayTake = TimeSpan.FromSeconds(15);
    private const int MostLooked = 5;

    /// <summary>Somebody waits: what does not come within this is not known.</summary>
    private static readonly RetrySchedule _patience = new(TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8));

    private readonly KeptFacts<MemberReply> _people = new(clock);
    private readonly KeptFacts<PlaceFacts> _places = new(clock);

    public Platform Platform => Platform.Teams;

    /// <summary>As Teams knows them in their own chat with the bot, else in any of the places the bot is in.</summary>
    public async Task<PersonFacts?> FindAsync(string workspace, string user, CancellationToken cancel)
    {
        var member = await places.FindPersonAsync(user, cancel) is { } own ? await MemberAsync(user, own.Place, fresh: false, cancel) : null;
        return member is { Name: not null } || (member = (await FindPersonAsync(user, cancel))?.Member) is not null ? Facts(member) : null;
    }

    /// <summary>Somebody who asks in a place, as far as rights go.</summary>
    public Asking AskingOf(TeamsUser user, TeamsPlace place) => new(Platform.Teams, place.Tenant, user.Person, place.Root)
    {
        IsDirect = place.IsPersonal,
        FindPerson = (fresh, cancel) => PersonAsync(user, place, fresh, cancel),
        FindPlace = (fresh, cancel) => PlaceAsync(place, fresh, cancel),
    };

    /// <param name="place">Where they are looked for: who is not in it is nobody there.</param>
    /// <param name="fresh">Asks Teams whatever is kept: before figures go to others.</param>
    public async Task<PersonFacts?> PersonAsync(TeamsUser user, TeamsPlace place, bool fresh, CancellationToken cancel)
    {
        if (user.IsBot) return new PersonFacts(IsBot: true);
        if (await MemberAsync(user.Id, place, fresh, cancel) is not { } member) return null;
        return member.Person is { } found && !found.Equals(user.Person, StringComparison.OrdinalIgnoreCase) ? null : Facts(member);
    }

    /// <summary>Somebody in a place by either of their ids; null where they are not in it.</summary>
    public async Task<MemberReply?> MemberAsync(string id, TeamsPlace place, bool fresh, CancellationToken cancel)
    {
        var member = await _people.FindAsync(Key(id), fresh, () => AskAsync(attempt => connector.MemberAsync(place.RootAddress, id, attempt), cancel));
        // Cards name people by their object id: whoever was found is not asked for again by that, which Microsoft's Playground could not tell either.
        if (member?.Person is { } person) _people.AlsoAs(Key(id), Key(person.ToLowerInvariant()));
        return member;

        string Key(string one) => $"{place.Tenant} {place.Root} {one}";
    }

    /// <summary>Who reads a place.</summary>
    public Task<PlaceFacts?> PlaceAsync(TeamsPlace place, bool fresh, CancellationToken cancel) =>
        _places.FindAsync($"{place.Tenant} {place.Root}", fresh, () => LookAsync(place, cancel));

    /// <summary>A person by their object id, found in any of the places the bot is in.</summary>
    public async Task<(MemberReply Member, TeamsPlace Place)?> FindPersonAsync(string person, CancellationToken cancel)
    {
        foreach (var known in await places.SharedAsync(MostLooked, cancel))
            if (await MemberAsync(person, known.Place, fresh: false, cancel) is { Id: not null } member) return (member, known.Place);
        return null;
    }

    public PersonFacts Facts(MemberReply member) => new(
        IsGuest: member.UserRole?.Equals("guest", StringComparison.OrdinalIgnoreCase) is true, IsOutsider: member.IsAnonymous || !options.IsOurTenant(member.TenantId ?? ""),
        IsBot: member.UserRole?.Equals("bot", StringComparison.OrdinalIgnoreCase) is true)
    {
        Name = member.Name,
    };

    private async Task<PlaceFacts?> LookAsync(TeamsPlace place, CancellationToken cancel)
    {
        if (place.IsPersonal) return new PlaceFacts(PlaceKind.Direct);
        var kind = place.Kind == TeamsPlaceKind.Group ? PlaceKind.Private : await ChannelAsync(place, cancel);
        if (kind is not { } found || await HasOutsidersAsync(place, cancel) is not { } hasOutsiders) return null;
        return new PlaceFacts(hasOutsiders ? PlaceKind.External : found);
    }

    private async Task<PlaceKind?> ChannelAsync(TeamsPlace place, CancellationToken cancel)
    {
        if (place.Team is not { } team) return null;
        var reply = await AskAsync(attempt => connector.ChannelsAsync(place.RootAddress, team, attempt), cancel);
        var channel = reply?.Conversations?.FirstOrDefault(one => one.Id == place.Root);
        return (channel, channel?.MembershipType) switch
        {
            (null, _) => null,
            (_, "shared") => PlaceKind.Shared,
            (_, "private") => PlaceKind.Private,
            (_, "standard" or null) => PlaceKind.Public,
            _ => null,
        };
    }

    private async Task<bool?> HasOutsidersAsync(TeamsPlace place, CancellationToken cancel)
    {
        string? next = null;
        var until = clock.GetUtcNow() + _listingMayTake;
        for (var page = 0; page < MostPages; page++)
        {
            var token = next;
            if (await AskAsync(attempt => connector.MembersAsync(place.RootAddress, token, attempt), cancel) is not { Members: { } members } reply) return null;
            if (members.Any(member => Facts(member) is { IsGuest: true } or { IsOutsider: true })) return true;
            if (reply.ContinuationToken is not { Length: > 0 }) return false;
            if (clock.GetUtcNow() > until) return null;
            next = reply.ContinuationToken;
        }

        return null;
    }

    /// <summary>Waits a moment where Teams, or its limits, say so.</summary>
    private async Task<T?> AskAsync<T>(Func<CancellationToken, Task<ConnectorReply<T>>> call, CancellationToken cancel) where T : class
    {
        T? found = null;
        await loop.RunAsync(_patience, async attempt =>
        {
            (var outcome, found) = await call(attempt);
            return outcome;
        }, cancel);
        return found;
    }
}
