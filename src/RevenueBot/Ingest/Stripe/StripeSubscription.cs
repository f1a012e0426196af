using System.Text.Json;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <param name="Percentage">0 to 100.</param>
/// <param name="Inclusive">True where the price contains the tax.</param>
internal readonly record struct StripeTaxRate(decimal Percentage, bool Inclusive)
{
    public static IEnumerable<StripeTaxRate> ReadAll(IEnumerable<JsonElement> rates) =>
        rates.Select(rate => new StripeTaxRate(rate.Decimal("effective_percentage") ?? rate.Decimal("percentage") ?? 0, rate.Flag("inclusive")));
}

/// <param name="Quantity">Null for metered prices.</param>
internal sealed record StripeItem(
    string Id, StripePrice Price, decimal? Quantity, IReadOnlyList<StripeDiscount> Discounts, DateTimeOffset? Created, DateTimeOffset? PeriodEnd)
{
    public IReadOnlyList<StripeTaxRate> TaxRates { get; init; } = [];
}

/// <summary>A subscription of any API version, as far as revenue depends on it.</summary>
internal sealed record StripeSubscription
{
    public required string Id { get; init; }
    public required string CustomerId { get; init; }
    public required Currency Currency { get; init; }
    public required SubscriptionStatus Status { get; init; }
    public required DateTimeOffset Created { get; init; }

    /// <summary>When service began: before <see cref="Created"/> where the subscription was backdated.</summary>
    public required DateTimeOffset Start { get; init; }

    public IReadOnlyList<StripeItem> Items { get; init; } = [];

    /// <summary>True where Stripe sent only the first items.</summary>
    public bool HasMoreItems { get; init; }

    public IReadOnlyList<StripeDiscount> Discounts { get; init; } = [];
    public bool CancelAtPeriodEnd { get; init; }
    public DateTimeOffset? CancelAt { get; init; }

    /// <summary>When the cancel was asked for. Not the end.</summary>
    public DateTimeOffset? CanceledAt { get; init; }

    public DateTimeOffset? EndedAt { get; init; }
    public DateTimeOffset? TrialStart { get; init; }
    public DateTimeOffset? TrialEnd { get; init; }
    public bool IsCollectionPaused { get; init; }
    public DateTimeOffset? PauseEnds { get; init; }

    public bool IsOver => Status is SubscriptionStatus.Canceled or SubscriptionStatus.IncompleteExpired;
    public DateTimeOffset FirstDay => Start < Created ? Start : Created;

    /// <summary>
    /// Reads a subscription. Null with a problem where its customer, currency or status is unknown; an item that cannot
    /// be read is left out with a problem of its own.
    /// </summary>
    public static StripeSubscription? Read(JsonElement json, ICollection<StripeProblem> problems)
    {
        var id = json.Text("id") ?? "";
        var (customer, created) = (json.Id("customer"), json.Time("created"));
        var items = ReadItems(json, problems);
        var currency = json.CurrencyCode("currency") ?? (items.Count > 0 ? items[0].Price.Currency : null);
        var status = StatusOf(json.Text("status"));
        if (customer is null || currency is null || status is null || created is null)
        {
            problems.Add(new(id, status is null ? "The subscription has a status that is not known here." : "The subscription lacks its customer, currency or date."));
            return null;
        }

        return ReadDates(json, new StripeSubscription
        {
            Id = id, CustomerId = customer, Currency = currency.Value, Status = status.Value, Created = created.Value,
            Start = json.Time("start_date") ?? created.Value, Items = items, HasMoreItems = json.Flag("items", "has_more"),
            Discounts = StripeDiscount.ReadAll(json, problems),
        });
    }

    private static StripeSubscription ReadDates(JsonElement json, StripeSubscription subscription) => subscription with
    {
        CancelAtPeriodEnd = json.Flag("cancel_at_period_end"),
        CancelAt = json.Time("cancel_at"),
        CanceledAt = json.Time("canceled_at"),
        EndedAt = json.Time("ended_at"),
        TrialStart = json.Time("trial_start"),
        TrialEnd = json.Time("trial_end"),
        IsCollectionPaused = json.At("pause_collection") is not null,
        PauseEnds = json.Time("pause_collection", "resumes_at"),
    };

    private static List<StripeItem> ReadItems(JsonElement json, ICollection<StripeProblem> problems)
    {
        var period = json.Time("current_period_end");
        StripeTaxRate[] inherited = [.. StripeTaxRate.ReadAll(json.List("default_tax_rates"))];
        var items = new List<StripeItem>();
        foreach (var item in json.List("items"))
        {
            if (ReadItem(item, period, problems) is { } read) items.Add(read.TaxRates.Count > 0 ? read : read with { TaxRates = inherited });
        }

        return items;
    }

    public static StripeItem? ReadItem(JsonElement json, DateTimeOffset? period, ICollection<StripeProblem> problems)
    {
        var id = json.Text("id") ?? "";
        if ((json.At("price") ?? json.At("plan")) is not { ValueKind: JsonValueKind.Object } price)
        {
            problems.Add(new(id, "The subscription item has no price."));
            return null;
        }

        return StripePrice.Read(price, problems) is not { } read ? null : new StripeItem(
            id, read, json.Decimal("quantity_decimal") ?? json.Decimal("quantity"), StripeDiscount.ReadAll(json, problems), json.Time("created"),
            json.Time("current_period_end") ?? period)
        { TaxRates = [.. StripeTaxRate.ReadAll(json.List("tax_rates"))] };
    }

    private static SubscriptionStatus? StatusOf(string? status) => status switch
    {
        "trialing" => SubscriptionStatus.Trialing,
        "active" => SubscriptionStatus.Active,
        "past_due" => SubscriptionStatus.PastDue,
        "unpaid" => SubscriptionStatus.Unpaid,
        "incomplete" => SubscriptionStatus.Incomplete,
        "incomplete_expired" => SubscriptionStatus.IncompleteExpired,
        "paused" => SubscriptionStatus.Paused,
        "canceled" => SubscriptionStatus.Canceled,
        _ => null,
    };
}
