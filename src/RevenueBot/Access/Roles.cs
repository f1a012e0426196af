namespace RevenueBot.Access;

/// <summary>Roles by name: the built-in ones, and those of <c>Access:Roles</c>.</summary>
internal sealed class Roles
{
    private readonly Dictionary<string, Role> _roles = Role.BuiltIn.ToDictionary(role => role.Name, StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _problems = [];

    /// <summary>Only the built-in ones.</summary>
    public static Roles BuiltIn { get; } = new();

    /// <summary>One plain sentence for every entry that cannot be understood.</summary>
    public IReadOnlyList<string> Problems => _problems;

    public IEnumerable<string> Names => _roles.Values.Select(role => role.Name);

    public Role? Find(string? name) => name is null ? null : _roles.GetValueOrDefault(name.Trim());

    /// <summary>"totals, unnamed, customers, annotate or admin"</summary>
    public string Choices => $"{string.Join(", ", Names.SkipLast(1))} or {Names.Last()}";

    /// <summary>Reads <c>Access:Roles:{name}:{class}</c>: the kinds of places, as a list or with commas between them.</summary>
    public static Roles Read(IConfiguration section)
    {
        Roles roles = new();
        foreach (var role in section.GetChildren()) roles.Add(role);
        return roles;
    }

    private void Add(IConfigurationSection section)
    {
        if (Role.BuiltIn.Any(role => role.Name.Equals(section.Key, StringComparison.OrdinalIgnoreCase)))
        {
            _problems.Add($"{section.Path} is a role of the bot's own: choose another name.");
            return;
        }

        Dictionary<PlaceKind, Right> where = [];
        foreach (var metric in section.GetChildren()) Add(metric, where);
        if (where.Count == 0) _problems.Add($"{section.Path} allows nothing: name the places of at least one of {string.Join(", ", Classes.Select(right => right.ToString()))}.");
        _roles[section.Key] = new Role(section.Key, where);
    }

    private void Add(IConfigurationSection metric, Dictionary<PlaceKind, Right> where)
    {
        if (Classes.Cast<Right?>().FirstOrDefault(right => right.ToString()!.Equals(metric.Key, StringComparison.OrdinalIgnoreCase)) is not { } right)
        {
            _problems.Add($"{metric.Path} is not a class of figures; write {string.Join(", ", Classes.Select(known => known.ToString()))}.");
            return;
        }

        foreach (var place in Places(metric))
        {
            if (Enum.GetValues<PlaceKind>().Cast<PlaceKind?>().FirstOrDefault(kind => kind.ToString()!.Equals(place, StringComparison.OrdinalIgnoreCase)) is { } kind)
                where[kind] = where.GetValueOrDefault(kind) | right;
            else _problems.Add($"{metric.Path}: \"{place}\" is not a kind of place; write {string.Join(", ", Enum.GetNames<PlaceKind>()).ToLowerInvariant()}.");
        }
    }

    private static IEnumerable<string> Places(IConfigurationSection metric) =>
        (metric.Value is { } text ? [text] : metric.GetChildren().Select(child => child.Value ?? "")).SelectMany(value => value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static readonly Right[] Classes = [Right.Totals, Right.Customers, Right.Names, Right.Exports, Right.Annotate, Right.Administer];
}
