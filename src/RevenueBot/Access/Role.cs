namespace RevenueBot.Access;

/// <summary>What a person may be told and do, by the kind of place. What is not named is denied.</summary>
/// <param name="Name">As it is written in the configuration and in <c>/access allow</c>.</param>
internal sealed record Role(string Name, IReadOnlyDictionary<PlaceKind, Right> Where)
{
    private static readonly PlaceKind[] _everywhere = Enum.GetValues<PlaceKind>();

    public static Role Totals { get; } = Everywhere("totals", Right.Totals);

    /// <summary>Single customers, by their ids.</summary>
    public static Role Unnamed { get; } = Everywhere("unnamed", Right.Totals | Right.Customers);

    public static Role Customers { get; } = Everywhere("customers", Right.Totals | Right.CustomersByName, Right.Exports);

    public static Role Annotate { get; } = Everywhere("annotate", Right.Totals | Right.CustomersByName | Right.Annotate, Right.Exports);

    public static Role Admin { get; } = Everywhere("admin", Right.Totals | Right.CustomersByName | Right.Annotate, Right.Exports | Right.Administer);

    /// <summary>Roles that need no configuration.</summary>
    public static IReadOnlyList<Role> BuiltIn { get; } = [Totals, Unnamed, Customers, Annotate, Admin];

    /// <summary>Everything it gives in some place.</summary>
    public Right Anywhere => Where.Values.Aggregate(Right.None, (all, some) => all | some);

    /// <summary>What may be shown to everybody in a place of this kind.</summary>
    public Right At(PlaceKind kind) => Where.GetValueOrDefault(kind);

    /// <summary>What may be shown to this person in a place of this kind, where nobody else reads it: as in a direct message.</summary>
    public Right AloneAt(PlaceKind kind) => At(kind) | At(PlaceKind.Direct);

    /// <summary>Several roles of one person: all that each gives. Null for none.</summary>
    public static Role? All(IReadOnlyList<Role> roles) => roles switch
    {
        [] => null,
        [var one] => one,
        _ => new Role(string.Join('+', roles.Select(role => role.Name).Distinct()), _everywhere.ToDictionary(kind => kind, kind => roles.Aggregate(Right.None, (all, role) => all | role.At(kind)))),
    };

    private static Role Everywhere(string name, Right rights, Right direct = Right.None) =>
        new(name, _everywhere.ToDictionary(kind => kind, kind => kind == PlaceKind.Direct ? rights | direct : rights));
}
