namespace RevenueBot.WebDashboard.Parts;

/// <summary>Whether something is good news. Colour says it, and so do its words.</summary>
public enum Judgement { None, Good, Warn, Bad }

/// <summary>Where a figure went.</summary>
public enum Direction { Flat, Up, Down }

/// <summary>A change, ready to show.</summary>
/// <param name="Text">"4.1%", "$1.66", "3 points".</param>
/// <param name="Judgement">Falling churn goes down and is good.</param>
/// <param name="Against">What it is compared with: "vs 22 Oct ($27,149)".</param>
public sealed record Delta(string Text, Direction Direction, Judgement Judgement, string Against)
{
    /// <summary>Of a comparison as answers write it: <c>+$2,530 (+4.5%) vs 10 Oct</c>.</summary>
    /// <param name="moreIsGood">Null: neither.</param>
    public static Delta? Of(string? comparison, bool? moreIsGood = true)
    {
        if (comparison is null) return null;
        if (comparison.StartsWith("0 vs ", StringComparison.Ordinal)) return new("", Direction.Flat, Judgement.None, "unchanged" + comparison[1..]);
        var direction = comparison[0] switch { '+' => Direction.Up, '−' => Direction.Down, _ => Direction.Flat };
        var at = comparison.IndexOf(" vs ", StringComparison.Ordinal);
        if (at < 0) return direction == Direction.Flat ? new("", direction, Judgement.None, comparison) : new(comparison, direction, Judge(direction, moreIsGood), "");
        return new(comparison[..at], direction, Judge(direction, moreIsGood), comparison[(at + 1)..]);
    }

    private static Judgement Judge(Direction direction, bool? moreIsGood) =>
        direction == Direction.Flat || moreIsGood is not { } good ? Judgement.None : direction == Direction.Up == good ? Judgement.Good : Judgement.Bad;
}

/// <summary>One figure with everything that makes it readable.</summary>
public sealed record Tile
{
    /// <summary>Its id on the page, by which live updates find it; letters and hyphens.</summary>
    public required string Id { get; init; }

    public required string Label { get; init; }

    /// <summary>"$58,430", or "–" where it is undefined.</summary>
    public required string Value { get; init; }

    public Delta? Delta { get; init; }

    /// <summary>What stands in place of a comparison: "7 end this week", or why there is no value.</summary>
    public string? Note { get; init; }

    /// <summary>Its last months as a line, already drawn; null: none.</summary>
    public string? Spark { get; init; }

    public Goal? Goal { get; init; }

    /// <summary>"as of 14:32"</summary>
    public string? AsOf { get; init; }

    /// <summary>The address of its receipt.</summary>
    public string? Receipt { get; init; }

    /// <summary>The data is late: its time is what matters.</summary>
    public bool IsStale { get; init; }
}

/// <summary>A figure against what it should be. Shares are of the bar's length, from 0 to 1.</summary>
/// <param name="Words">"91% of $31,000", "range $50 to $80".</param>
/// <param name="Verdict">"$2,746 to go", "inside", "behind".</param>
public sealed record Goal(string Words, string Verdict, Judgement Judgement)
{
    /// <summary>How far the bar is filled; null where there is a range instead.</summary>
    public double? Filled { get; init; }

    /// <summary>A level to be above.</summary>
    public double? Tick { get; init; }

    /// <summary>The range to be within.</summary>
    public (double From, double To)? Range { get; init; }

    /// <summary>Where the figure stands beside a range.</summary>
    public double? Marker { get; init; }
}
