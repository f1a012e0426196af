using System.Text.RegularExpressions;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>A table or column name from the configuration. Names cannot be parameters of a statement, so nothing but plain ones is let in.</summary>
internal sealed partial record Identifier
{
    private Identifier(string name) => Name = name;

    public string Name { get; }

    /// <summary>As it stands in a statement; a dot separates a schema from its table.</summary>
    public string Quoted => string.Join('.', Name.Split('.').Select(part => $"\"{part}\""));

    /// <summary>Null for anything but letters, digits and underscores, with at most one schema before a dot.</summary>
    public static Identifier? Read(string name) => Plain().IsMatch(name) ? new Identifier(name) : null;

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]{0,62}(\.[A-Za-z_][A-Za-z0-9_]{0,62})?\z")]
    private static partial Regex Plain();
}
