using System.Globalization;

namespace RevenueBot.Alerts.Rules;

/// <summary>
/// When something is worth a message. It fires strictly beyond <see cref="FireAt"/> and recovers at <see cref="ResolveAt"/> or on the
/// good side of it; between the two nothing changes, so that a value that swings around one threshold does not make a message each time.
/// </summary>
public sealed record AlertRule
{
    /// <summary>Small letters, digits and hyphens; the key of its settings.</summary>
    public required string Id { get; init; }

    public required Signal Signal { get; init; }

    /// <summary>The state word that leads a card: <c>High churn risk</c>.</summary>
    public required string Title { get; init; }

    public required AlertLevel Level { get; init; }

    /// <summary>True: low values fire. False: high values do.</summary>
    public required bool FiresBelow { get; init; }

    /// <summary>In the unit of the signal.</summary>
    public required decimal FireAt { get; init; }

    public required decimal ResolveAt { get; init; }

    /// <summary>How long it must be beyond the threshold before it fires.</summary>
    public TimeSpan For { get; init; }

    /// <summary>How long it must have recovered before it is closed.</summary>
    public TimeSpan KeepFiringFor { get; init; }

    /// <summary>How much further it must go to be told as worse; 0: never told.</summary>
    public decimal WorseBy { get; init; }

    /// <summary>What to do, as a sentence that begins with a verb; empty: nothing is suggested.</summary>
    public string DoNext { get; init; } = "";

    public bool Enabled { get; init; } = true;

    /// <summary>
    /// What decides, in one text: when it changes, what was pending or recovering by the old condition begins anew.
    /// </summary>
    public string Condition => string.Create(CultureInfo.InvariantCulture,
        $"{Signal} {(FiresBelow ? "<" : ">")} {FireAt / 1.0000000000000000000000000000m}, {ResolveAt / 1.0000000000000000000000000000m}, {For}, {KeepFiringFor}");

    public bool Breaches(decimal value) => FiresBelow ? value < FireAt : value > FireAt;

    public bool Recovers(decimal value) => FiresBelow ? value >= ResolveAt : value <= ResolveAt;

    /// <summary>True where a value is at least <see cref="WorseBy"/> further than another.</summary>
    public bool IsWorse(decimal value, decimal than) => WorseBy > 0 && (FiresBelow ? than - value : value - than) >= WorseBy;
}
