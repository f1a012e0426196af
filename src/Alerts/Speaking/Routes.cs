using RevenueBot.Alerts.Rules;

namespace RevenueBot.Alerts.Speaking;

/// <summary>Where the alerts of an owner go.</summary>
/// <param name="Channel">Null: where the segment's or all others go.</param>
/// <param name="Person">Who is mentioned; null: nobody.</param>
public sealed record OwnerRoute(string? Channel, string? Person);

/// <summary>
/// Who hears of what: an owner's own channel, else the segment's, else the default. Destinations are <c>platform:address</c>. Without one
/// nothing is posted: alerts stand in the list only.
/// </summary>
public sealed record Routes
{
    public string? Default { get; init; }

    /// <summary>For alerts about sources; null: the default.</summary>
    public string? Operators { get; init; }

    /// <summary>Who is called when nobody acknowledges a high alert; null: the channel alone is reminded.</summary>
    public string? Escalation { get; init; }

    /// <summary>By the owner's name as the source says it, in any case.</summary>
    public IReadOnlyDictionary<string, OwnerRoute> Owners { get; init; } = new Dictionary<string, OwnerRoute>(StringComparer.OrdinalIgnoreCase);

    public IReadOnlyDictionary<string, string> Segments { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public string? ChannelOf(OpenAlert alert)
    {
        if (SignalText.SubjectOf(alert.Rule.Signal) == SubjectKind.Source) return Operators ?? Default;
        return OwnerOf(alert)?.Channel ?? (alert.Facts.Segment is { } segment ? Segments.GetValueOrDefault(segment) : null) ?? Default;
    }

    public string? PersonOf(OpenAlert alert) => alert.Status.Handling.AssignedTo ?? OwnerOf(alert)?.Person;

    private OwnerRoute? OwnerOf(OpenAlert alert) => alert.Facts.Owner is { } owner ? Owners.GetValueOrDefault(owner) : null;
}
