namespace RevenueBot.Charts;

/// <summary>How far the trials of a span got. Only trials whose whole window is over belong in it, so that the shares are final.</summary>
public sealed record TrialFunnel
{
    /// <summary>The first day on which a trial started.</summary>
    public required DateOnly From { get; init; }

    /// <summary>The last day on which a trial started, inside the span.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Days that every trial was given.</summary>
    public required int WindowDays { get; init; }

    /// <summary>From all trials to those that paid, two to six steps; the counts never rise. A first count of zero means no trials.</summary>
    public required IReadOnlyList<FunnelStep> Steps { get; init; }

    /// <summary>Trials of the span that are younger than the window: not in the steps, named in the subtitle.</summary>
    public int StillOpen { get; init; }

    /// <summary>Mean days from start to first payment of those that paid; null when none did.</summary>
    public decimal? MeanDays { get; init; }

    /// <summary>Median days from start to first payment of those that paid; null when none did.</summary>
    public decimal? MedianDays { get; init; }
}

/// <summary>One step of a funnel.</summary>
/// <param name="Name">For example "Card added".</param>
/// <param name="Count">Trials that got this far.</param>
public sealed record FunnelStep(string Name, int Count)
{
    /// <summary>How the title names the step, for example "the card"; null takes the name.</summary>
    public string? Spoken { get; init; }
}
