namespace RevenueBot.Handling;

/// <summary>Who acts, as it is remembered.</summary>
internal static class Doers
{
    private const string Slack = "slack/";

    /// <summary>Of a reader of answers: a person in Slack as <c>slack:U04DANA001</c>, anybody else by that name.</summary>
    /// <param name="reader"><c>slack/T0LARKSPUR/U04DANA001</c>, <c>terminal</c>, <c>api/NAME</c>; null: a program that gave no name.</param>
    public static string Of(string? reader) => PersonOf(reader) ?? reader ?? "api";

    /// <summary>The person, where a platform knows one; null for a terminal or a program.</summary>
    public static string? PersonOf(string? reader) =>
        reader?.StartsWith(Slack, StringComparison.Ordinal) is true && reader.Split('/') is [_, _, { Length: > 0 } user] ? $"slack:{user}" : null;
}
