namespace RevenueBot.Slack.Installing;

internal enum InstallationState : short
{
    Active = 0,

    /// <summary>Slack does not take its token; it is tried again now and then.</summary>
    Dead = 1,

    /// <summary>Uninstalled, or its token revoked: it has no token any more.</summary>
    Removed = 2,
}

/// <summary>A place where the app is installed: one workspace, or a whole Enterprise organization.</summary>
/// <param name="Id">The workspace's team id; of an organization its enterprise id.</param>
internal sealed record Installation(string Id, string Name, DateTimeOffset InstalledAt)
{
    public bool IsEnterprise { get; init; }
    public string? EnterpriseId { get; init; }
    public string? TeamId { get; init; }
    public string? AppId { get; init; }
    public string? BotUserId { get; init; }

    /// <summary>What was granted, which may be less or more than was asked for.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>Whether a scope is known to be missing.</summary>
    public bool Lacks(string scope) => Scopes.Count > 0 && !Scopes.Contains(scope);

    /// <summary>The person who installed it.</summary>
    public string? Installer { get; init; }

    /// <summary>Its token stands in <c>Slack:BotToken</c> and not in the database.</summary>
    public bool FromSettings { get; init; }

    public InstallationState State { get; init; }

    /// <summary>Slack's word for why it is not active.</summary>
    public string? Reason { get; init; }

    /// <summary>When it became what it is.</summary>
    public DateTimeOffset ChangedAt { get; init; }

    /// <summary>When its token was last changed.</summary>
    public DateTimeOffset RenewedAt { get; init; }
}

/// <summary>The right to act in an installation. Never logged: its text says nothing.</summary>
/// <param name="Refresh">Gives the next pair; null where tokens do not rotate.</param>
internal sealed record Tokens(string Access, string? Refresh = null, DateTimeOffset? ExpiresAt = null)
{
    public override string ToString() => nameof(Tokens);
}

/// <summary>An installation with its tokens.</summary>
/// <param name="Tokens">Null: removed, or the keys that sealed them are lost. Those of the settings are there as long as they stand there.</param>
internal sealed record Stored(Installation Installation, Tokens? Tokens);
