using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>What a small batch changes: computed without the database from what was read under the locks.</summary>
internal sealed class StateChange
{
    public required DateTimeOffset RecordedAt { get; init; }
    public List<EventRow> NewEvents { get; } = [];
    public List<(string CustomerId, SubscriptionEvent Event)> Withdrawn { get; } = [];
    public List<MovementRow> Superseded { get; } = [];
    public List<MovementRow> NewMovements { get; } = [];
    public List<Customer> Customers { get; } = [];
    public required LateChanges Late { get; init; }
    public required ChangeNotices Notices { get; init; }
    public RollupDeltas Deltas { get; } = new();
    public int Duplicates { get; private set; }
    public int Folded { get; private set; }

    public static StateChange Compute(FactBatch batch, StoredState state, LedgerRules rules, DateTimeOffset now)
    {
        var last = state.Customers.Values.Max(customer => customer.LastChange);
        var at = now > last || last is null ? now : last.Value.AddMicroseconds(1);
        var change = new StateChange { RecordedAt = at, Late = new LateChanges(rules.Calendar.DayOf(at), at), Notices = new ChangeNotices(rules.Calendar, at) };
        HashSet<CustomerState> touched = [];
        change.Withdraw(batch.Withdrawals, state, touched);
        change.AddEvents(batch.SubscriptionEvents, state, touched);
        var moved = change.AddCustomers(batch.Customers, state);
        foreach (var customer in touched.Union(moved.Keys)) change.Fold(customer, moved.GetValueOrDefault(customer, customer.Keys), rules);
        if (batch.FxRates.Count > 0) change.Notices.AddRates();
        change.Folded = touched.Count;
        return change;
    }

    private void Withdraw(IReadOnlyList<Withdrawal> withdrawals, StoredState state, HashSet<CustomerState> touched)
    {
        foreach (var withdrawal in withdrawals)
        {
            if (!state.Standing.Remove((withdrawal.Source, withdrawal.EventId), out var found)) continue;
            var (customer, index) = found;
            customer.Facts[index] = customer.Facts[index] with { WithdrawnAt = RecordedAt };
            Withdrawn.Add((customer.Id, customer.Facts[index].Event));
            touched.Add(customer);
        }
    }

    private void AddEvents(IReadOnlyList<SubscriptionEvent> events, StoredState state, HashSet<CustomerState> touched)
    {
        foreach (var fact in events)
        {
            if (state.Standing.ContainsKey((fact.Source, fact.EventId)))
            {
                Duplicates++;
                continue;
            }

            var customer = state.Customers[state.Canonical(fact.CustomerId)];
            KnownEvent known = new(fact, RecordedAt);
            if (!customer.Exists && customer.Facts.Count == 0) Notices.AddSignUp(customer.Id, fact.EffectiveAt);
            Notices.AddSubscription(customer.Id, fact);
            state.AddFact(customer, known);
            NewEvents.Add(new EventRow(customer.Id, known));
            touched.Add(customer);
        }
    }

    /// <summary>An alias is the same customer under an old name: what is said of it does not change the customer.</summary>
    /// <returns>The new keys of customers whose country or segment changes.</returns>
    private Dictionary<CustomerState, CustomerKeys> AddCustomers(IReadOnlyList<Customer> customers, StoredState state)
    {
        Dictionary<CustomerState, CustomerKeys> moved = [];
        foreach (var row in CustomerMerge.ById(customers).Where(row => !state.Aliases.ContainsKey(row.CustomerId)))
        {
            Customers.Add(row);
            var customer = state.Customers[row.CustomerId];
            if (!customer.Exists) Notices.AddSignUp(customer.Id, row.CreatedAt);
            CustomerKeys keys = new(row.Country ?? customer.Keys.Country, row.Segment ?? customer.Keys.Segment);
            if (keys != customer.Keys) moved[customer] = keys;
        }

        return moved;
    }

    private void Fold(CustomerState customer, CustomerKeys keys, LedgerRules rules)
    {
        var folded = Movements.Fold(Ledger.KnownAt(customer.Facts, RecordedAt), rules);
        var change = Ledger.Change(customer.Current, folded);
        Superseded.AddRange(change.Superseded.Select(row => new MovementRow(customer.Id, row, default)));
        NewMovements.AddRange(change.Added.Select(row => new MovementRow(customer.Id, row, RecordedAt)));
        Late.Add(change);
        Notices.Add(customer.Id, change);
        Deltas.Replace(customer.Current, customer.Keys, folded, keys);
    }
}
