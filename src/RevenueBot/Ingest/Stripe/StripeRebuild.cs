using System.Runtime.CompilerServices;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>
/// Makes facts of everything that was kept, customer by customer in a steady stream. Running it again adds nothing new, and
/// takes back guesses about the past that better knowledge has replaced.
/// </summary>
internal sealed class StripeRebuild(StripeStore store, KnownFacts known)
{
    private const int CustomersAtOnce = 200;

    private static readonly StripeKind[] _kinds =
        [StripeKind.Customer, StripeKind.Subscription, StripeKind.Invoice, StripeKind.Charge, StripeKind.Refund, StripeKind.Dispute];

    public async IAsyncEnumerable<FactBatch> ReadAsync(ICollection<StripeProblem> problems, [EnumeratorCancellation] CancellationToken ct)
    {
        var catalogue = await store.CatalogueAsync(ct);
        var references = StripeReading.References(catalogue, problems);
        var names = catalogue.Where(o => o.Kind == StripeKind.Product.Name).ToDictionary(o => o.Id, o => o.Json().Text("name"));
        yield return new FactBatch { Plans = [.. references.Prices.Values.Select(price => StripeFacts.PlanOf(price, names.GetValueOrDefault(price.ProductId ?? "")))] };

        for (var after = ""; await store.CustomersAsync(after, CustomersAtOnce, ct) is { Count: > 0 } customers; after = customers[^1])
        {
            var objects = (await store.OwnedAsync(customers, _kinds, ct)).ToLookup(o => o.CustomerId);
            var facts = await known.BySubscriptionAsync(customers, ct);
            foreach (var customer in customers) yield return new CustomerRebuild([.. objects[customer]], references, facts, problems).Read();
        }
    }
}
