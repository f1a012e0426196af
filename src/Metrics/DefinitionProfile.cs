namespace RevenueBot.Metrics;

/// <summary>An exact fraction, so that a factor such as 52/12 is never rounded before the one division of an item.</summary>
public readonly record struct Ratio(decimal Numerator, decimal Denominator)
{
    public decimal Value => Numerator / Denominator;
}

/// <summary>Where MRR of a paused subscription goes: to its own lines, to churn and contraction, or nowhere: it counts on.</summary>
public enum PausedRule { Own, Churn, Keep }

/// <summary>What a free period on an already paying subscription does.</summary>
public enum PayingTrialRule { Keep, Zero }

/// <summary>Whether a discount that applies once lowers the first period.</summary>
public enum OnceDiscountRule { Ignore, FirstPeriod }

/// <summary>What a move from MRR above 0 to a free plan is called.</summary>
public enum FreePlanRule { Churn, Contraction }

/// <summary>Whether a scheduled cancel takes MRR away at the end of the period or at the click.</summary>
public enum ChurnAtRule { End, Click }

/// <summary>Whether an item's MRR is kept to the micro-unit or rounded to the minor unit of its currency.</summary>
public enum RoundingRule { None, Subscription }

/// <summary>
/// The rules on which vendors disagree, as data (DEFINITIONS: every rule marked P). A ledger belongs to one profile;
/// another profile is another rebuild.
/// </summary>
public sealed record DefinitionProfile
{
    public string Name { get; init; } = "default";

    /// <summary>Months in a week of billing, inverted: weekly price × this = monthly. 52/12, or 4.33.</summary>
    public Ratio WeekFactor { get; init; } = new(52, 12);

    /// <summary>Daily price × this = monthly. 365/12, or 30.</summary>
    public Ratio DayFactor { get; init; } = new(365, 12);

    /// <summary>Days a past-due subscription still counts; 0 = for ever.</summary>
    public int PastDueDays { get; init; } = 30;

    public PausedRule Paused { get; init; } = PausedRule.Own;

    /// <summary>Days after which a pause is churn; 0 = never.</summary>
    public int PausedChurnDays { get; init; } = 90;

    public PayingTrialRule PayingTrial { get; init; } = PayingTrialRule.Keep;
    public OnceDiscountRule OnceDiscount { get; init; } = OnceDiscountRule.Ignore;

    /// <summary>Whether a repeating discount that still runs lowers MRR. Stripe's own dashboard leaves it out.</summary>
    public bool RepeatingDiscountCounts { get; init; } = true;

    public FreePlanRule FreePlan { get; init; } = FreePlanRule.Churn;
    public ChurnAtRule ChurnAt { get; init; } = ChurnAtRule.End;
    public RoundingRule Rounding { get; init; } = RoundingRule.None;

    /// <summary>The profile of DEFINITIONS.md.</summary>
    public static DefinitionProfile Default { get; } = new();

    /// <summary>
    /// Stripe's published dashboard rules: past due counts until the subscription ends, repeating and once discounts do
    /// not lower MRR, a pause changes nothing of its own (https://docs.stripe.com/billing/subscriptions/analytics/glossary).
    /// </summary>
    public static DefinitionProfile Stripe { get; } = new()
    {
        Name = "stripe", PastDueDays = 0, RepeatingDiscountCounts = false, Paused = PausedRule.Churn, PayingTrial = PayingTrialRule.Zero,
    };
}
