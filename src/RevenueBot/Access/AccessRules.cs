namespace RevenueBot.Access;

/// <summary>
/// What a person may be told and do; each includes those before it. <see cref="Customers"/>: names and figures of single customers.
/// <see cref="Annotate"/>: adding annotations, which everybody then sees in charts.
/// </summary>
internal enum Right { Totals = 1, Customers = 2, Annotate = 3 }

/// <summary>
/// Who may ask what, where, on one platform. Empty rules allow nobody. Ids are the platform's own and compared exactly.
/// </summary>
internal sealed record AccessRules
{
    /// <summary>Rights by person: user id, or <c>workspace:user</c> where one deployment serves several workspaces.</summary>
    public IReadOnlyDictionary<string, Right> People { get; init; } = new Dictionary<string, Right>();

    /// <summary>Rights of every full member of a workspace.</summary>
    public IReadOnlyDictionary<string, Right> Workspaces { get; init; } = new Dictionary<string, Right>();

    /// <summary>Channels in which figures may be shown.</summary>
    public IReadOnlySet<string> Channels { get; init; } = new HashSet<string>();

    /// <summary>Channels that may be shared with people outside the company and still show figures. A subset of <see cref="Channels"/>.</summary>
    public IReadOnlySet<string> SharedChannels { get; init; } = new HashSet<string>();

    /// <summary>Whether a person with a right may ask in a direct message.</summary>
    public bool DirectMessages { get; init; } = true;

    public bool AreEmpty => People.Count == 0 && Workspaces.Count == 0;

    /// <summary>The right of a person, or null for none: the larger of their own and their workspace's.</summary>
    public Right? RightOf(string workspace, string user)
    {
        Right?[] found = [Find(People, $"{workspace}:{user}"), Find(People, user), Find(Workspaces, workspace)];
        return found.Max();
    }

    private static Right? Find(IReadOnlyDictionary<string, Right> rights, string key) =>
        rights.TryGetValue(key, out var right) ? right : null;
}
