using System.Text.Json;
using System.Text.Json.Nodes;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Support.Stripe;
using Shouldly;

namespace RevenueBot.Tests.Stripe;

/// <summary>Reads a simulated world as the backfill would, without the network.</summary>
internal static class History
{
    public static readonly DateTimeOffset Start = new(2024, 1, 15, 9, 30, 0, TimeSpan.Zero);

    public static DateTimeOffset Day(int year, int month, int day) => new(year, month, day, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Reconstructed and directly observed facts of one subscription, observed at an instant.</summary>
    public static IReadOnlyList<SubscriptionEvent> FactsOf(StripeWorld world, string subscription, DateTimeOffset observedAt)
    {
        List<StripeProblem> problems = [];
        var references = References(world, problems);
        var current = StripeSubscription.Read(Json(world.Find("subscriptions", subscription)!), problems)!;
        StripeInvoice[] invoices = [.. world.All("invoices").Select(i => StripeInvoice.Read(Json(WithAllLines(i)), problems)!)];
        DateTimeOffset[] failures = [.. world.All("charges").Where(c => (string?)c["status"] == "failed").Select(c => DateTimeOffset.FromUnixTimeSeconds((long)c["created"]!))];
        var direct = StripeProjection.Project(current, new Observation(observedAt, StripeOrder.Confirmed), references, problems);
        problems.ShouldBeEmpty();
        var past = StripeHistory.Reconstruct(new HistoryInput(current, invoices, references, direct.Min(d => d.EffectiveAt), failures));
        return [.. past, .. direct];
    }

    public static StripeReferences References(StripeWorld world, ICollection<StripeProblem> problems) => new()
    {
        Prices = world.All("prices").Select(p => StripePrice.Read(Json(p), problems)!).ToDictionary(p => p.Id),
        Coupons = world.All("coupons").Select(c => StripeCoupon.Read(Json(c), problems)!).ToDictionary(c => c.Id),
    };

    /// <summary>Compares month-end MRR with the truth, from the first month to the one before the observation.</summary>
    public static void ShouldMatchTruth(StripeWorld world, string subscription, DateTimeOffset observedAt)
    {
        var facts = FactsOf(world, subscription, observedAt);
        var movements = Movements.Fold(facts, LedgerRules.Default);
        for (var month = Month.Of(new DateOnly(2024, 1, 1)); month.Next.FirstDay <= DateOnly.FromDateTime(observedAt.UtcDateTime); month = month.Next)
        {
            var folded = movements.Where(m => m.Day <= month.LastDay).Sum(m => m.Amount);
            var expected = world.Truth[subscription].MicrosBefore(new DateTimeOffset(month.Next.FirstDay, TimeOnly.MinValue, TimeSpan.Zero));
            // Each item is rounded to the micro-unit, a share of a fixed discount to the minor unit.
            ((double)folded).ShouldBe((double)expected, 20_000, $"{subscription} at the end of {month}\n{Describe(facts)}");
        }
    }

    public static string Describe(IEnumerable<SubscriptionEvent> facts) => string.Join('\n', facts.OrderBy(f => f.EffectiveAt).ThenBy(f => f.Sequence)
        .Select(f => $"{f.EffectiveAt:s} {f.ItemId} {f.PlanId} ×{f.Quantity} {f.UnitAmountMinor}/{f.AmountMinor} {f.Interval} {f.Status} {(f.CancelAtPeriodEnd ? $"cancel {f.CurrentPeriodEnd:s}" : "")} [{string.Join(", ", f.Discounts)}]"));

    public static JsonElement Json(JsonNode node) => JsonDocument.Parse(node.ToJsonString()).RootElement;

    private static JsonObject WithAllLines(JsonObject invoice)
    {
        var whole = (JsonObject)invoice.DeepClone();
        whole["lines"] = whole["all_lines"]!.DeepClone();
        return whole;
    }
}
