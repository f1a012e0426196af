namespace RevenueBot.Charts;

/// <summary>How many users were active on each day, by plan.</summary>
public sealed record UsageByPlan
{
    /// <summary>The first day shown.</summary>
    public required DateOnly First { get; init; }

    /// <summary>
    /// The plans with one value a day, all of the same length, whole days only; idle days are 0. At most 120 days. Beyond four
    /// plans the smallest are added up to "Other plans". Empty means that there is no data yet.
    /// </summary>
    public required IReadOnlyList<PlanUsage> Plans { get; init; }

    /// <summary>What is counted, in the plural as a sentence goes on: "users".</summary>
    public string Noun { get; init; } = "users";
}

/// <summary>One plan's use.</summary>
/// <param name="Name">The plan's name as it is typed.</param>
/// <param name="Daily">One value a day from the first day on.</param>
public sealed record PlanUsage(string Name, IReadOnlyList<int> Daily);
