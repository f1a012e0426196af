namespace RevenueBot.Access.Granting;

/// <summary>A rule that says who may see what, or where figures may be shown.</summary>
/// <param name="By">Who gave it, or <c>configuration</c>.</param>
internal sealed record AccessLine(string Who, string May, string By);

/// <summary>Who may what: of the platform of whoever administers it, at the terminal of all.</summary>
internal sealed class AccessList(AccessBook book, Roles roles)
{
    /// <param name="day">How a day is written.</param>
    public async Task<IReadOnlyList<AccessLine>> ReadAsync(Requester requester, Func<DateTimeOffset, string> day, CancellationToken cancel)
    {
        List<AccessLine> lines = [];
        foreach (var platform in requester.Platform is { } one ? [one] : Enum.GetValues<Platform>()) lines.AddRange(Configured(book.Configured(platform)));
        foreach (var grant in (await book.GrantsAsync(cancel)).Where(grant => requester.Platform is not { } one || grant.Subject.Platform == one))
            lines.Add(new(grant.Subject.Key, Given(grant), $"{grant.By}, {day(grant.At)}"));
        return lines;
    }

    private static IEnumerable<AccessLine> Configured(AccessRules rules)
    {
        const string by = "configuration";
        foreach (var (person, role) in rules.People) yield return new(person, role.Name, by);
        foreach (var (workspace, role) in rules.Workspaces) yield return new($"everybody in {workspace}", role.Name, by);
        foreach (var channel in rules.Channels) yield return new(channel, rules.ChannelRoles.GetValueOrDefault(channel)?.Name ?? "show figures", by);
    }

    private string Given(AccessGrant grant) => grant switch
    {
        { IsAllowed: false } => "nothing",
        { Role: { } role } => roles.Find(role) is null ? $"nothing: there is no role {role} any more" : role,
        _ => "show figures",
    };
}
