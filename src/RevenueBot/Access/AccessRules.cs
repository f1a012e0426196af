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

    public bool AreEmpty => People.Count == 0 && Workspaces.Count == 0;

    /// <summary>The role of a person, or null for none: all that they and their workspace are given.</summary>
    public Role? RoleOf(string workspace, string user)
    {
        Role?[] found = [People.GetValueOrDefault($"{workspace}:{user}"), People.GetValueOrDefault(user), Workspaces.GetValueOrDefault(workspace)];
        return Role.All([.. found.OfType<Role>()]);
    }
}
