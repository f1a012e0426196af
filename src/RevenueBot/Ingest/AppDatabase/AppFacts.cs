using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>Rows as facts. What cannot be understood becomes a problem, never a silent nothing.</summary>
/// <param name="plans">The plans as they are priced now.</param>
internal sealed class AppFacts(AppDatabaseOptions options, IReadOnlyDictionary<string, Plan> plans)
{
    /// <summary>Minor units, and units of one item, that still leave sums far from overflow.</summary>
    private const decimal Largest = 1_000_000_000_000m;
    private const decimal MostUnits = 100_000m;
    private const decimal MostIntervals = 3660m;

    /// <summary>What each row that could not be used was, and why.</summary>
    public List<(string Reference, string Sentence)> Problems { get; } = [];

    public FactBatch Read(IReadOnlyList<AppRow> rows, AppTable table) => table.Name switch
    {
        "Users" => new FactBatch { Customers = [.. rows.Select(Customer)], Users = [.. rows.Select(User)] },
        "Subscriptions" => new FactBatch { SubscriptionEvents = [.. rows.SelectMany(Subscription)] },
        "BillingEvents" => new FactBatch { Payments = [.. rows.Select(Payment).OfType<Payment>()] },
        "UsageRecords" => new FactBatch { Usage = [.. rows.Select(Usage)] },
        _ => throw new ArgumentOutOfRangeException(nameof(table), table.Name, "Plans are read beforehand."),
    };

    public static Plan Plan(AppRow row, AppDatabaseOptions options)
    {
        var currency = Metrics.Currency.TryParse(row.Text("Currency"), out var own) ? own : options.Currency;
        var amount = row.Number("Amount") * (options.PricesAreMajor ? 1_000_000m / currency.MicrosPerMinor : 1);
        var interval = row.Text("Interval") is { } word ? AppWords.Interval(word) : options.Interval;
        return new Plan(row.Id, row.Text("Name"), Tier(row), currency, amount, interval, IntervalCount(row), null, null);
    }

    private static int? Tier(AppRow row) => row.Number("Tier") is >= int.MinValue and <= int.MaxValue and var tier ? (int)tier : null;

    /// <summary>1 where there is no such column; null where the number makes no sense.</summary>
    private static int? IntervalCount(AppRow row) => row.Number("IntervalCount") switch
    {
        null => 1,
        >= 1 and <= MostIntervals and var count when decimal.IsInteger(count) => (int)count,
        _ => null,
    };

    /// <summary>Where only users are known, each is its own customer. Of a company a user's row tells little more than the name.</summary>
    private static Customer Customer(AppRow row) => row.Text("Customer") is null
        ? new(row.CustomerId, row.Text("Name") ?? row.Text("Email") ?? row.CustomerId, row.Text("Email"), row.Text("Country"), null, null, row.Instant("CreatedAt"), null)
        : new(row.CustomerId, row.Text("CustomerName") ?? row.CustomerId, null, row.Text("Country"), null, null, null, null);

    private static AppUser User(AppRow row) => new(row.Id, row.CustomerId, row.Text("Email"), row.Instant("CreatedAt") ?? default, IsBot: false);

    private IEnumerable<SubscriptionEvent> Subscription(AppRow row)
    {
        if (row.Text("Plan") is not { } id || !plans.TryGetValue(id, out var plan)) return Unusable(row, "names a plan that does not exist.");
        if (plan.Interval is not { } interval) return Unusable(row, "has a plan whose interval is not day, week, month or year.");
        if (plan.IntervalCount is not { } count) return Unusable(row, "has a plan whose interval count is not a whole number from 1 to 3,660.");
        if (AppWords.Status(row.Text("Status") ?? "") is not { } status) return Unusable(row, "has a status that is not known.");
        var amount = row.Number("Amount") ?? plan.UnitAmountMinor;
        if (amount is not (>= 0 and <= Largest) || row.Number("Quantity") is < 0 or > MostUnits) return Unusable(row, "has no price, or one beyond all reason.");
        return SubscriptionHistory.Of(row, new SubscriptionEvent
        {
            Source = FactSource.Database,
            EventId = row.Id,
            CustomerId = row.CustomerId,
            SubscriptionId = row.Id,
            ItemId = row.Id,
            PlanId = plan.PlanId,
            Quantity = row.Number("Quantity") ?? 1,
            UnitAmountMinor = amount.Value,
            Currency = plan.Currency ?? options.Currency,
            Interval = interval,
            IntervalCount = count,
            Status = status,
            CancelAtPeriodEnd = row.Flag("CancelAtPeriodEnd"),
            CurrentPeriodEnd = row.Instant("PeriodEnd"),
            TrialEnd = row.Instant("TrialEnd"),
            EffectiveAt = row.Instant("UpdatedAt") ?? default,
        });
    }

    /// <summary>Not every billing event is a payment. A refund may be booked as a negative amount.</summary>
    private Payment? Payment(AppRow row)
    {
        if (AppWords.Payment(row.Text("Type") ?? "") is not { } status) return null;
        if (Math.Abs(row.Number("Amount") ?? 0) > Largest)
        {
            Problems.Add(($"billing event {row.Id}", $"Billing event {row.Id} of the application's database has an amount beyond all reason."));
            return null;
        }

        var currency = Metrics.Currency.TryParse(row.Text("Currency"), out var own) ? own : options.Currency;
        return new Payment(
            FactSource.Database, row.Id, row.CustomerId, row.Text("Subscription"), Minor(row.Number("Amount")) ?? 0, Minor(row.Number("Tax")), currency, status,
            row.Text("Reason"), null, row.Instant("ProcessedAt") ?? default);
    }

    private static UsageRecord Usage(AppRow row) => new(
        row.CustomerId, row.Text("User") ?? "", row.Text("Metric") ?? "usage", row.Number("Quantity") ?? 0, row.Instant("RecordedAt") ?? default, row.Id);

    private static long? Minor(decimal? amount) => amount is { } known ? (long)Math.Round(Math.Abs(known), MidpointRounding.AwayFromZero) : null;

    private IEnumerable<SubscriptionEvent> Unusable(AppRow row, string reason)
    {
        Problems.Add(($"subscription {row.Id}", $"Subscription {row.Id} of the application's database {reason}"));
        return [];
    }
}
