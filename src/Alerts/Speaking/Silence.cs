using System.Globalization;
using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Speaking;

/// <summary>One condition of a silence: a label and what it must be.</summary>
/// <param name="Label">One of <see cref="Labels"/>.</param>
public sealed record Matcher(string Label, string Value)
{
    public static IReadOnlyList<string> Labels { get; } = ["rule", "customer", "owner", "segment", "level"];

    /// <summary>Reads <c>segment=smb</c>; null where it is none, and <paramref name="problem"/> says why.</summary>
    public static Matcher? Parse(string text, out string? problem)
    {
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        problem = parts is not [{ Length: > 0 } label, { Length: > 0 } value] ? "Write a label and a value, such as segment=smb."
            : !Labels.Contains(label.ToLowerInvariant()) ? $"There is no label of that name: use {string.Join(", ", Labels)}."
            : value.Length > 200 ? "The value is longer than 200 characters."
            : null;
        return problem is null ? new(parts[0].ToLowerInvariant(), parts[1]) : null;
    }

    public bool Matches(OpenAlert alert) => string.Equals(Value, Label switch
    {
        "rule" => alert.Rule.Id,
        "customer" => alert.Status.Subject,
        "owner" => alert.Facts.Owner,
        "segment" => alert.Facts.Segment,
        "level" => alert.Rule.Level.ToString(),
        _ => null,
    }, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// Alerts that are not to be posted for a while. It is kept after its end: who silenced what, when and why is part of the history.
/// </summary>
/// <param name="Matchers">All must match; at least one.</param>
/// <param name="By">Who asked for it, as <c>slack:U04DANA001</c>.</param>
/// <param name="Note">Why, as typed.</param>
/// <param name="EndedBy">Who ended it before its time; null where nobody did.</param>
public sealed record Silence(
    string Id, IReadOnlyList<Matcher> Matchers, DateTimeOffset StartsAt, DateTimeOffset EndsAt, string By, string? Note, DateTimeOffset CreatedAt, string? EndedBy = null)
{
    /// <summary>A silence from now on, called so that it can be typed: <c>sil_7F3K2Q</c>.</summary>
    public static Silence Of(IReadOnlyList<Matcher> matchers, DateTimeOffset until, string by, string? note, DateTimeOffset at) =>
        new("sil_" + Fingerprint.Name(string.Create(CultureInfo.InvariantCulture, $"{string.Join('\n', matchers)}\n{by}\n{at.UtcTicks}"), 6), matchers, at, until, by, note, at);

    public bool IsActiveAt(DateTimeOffset at) => StartsAt <= at && at < EndsAt;

    public bool Covers(OpenAlert alert) => Matchers.Count > 0 && Matchers.All(matcher => matcher.Matches(alert));
}
