namespace RevenueBot.Metrics.Profiles;

/// <summary>
/// The definition profiles by name, as data. Each follows what its vendor documents of the settings an account starts with
/// (docs/decisions/profiles.md has the pages); what a vendor does not document is as in <see cref="DefinitionProfile.Default"/>.
/// </summary>
public static class VendorProfiles
{
    /// <summary>
    /// ChartMogul reads invoices: every discount counts while it is billed, cents are
    /// whole, past due and paused subscriptions count until they are cancelled, and who moves to a free plan stays a customer.
    /// </summary>
    public static DefinitionProfile ChartMogul { get; } = new()
    {
        Name = "chartmogul", PastDueDays = 0, Paused = PausedRule.Keep, PausedChurnDays = 0, OnceDiscount = OnceDiscountRule.FirstPeriod,
        FreePlan = FreePlanRule.Contraction, Rounding = RoundingRule.Subscription,
    };

    /// <summary>Every discount lowers MRR, however long; a subscription on hold is worth 0; past due counts within the dunning window, for which 15 days are advised.</summary>
    public static DefinitionProfile ProfitWell { get; } = new()
    {
        Name = "profitwell", PastDueDays = 15, Paused = PausedRule.Churn, PausedChurnDays = 0, OnceDiscount = OnceDiscountRule.FirstPeriod,
    };

    /// <summary>What was invoiced and recurs: discounts included, failed charges kept, nothing while paused.</summary>
    public static DefinitionProfile Recurly { get; } = new()
    {
        Name = "recurly", PastDueDays = 0, Paused = PausedRule.Churn, PausedChurnDays = 0, OnceDiscount = OnceDiscountRule.FirstPeriod,
    };

    public static IReadOnlyList<DefinitionProfile> All { get; } = [DefinitionProfile.Default, DefinitionProfile.Stripe, ChartMogul, ProfitWell, Recurly];
}
