using System.Text.Json;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Churn;
using RevenueBot.Questions.Health;

namespace RevenueBot.Questions.Customers;

/// <summary>A customer's health as the last hourly pass left it.</summary>
/// <param name="Value">0 to 100, unrounded; null with its reason. Of a customer who left, its last one.</param>
/// <param name="Band">high, medium, healthy or insufficient_data; null where it is not scored.</param>
/// <param name="Coverage">Share of the inputs that is known.</param>
/// <param name="Frozen">It is the score of the moment before the customer left.</param>
internal sealed record HealthJson(decimal? Value, string? Band, decimal? Coverage, decimal? Usage, decimal? Adoption, decimal? Support, decimal? Payments, decimal? WeekAgo, bool Frozen, DateTimeOffset? ComputedAt, string? Reason)
{
    public static HealthJson Of(CustomerHealth? health)
    {
        var reason = HealthWords.Why(health);
        if (health is null || (!health.IsRunning && health.Score is null)) return new(null, null, null, null, null, null, null, null, false, health is null || health.ComputedAt == default ? null : health.ComputedAt, reason);
        return new(
            health.Score, JsonNamingPolicy.SnakeCaseLower.ConvertName(health.Band.ToString()), health.Coverage, Points(health, HealthComponent.Usage), Points(health, HealthComponent.Adoption), Points(health, HealthComponent.Support),
            Points(health, HealthComponent.Payments), health.Change?.Before, health.NotScored == NotScored.Left, health.ComputedAt, reason);
    }

    private static decimal? Points(CustomerHealth health, HealthComponent component) => health.Detail?.Components[(int)component].Points;
}

/// <summary>A customer of a list.</summary>
/// <param name="Status">paying, trial, paused, left or none.</param>
/// <param name="Since">The first day above 0.</param>
/// <param name="Mrr">Without what could not be converted.</param>
internal sealed record CustomerEntry(
    string Id, string? Name, string Status, MoneyJson Mrr, IReadOnlyList<UnconvertedJson> Unconverted, IReadOnlyList<string> Plans, string? Country, string? Segment, string? Owner, DateOnly? Since,
    HealthJson Health, ChurnRiskJson ChurnRisk)
{
    public static CustomerEntry Of(ListedCustomer listed, FxRates rates, DateOnly day, Func<string, string> planName, (CustomerHealth? Health, KnownChurn? Churn) scores)
    {
        var (mrr, unconverted) = Converted(listed.Plans.Select(plan => (plan.Currency, plan.Amount)), rates, day);
        var customer = listed.Customer;
        return new(
            customer.CustomerId, customer.Name, listed.Status.ToString().ToLowerInvariant(), MoneyJson.Of(mrr, rates.Reporting), unconverted,
            [.. listed.Plans.Where(plan => plan.Amount > 0).Select(plan => planName(plan.PlanId)).Distinct()], customer.Country, customer.Segment, customer.Owner, listed.Since,
            HealthJson.Of(scores.Health ?? HealthOf(listed)), ChurnRiskJson.Of(scores.Churn, listed.Status, rates.Reporting));
    }

    /// <summary>Whom the pass leaves out it leaves out for how they stand.</summary>
    public static CustomerHealth? HealthOf(ListedCustomer listed) => ReasonOf(listed.Status) is { } reason
        ? new CustomerHealth(listed.Customer.CustomerId, null, 0, HealthBand.InsufficientData, default) { NotScored = reason } : null;

    private static NotScored? ReasonOf(CustomerStatus status) => status switch
    {
        CustomerStatus.Trial => NotScored.Trial,
        CustomerStatus.Paused => NotScored.Paused,
        CustomerStatus.Left => NotScored.Left,
        CustomerStatus.None => NotScored.Free,
        CustomerStatus.Paying => null,
    };

    /// <summary>What balances are in the reporting currency on a day, and what has no rate then.</summary>
    public static (long Mrr, IReadOnlyList<UnconvertedJson> Unconverted) Converted(IEnumerable<(Currency Currency, long Amount)> balances, FxRates rates, DateOnly day)
    {
        var (sum, without) = (0m, new List<UnconvertedJson>());
        foreach (var (currency, amount) in balances.GroupBy(balance => balance.Currency).Select(group => (group.Key, group.Sum(balance => balance.Amount))))
        {
            if (rates.Find(currency, day) is { } rate) sum += amount * rate;
            else if (amount != 0) without.Add(new(currency.Code, amount));
        }

        return (decimal.ToInt64(Math.Round(sum, MidpointRounding.AwayFromZero)), without);
    }
}

/// <summary>A page of customers.</summary>
/// <param name="NextCursor">For the next page; null at the end.</param>
internal sealed record CustomersJson(IReadOnlyList<CustomerEntry> Entries, string? NextCursor, DateOnly AsOf, DateTimeOffset? DataThrough);

/// <summary>A ledger row of a customer.</summary>
internal sealed record CustomerMovementJson(DateOnly Date, string Kind, string Reason, string PlanId, string SubscriptionId, MoneyJson Mrr, DateTimeOffset At, DateTimeOffset RecordedAt);

internal sealed record CustomerPaymentJson(decimal Amount, string Currency, string Status, DateTimeOffset OccurredAt);

internal sealed record CustomerTicketJson(string Id, string Severity, DateTimeOffset OpenedAt);

internal sealed record CustomerNpsJson(int Score, DateTimeOffset RespondedAt);

/// <summary>One customer with all that is known of it.</summary>
/// <param name="Movements">Up to <paramref name="AsOf"/>: what is to come is not in them.</param>
internal sealed record CustomerJson(
    CustomerEntry Customer, IReadOnlyList<CustomerMovementJson> Movements, IReadOnlyList<CustomerPaymentJson> Payments, IReadOnlyList<CustomerTicketJson> OpenTickets, CustomerNpsJson? LastNps,
    DateOnly AsOf, DateTimeOffset? DataThrough, string Profile);
