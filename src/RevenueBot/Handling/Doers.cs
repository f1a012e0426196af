namespace RevenueBot.Handling;

/// <summary>Who acts, as it is remembered: <c>slack:U04DANA001</c>, <c>teams:5f0c1c2e-…</c>, or a name.</summary>
internal static class Doers
{
    private static readonly (string Key, string Name)[] _platforms = [("slack", "Slack"), ("teams", "Teams")];

    /// <summary>Of a reader of answers: a person by their address, anybody else by that name.</summary>
    /// <param name="reader"><c>slack/T0LARKSPUR/U04DANA001</c>, <c>terminal</c>, <c>api/NAME</c>; null: a program that gave no name.</param>
    public static string Of(string? reader) => PersonOf(reader) ?? reader ?? "api";

    /// <summary>The person, where a platform knows one; null for a terminal or a program.</summary>
    public static string? PersonOf(string? reader) =>
        reader?.Split('/') is [var platform, _, { Length: > 0 } user] && _platforms.Any(one => one.Key == platform) ? $"{platform}:{user}" : null;

    /// <summary>Somebody whom a platform knows, and not a name.</summary>
    public static bool IsPerson(string by) => Elsewhere(by) is not null;

    /// <summary>A person on a surface that cannot name them: "somebody in Teams". Null for a name.</summary>
    public static string? Elsewhere(string by) =>
        _platforms.FirstOrDefault(one => by.StartsWith($"{one.Key}:", StringComparison.Ordinal)).Name is { } name ? $"somebody in {name}" : null;
}
