namespace RevenueBot.Access.Granting;

/// <summary>Who wants access to be listed or changed.</summary>
/// <param name="Platform">Null: the terminal, which may do whatever the configuration may.</param>
internal sealed record Requester(Platform? Platform, string Workspace, string User)
{
    public const string Terminal = "terminal";

    /// <summary>Who acts, as it is remembered.</summary>
    public string Name => Platform is { } platform ? $"{platform.ToString().ToLowerInvariant()}:{User}" : Terminal;

    /// <summary>Of a reader of answers, see <see cref="Asking.ReaderOf"/>; null for a program.</summary>
    public static Requester? Of(string? reader) => reader?.Split('/') switch
    {
        [Terminal] => new Requester(null, "", Terminal),
        [var platform, { Length: > 0 } workspace, { Length: > 0 } user] when PlatformOf(platform) is { } known => new Requester(known, workspace, user),
        _ => null,
    };

    /// <summary>
    /// Of an id as it was typed: in chat of the platform and workspace where it was typed. At the terminal <c>teams:ID</c> for Teams, else of Slack,
    /// whatever the workspace.
    /// </summary>
    public Subject SubjectOf(string id, SubjectKind kind)
    {
        if (Platform is { } here) return new Subject(here, kind == SubjectKind.Person ? Workspace : "", kind, Canonical(here, id));
        return id.Split(':', 2) is [var prefix, { Length: > 0 } rest] && PlatformOf(prefix) is { } named
            ? new Subject(named, "", kind, Canonical(named, rest)) : new Subject(Access.Platform.Slack, "", kind, id);
    }

    /// <summary>Object ids of Entra are shown in small and in capital letters, and compared in small ones.</summary>
    private static string Canonical(Platform platform, string id) => platform == Access.Platform.Teams && Guid.TryParse(id, out _) ? id.ToLowerInvariant() : id;

    private static Platform? PlatformOf(string name) =>
        Enum.GetValues<Platform>().Cast<Platform?>().FirstOrDefault(platform => platform.ToString()!.Equals(name, StringComparison.OrdinalIgnoreCase));
}
