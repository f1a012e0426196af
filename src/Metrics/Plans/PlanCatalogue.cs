using System.Text.Json;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Plans;

/// <summary>The plans on sale, by id.</summary>
public sealed class PlanCatalogue(IEnumerable<PlanTerms> plans)
{
    private const int AnotherCurrency = 3;

    private readonly Dictionary<string, PlanTerms> _plans = plans.ToDictionary(plan => plan.PlanId);

    public static PlanCatalogue Of(IEnumerable<Plan> plans) => new(plans.Select(TermsOf));

    public PlanTerms? Find(string planId) => _plans.GetValueOrDefault(planId);

    /// <summary>The lowest tier that costs something; null where no plan has both a tier and a price.</summary>
    public int? EntryTier => _plans.Values.Where(plan => plan is { Tier: not null, Price.UnitMinor: > 0 }).Min(plan => plan.Tier);

    /// <summary>
    /// The plan to which a customer of a plan would move up: of the nearest higher tier the one in the same currency and with the same
    /// billing period, else a monthly one, else any; a tie is broken by the lower id. Null: there is none, or the plan has no tier.
    /// </summary>
    /// <param name="paid">In what currency and how often it is paid; null: as the plan is sold.</param>
    public PlanTerms? Above(PlanTerms plan, PlanPrice? paid = null)
    {
        var higher = _plans.Values.Where(other => other.Tier > plan.Tier).ToList();
        if (higher.Count == 0) return null;
        var next = higher.Min(other => other.Tier);
        return higher.Where(other => other.Tier == next).OrderBy(other => Distance(paid ?? plan.Price, other.Price)).ThenBy(other => other.PlanId, StringComparer.Ordinal).First();
    }

    private static int Distance(PlanPrice? from, PlanPrice? to) => (from, to) switch
    {
        (_, null) => 2 * AnotherCurrency,
        ({ } a, { } b) when a.Currency != b.Currency => AnotherCurrency + Distance(a with { Currency = b.Currency }, b),
        ({ } a, { } b) when a.Interval == b.Interval && a.IntervalCount == b.IntervalCount => 0,
        (_, { Interval: IntervalUnit.Month, IntervalCount: 1 }) => 1,
        _ => 2,
    };

    private static PlanTerms TermsOf(Plan plan) => new(
        plan.PlanId, plan.Name ?? plan.PlanId, plan.Tier,
        plan is { Currency: { } currency, UnitAmountMinor: { } minor, Interval: { } interval } ? new PlanPrice(currency, minor, interval, plan.IntervalCount ?? 1) : null,
        LimitsOf(plan.LimitsJson), FeaturesOf(plan.FeaturesJson));

    /// <summary>Numbers above 0 only: a limit of null or "unlimited" is none.</summary>
    private static Dictionary<string, decimal> LimitsOf(string? json)
    {
        Dictionary<string, decimal> limits = new(StringComparer.OrdinalIgnoreCase);
        if (Read(json) is not { ValueKind: JsonValueKind.Object } read) return limits;
        foreach (var limit in read.EnumerateObject())
            if (limit.Value.ValueKind == JsonValueKind.Number && limit.Value.TryGetDecimal(out var number) && number > 0) limits[limit.Name] = number;
        return limits;
    }

    private static IReadOnlyList<string> FeaturesOf(string? json) => Read(json) is { ValueKind: JsonValueKind.Array } read
        ? [.. read.EnumerateArray().Where(feature => feature.ValueKind == JsonValueKind.String).Select(feature => feature.GetString()!).Distinct(StringComparer.OrdinalIgnoreCase)] : [];

    private static JsonElement? Read(string? json) => json is null ? null : JsonElement.Parse(json);
}
