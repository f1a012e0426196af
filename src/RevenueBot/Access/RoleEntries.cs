using System.Globalization;

namespace RevenueBot.Access;

/// <summary>
/// Ids and the roles they are given, as they are written: as a map, or as a list of pairs. Ids of Teams hold colons, which separate the
/// names of settings, and hyphens, which shells pass on in no name: the map is put together again, the list needs neither.
/// </summary>
/// <param name="Roles">Id → the name of a role.</param>
/// <param name="Problems">One plain sentence for every entry that is half, or there twice.</param>
internal sealed record RoleEntries(Dictionary<string, string> Roles, IReadOnlyList<string> Problems)
{
    private const string Role = "Role";

    /// <param name="section"><c>{id}</c> = role, or <c>{number}:{subject}</c> = id and <c>{number}:Role</c> = role.</param>
    /// <param name="subject">What the ids are of: <c>Person</c>, <c>Workspace</c> or <c>Channel</c>.</param>
    public static RoleEntries Read(IConfigurationSection section, string subject)
    {
        Dictionary<string, string> roles = new(StringComparer.Ordinal), ids = [], given = [];
        List<string> problems = [];
        foreach (var (path, value) in Leaves(section, ""))
        {
            if (NumberOf(path, subject) is { } named) ids[named] = value.Trim();
            else if (NumberOf(path, Role) is { } number) given[number] = value;
            else roles[path] = value;
        }

        foreach (var number in ids.Keys.Union(given.Keys).Order(StringComparer.Ordinal))
        {
            if (ids.GetValueOrDefault(number) is not { Length: > 0 } id || !given.TryGetValue(number, out var role)) problems.Add($"{section.Path}:{number} is half an entry: give it both {subject} and {Role}.");
            else if (!roles.TryAdd(id, role) && roles[id] != role) problems.Add($"{section.Path} names {id} twice, with different roles; remove one.");
        }

        return new(roles, problems);
    }

    /// <summary>Every value with its path, in the order in which they are written.</summary>
    private static IEnumerable<(string Path, string Value)> Leaves(IConfigurationSection section, string before) => section.GetChildren()
        .SelectMany(child => (child.Value is { } value ? [(before + child.Key, value)] : Array.Empty<(string, string)>()).Concat(Leaves(child, $"{before}{child.Key}:")));

    /// <summary>The number of a list's entry that this is a field of; null for anything else.</summary>
    private static string? NumberOf(string path, string field) => path.Split(':') is [var number, var name]
        && name.Equals(field, StringComparison.OrdinalIgnoreCase) && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out _) ? number : null;
}
