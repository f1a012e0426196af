namespace RevenueBot.Access;

/// <summary>The configuration section <c>Access:{platform}</c> as it is written; <see cref="ToRules"/> reads it.</summary>
internal sealed class AccessOptions
{
    /// <summary>User id, or <c>workspace:user</c> → <c>totals</c>, <c>customers</c> or <c>annotate</c>.</summary>
    public Dictionary<string, string> People { get; init; } = [];

    /// <summary>Workspace id → <c>totals</c>, <c>customers</c> or <c>annotate</c>, for every full member of it.</summary>
    public Dictionary<string, string> Workspaces { get; init; } = [];

    public List<string> Channels { get; init; } = [];
    public List<string> SharedChannels { get; init; } = [];
    public bool DirectMessages { get; init; } = true;

    /// <summary>One plain sentence for every entry that cannot be understood.</summary>
    public IEnumerable<string> Problems(string section)
    {
        foreach (var (key, value) in People.Concat(Workspaces))
            if (Read(value) is null) yield return $"{section}: \"{value}\" of {key} is not a right; write totals, customers or annotate.";
        foreach (var channel in SharedChannels.Except(Channels))
            yield return $"{section}:SharedChannels names {channel}, which {section}:Channels does not; add it there too, or remove it.";
    }

    public AccessRules ToRules() => new()
    {
        People = Read(People),
        Workspaces = Read(Workspaces),
        Channels = Channels.ToHashSet(StringComparer.Ordinal),
        SharedChannels = SharedChannels.ToHashSet(StringComparer.Ordinal),
        DirectMessages = DirectMessages,
    };

    private static Dictionary<string, Right> Read(Dictionary<string, string> entries)
    {
        Dictionary<string, Right> rights = new(StringComparer.Ordinal);
        foreach (var (key, value) in entries)
            if (Read(value) is { } right) rights[key] = right;
        return rights;
    }

    private static Right? Read(string value) => value.Trim().ToLowerInvariant() switch
    {
        "totals" => Right.Totals,
        "customers" => Right.Customers,
        "annotate" => Right.Annotate,
        _ => null,
    };
}
