namespace RevenueBot.Metrics.Segmentation;

/// <summary>One rule of a grid: who meets all conditions, and no rule before, belongs to the segment. Several rules may lead to one segment.</summary>
/// <param name="Action">What to do about its customers.</param>
public sealed record SegmentRule(string Segment, IReadOnlyList<Condition> When, string Action)
{
    /// <summary>Everybody no rule takes.</summary>
    public const string Other = "Other";

    public const string OtherAction = "Ask what they need";

    /// <summary>
    /// The four segments of the specification. Power users pay at least one and a half times ARPA and are active on 10 of 30 days;
    /// teams have two active people and 5% more MRR than 90 days ago; price-sensitive is who pays half of ARPA or less, or with a
    /// discount of a tenth or more.
    /// </summary>
    public static IReadOnlyList<SegmentRule> Defaults { get; } =
    [
        Of("High-Value Power Users", "Upsell to Enterprise", "mrr_to_arpa >= 1.5", "active_days >= 10"),
        Of("Growing Teams", "Add team features", "active_users >= 2", "growth >= 0.05"),
        Of("Price-Sensitive", "Retention campaign", "trial = 0", "mrr_to_arpa <= 0.5"),
        Of("Price-Sensitive", "Retention campaign", "trial = 0", "discount >= 0.1"),
        Of("Trial Users", "Conversion campaign", "trial = 1"),
    ];

    public bool Takes(CustomerTraits traits, decimal arpa) => When.All(condition => condition.Holds(traits, arpa));

    /// <summary><c>Growing Teams: active_users &gt;= 2 and growth &gt;= 0.05</c></summary>
    public override string ToString() => $"{Segment}: {string.Join(" and ", When)}";

    private static SegmentRule Of(string segment, string action, params string[] conditions) =>
        new(segment, [.. conditions.Select(text => Condition.Parse(text) ?? throw new ArgumentException($"\"{text}\" is no condition."))], action);
}
