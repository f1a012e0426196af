using RevenueBot.Access.Granting;

namespace RevenueBot.Access;

/// <summary>
/// Who may ask what, where, on one platform. Empty rules allow nobody. Ids are the platform's own and compared exactly.
/// </summary>
internal sealed record AccessRules
{
    /// <summary>Roles by person: user id, or <c>workspace:user</c> where one deployment serves several workspaces.</summary>
    public IReadOnlyDictionary<string, Role> People { get; init; } = new Dictionary<string, Role>();

    /// <summary>Roles of every full member of a workspace.</summary>
    public IReadOnlyDictionary<string, Role> Workspaces { get; init; } = new Dictionary<string, Role>();

    /// <summary>Channels in which figures may be shown.</summary>
    public IReadOnlySet<string> Channels { get; init; } = new HashSet<string>();

    /// <summary>Channels that may be shared with people outside the company and still show figures. A subset of <see cref="Channels"/>.</summary>
    public IReadOnlySet<string> SharedChannels { get; init; } = new HashSet<string>();

    /// <summary>What everybody in a channel may see, whoever posts it; a channel without one shows what the poster may show there.</summary>
    public IReadOnlyDictionary<string, Role> ChannelRoles { get; init; } = new Dictionary<string, Role>();

    /// <summary>Whether a person with a right may ask in a direct message.</summary>
    public bool DirectMessages { get; init; } = true;

    /// <summary>People from whom an administrator took what their workspace gives.</summary>
    public IReadOnlySet<string> Denied { get; init; } = new HashSet<string>();

    public bool AreEmpty => People.Count == 0 && Workspaces.Count == 0;

    /// <summary>The role of a person, or null for none: all that they and their workspace are given.</summary>
    public Role? RoleOf(string workspace, string user)
    {
        var (here, anywhere) = ($"{workspace}:{user}", user);
        var everybody = Denied.Contains(here) || Denied.Contains(anywhere) ? null : Workspaces.GetValueOrDefault(workspace);
        Role?[] found = [People.GetValueOrDefault(here), People.GetValueOrDefault(anywhere), everybody];
        return Role.All([.. found.OfType<Role>()]);
    }

    /// <summary>With what administrators gave beside: it adds to what the configuration says of a person or a channel, and takes nothing of it away.</summary>
    public AccessRules With(IEnumerable<AccessGrant> grants, Roles roles)
    {
        var (people, denied, channels, limits) = (new Dictionary<string, Role>(People), new HashSet<string>(Denied), new HashSet<string>(Channels), new Dictionary<string, Role>(ChannelRoles));
        foreach (var grant in grants)
        {
            var role = roles.Find(grant.Role);
            // A role that the configuration no longer has gives nothing.
            if (grant.IsAllowed && grant.Role is not null && role is null) continue;
            if (grant.Subject.Kind == SubjectKind.Person && !grant.IsAllowed) denied.Add(grant.Subject.Key);
            else if (grant.Subject.Kind == SubjectKind.Person && role is not null) people[grant.Subject.Key] = people.GetValueOrDefault(grant.Subject.Key) is { } own ? Role.All([own, role])! : role;
            else if (grant.IsAllowed && channels.Add(grant.Subject.Id) && role is not null) limits[grant.Subject.Id] = role;
        }

        return this with { People = people, Denied = denied, Channels = channels, ChannelRoles = limits };
    }
}
