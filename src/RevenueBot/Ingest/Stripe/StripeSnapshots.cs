using System.Text.Json;
using Npgsql;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Stripe;

/// <summary>Turns one snapshot of a subscription into the facts it adds to those already known.</summary>
internal sealed class StripeSnapshots(NpgsqlDataSource database, StripeResolver resolver, KnownFacts known, TimeProvider time)
{
    /// <summary>Taken while a snapshot is fitted and applied.</summary>
    public Task<CustomerLock> LockAsync(string customer, CancellationToken ct) => CustomerLock.TakeAsync(database, customer, ct);

    /// <summary>
    /// What the snapshot changes. Where events of one second disagree, the subscription is read from Stripe: if it is in one
    /// of the states, that one was the later; if in neither, its present state counts from now.
    /// </summary>
    public async Task<SnapshotChange> ReadAsync(JsonElement json, Observation observed, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        if (await resolver.ResolveAsync(json, problems, ct) is not { } resolved) return SnapshotChange.Nothing;
        var facts = StripeProjection.Project(resolved.Subscription, observed, resolved.References, problems);
        SubscriptionEvent[] seen = [.. (await known.BySubscriptionAsync([resolved.Subscription.CustomerId], ct))[resolved.Subscription.Id]];
        var change = SnapshotMerge.Fit(facts, seen);
        if (change.Add.Count == 0 || resolved.Subscription.IsOver || !SnapshotMerge.Conflicts(facts, seen)) return change;
        var confirmed = SnapshotMerge.Fit(await ConfirmAsync(resolved.Subscription.Id, observed, facts, seen, problems, ct), seen.Concat(change.Add));
        return new SnapshotChange([.. change.Add, .. confirmed.Add], [.. change.Withdraw, .. confirmed.Withdraw]);
    }

    private async Task<IReadOnlyList<SubscriptionEvent>> ConfirmAsync(
        string subscription, Observation observed, IReadOnlyList<SubscriptionEvent> facts, SubscriptionEvent[] seen, ICollection<StripeProblem> problems, CancellationToken ct)
    {
        if (await resolver.FetchAsync(subscription, problems, ct) is not { } current) return [];
        var then = StripeProjection.Project(current.Subscription, observed with { Order = StripeOrder.Confirmed }, current.References, problems);
        var said = facts.Concat(seen.Where(fact => fact.EffectiveAt == observed.At)).Select(HashOf).ToHashSet();
        return then.All(state => said.Contains(HashOf(state)))
            ? then
            : StripeProjection.Project(current.Subscription, new Observation(time.GetUtcNow(), StripeOrder.Confirmed), current.References, problems);
    }

    /// <summary>An event id ends with the hash of its state.</summary>
    private static string HashOf(SubscriptionEvent fact) => fact.EventId[(fact.EventId.LastIndexOf('/') + 1)..];
}
