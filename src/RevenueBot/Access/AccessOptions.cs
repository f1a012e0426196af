namespace RevenueBot.Access;

/// <summary>The configuration section <c>Access:{platform}</c> as it is written; <see cref="ToRules"/> makes rules of it.</summary>
internal sealed class AccessOptions
{
    /// <summary>User id, or <c>workspace:user</c> → the name of a role.</summary>
    public Dictionary<string, string> People { get; init; } = [];

    /// <summary>Workspace id → the name of a role, for every full member of it.</summary>
    public Dictionary<string, string> Workspaces { get; init; } = [];

    public List<string> Channels { get; init; } = [];
    public List<string> SharedChannels { get; init; } = [];

    /// <summary>Channel id → the name of a role: what may be shown to everybody in it.</summary>
    public Dictionary<string, string> ChannelRoles { get; init; } = [];

    public bool DirectMessages { get; init; } = true;

    /// <summary>One plain sentence for every entry that could not be read.</summary>
    private IReadOnlyList<string> Unread { get; init; } = [];

    public static AccessOptions Read(IConfigurationSection section)
    {
        var (people, workspaces, limits) = (RoleEntries.Read(section.GetSection(nameof(People)), "Person"), RoleEntries.Read(section.GetSection(nameof(Workspaces)), "Workspace"), RoleEntries.Read(section.GetSection(nameof(ChannelRoles)), "Channel"));
        return new AccessOptions
        {
            People = people.Roles, Workspaces = workspaces.Roles, ChannelRoles = limits.Roles,
            Channels = section.GetSection(nameof(Channels)).Get<List<string>>() ?? [],
            SharedChannels = section.GetSection(nameof(SharedChannels)).Get<List<string>>() ?? [],
            DirectMessages = section.GetValue(nameof(DirectMessages), defaultValue: true),
            Unread = [.. people.Problems, .. workspaces.Problems, .. limits.Problems],
        };
    }

    /// <summary>One plain sentence for every entry that cannot be understood.</summary>
    public IEnumerable<string> Problems(string section, Roles roles)
    {
        foreach (var problem in Unread) yield return problem;
        foreach (var (key, value) in People.Concat(Workspaces).Concat(ChannelRoles))
            if (roles.Find(value) is null) yield return $"{section}: \"{value}\" of {key} is not a role; write {roles.Choices}.";
        foreach (var channel in SharedChannels.Except(Channels))
            yield return $"{section}:SharedChannels names {channel}, which {section}:Channels does not; add it there too, or remove it.";
        foreach (var channel in ChannelRoles.Keys.Except(Channels))
            yield return $"{section}:ChannelRoles names {channel}, which {section}:Channels does not; add it there too, or remove it.";
    }

    public AccessRules ToRules(Roles roles)
    {
        return new AccessRules
        {
            People = Read(People),
            Workspaces = Read(Workspaces),
            Channels = Channels.ToHashSet(StringComparer.Ordinal),
            SharedChannels = SharedChannels.ToHashSet(StringComparer.Ordinal),
            ChannelRoles = Read(ChannelRoles),
            DirectMessages = DirectMessages,
        };

        Dictionary<string, Role> Read(Dictionary<string, string> entries)
        {
            Dictionary<string, Role> found = new(StringComparer.Ordinal);
            foreach (var (key, value) in entries)
                if (roles.Find(value) is { } role) found[Canonical(key)] = role;
            return found;
        }
    }

    /// <summary>Object and tenant ids of Entra in small letters, as they are compared; all others as they are.</summary>
    private static string Canonical(string key) => string.Join(':', key.Split(':').Select(part => Guid.TryParse(part, out _) ? part.ToLowerInvariant() : part));
}
