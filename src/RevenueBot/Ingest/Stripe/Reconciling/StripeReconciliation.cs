using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Ingest.Stripe.Reconciling;

/// <summary>
/// Compares the ledger with Stripe, customer by customer. What differs at first sight is looked at again, from both sides: the lists
/// take minutes to read, and things change meanwhile.
/// </summary>
internal sealed class StripeReconciliation(
    StripeClient client, StripeStore store, ReconciliationReader ledger, LedgerReader sums, LedgerRules rules, TimeProvider time) : IRefresh
{
    private const int CustomersAtOnce = 500;
    private const int LookedAtAgain = 500;

    /// <summary>Events that arrive by themselves do so within this time, the safety net included; later ones are lost.</summary>
    private static readonly TimeSpan _lag = TimeSpan.FromHours(1);

    public string Name => "reconciliation";

    public Cadence Cadence => Cadence.Daily;

    /// <summary>It asks Stripe, which learns nothing from us.</summary>
    public bool FollowsLateFacts => false;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => ReconcileAsync(cancel);

    /// <summary>Compares, and keeps the result for the freshness of answers.</summary>
    /// <exception cref="StripeException">Stripe refused, or did not answer.</exception>
    public async Task<ReconciliationResult> ReconcileAsync(CancellationToken cancel)
    {
        BillerReader biller = new(client, store);
        var now = time.GetUtcNow();
        var states = await biller.AllAsync(now, cancel);
        var aliases = await ledger.AliasesAsync(cancel);
        var levels = await ledger.LevelsAsync(rules.Calendar.DayOf(now), null, cancel);
        var owners = states.Values.Select(state => Owner(state, aliases)).Concat(levels.Select(level => level.CustomerId)).Distinct().ToList();
        var (found, compared) = await CompareAsync(states, levels, owners, aliases, now, cancel);
        var again = await AgainAsync(found, biller, aliases, cancel);
        List<Difference> differences = [.. await TimedAsync([.. again.Concat(found.Skip(LookedAtAgain))], biller, cancel), .. await RollUpsAsync(levels, now, cancel)];
        ReconciliationResult result = new(now, compared, [.. differences.OrderBy(d => d.CustomerId, StringComparer.Ordinal).ThenBy(d => d.SubscriptionId, StringComparer.Ordinal)]);
        await ledger.WriteAsync(StripeStore.Source, new ReconciliationState(now, result.Customers, result.Differing), cancel);
        return result;
    }

    /// <returns>The differences, and how many customers have anything to do with Stripe.</returns>
    private async Task<(List<Difference> Found, int Compared)> CompareAsync(
        Dictionary<string, BillerState> states, IReadOnlyList<SubscriptionLevel> levels, List<string> owners, IReadOnlyDictionary<string, string> aliases, DateTimeOffset now, CancellationToken cancel)
    {
        var bySubscription = levels.ToLookup(level => level.SubscriptionId);
        var byCustomer = levels.ToLookup(level => level.CustomerId);
        var statesOf = states.ToLookup(state => Owner(state.Value, aliases), state => state.Key);
        HashSet<string> seen = [], compared = [];
        List<Difference> found = [];
        foreach (var batch in owners.Order(StringComparer.Ordinal).Chunk(CustomersAtOnce))
        {
            // Whoever else holds one of these subscriptions is part of the case.
            var holders = batch.Concat(batch.SelectMany(customer => statesOf[customer]).SelectMany(id => bySubscription[id]).Select(level => level.CustomerId)).Distinct();
            var facts = (await ledger.FactsAsync(holders, cancel)).ToLookup(fact => fact.SubscriptionId);
            var known = await ledger.KnownAsync(batch, cancel);
            foreach (var customer in batch)
            {
                foreach (var id in statesOf[customer].Concat(byCustomer[customer].Select(level => level.SubscriptionId)).Distinct())
                {
                    if (states.ContainsKey(id) && !statesOf[customer].Contains(id)) continue; // with the biller's customer
                    if (!seen.Add(id)) continue;
                    if (facts[id].All(fact => fact.Source == FactSource.Stripe)) compared.Add(customer);
                    if (Case(id, states.GetValueOrDefault(id), aliases, facts[id], bySubscription[id], known).Compare(rules, now) is { } difference) found.Add(difference);
                }
            }
        }

        return (found, compared.Count);
    }

    private static SubscriptionCase Case(
        string id, BillerState? state, IReadOnlyDictionary<string, string> aliases, IEnumerable<SubscriptionEvent> facts, IEnumerable<SubscriptionLevel> levels, IReadOnlySet<string> known)
    {
        var owner = state is null ? null : Owner(state, aliases);
        return new() { SubscriptionId = id, Biller = state, Owner = owner, Facts = [.. facts], Levels = [.. levels], IsOwnerKnown = owner is null || known.Contains(owner) };
    }

    private static string Owner(BillerState state, IReadOnlyDictionary<string, string> aliases) => aliases.GetValueOrDefault(state.CustomerId, state.CustomerId);

    private async Task<List<Difference>> AgainAsync(List<Difference> found, BillerReader biller, IReadOnlyDictionary<string, string> aliases, CancellationToken cancel)
    {
        List<Difference> still = [];
        foreach (var first in found.Take(LookedAtAgain))
        {
            var now = time.GetUtcNow();
            var state = await biller.OneAsync(first.SubscriptionId, now, cancel);
            var levels = await ledger.LevelsAsync(rules.Calendar.DayOf(now), [first.SubscriptionId], cancel);
            string[] holders = [.. levels.Select(level => level.CustomerId), first.CustomerId, .. state is null ? [] : new[] { Owner(state, aliases) }];
            var facts = (await ledger.FactsAsync(holders.Distinct(), cancel)).Where(fact => fact.SubscriptionId == first.SubscriptionId);
            if (state is null && levels.Count == 0) continue;
            if (Case(first.SubscriptionId, state, aliases, facts, levels, await ledger.KnownAsync(holders, cancel)).Compare(rules, now) is { } difference) still.Add(difference);
        }

        return still;
    }

    private async Task<IReadOnlyList<Difference>> TimedAsync(List<Difference> differences, BillerReader biller, CancellationToken cancel)
    {
        if (differences.Count == 0) return differences;
        var pending = await biller.PendingAsync(time.GetUtcNow() - _lag, cancel);
        return [.. differences.Select(difference => pending.Contains(difference.SubscriptionId) ? difference with { Kind = DifferenceKind.Timing } : difference)];
    }

    /// <summary>Answers are sums of roll-ups: they must be the sums of the rows.</summary>
    private async Task<IReadOnlyList<Difference>> RollUpsAsync(IReadOnlyList<SubscriptionLevel> levels, DateTimeOffset now, CancellationToken cancel)
    {
        var cells = (await sums.ReadAsync(new LedgerQuery(Dimension.Total, [rules.Calendar.DayOf(now).AddDays(1)]), cancel)).Cells;
        return
        [
            .. levels.Select(level => level.Currency).Concat(cells.Select(cell => cell.Currency)).Distinct()
                .Select(currency => new Difference(
                    DifferenceKind.RollUp, "", "", currency, cells.Where(cell => cell.Currency == currency).Sum(cell => cell.Amount),
                    levels.Where(level => level.Currency == currency).Sum(level => level.Mrr)))
                .Where(difference => difference.Ledger != difference.Biller),
        ];
    }
}
