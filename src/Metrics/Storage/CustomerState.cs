using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>What is stored of one customer, read under its lock.</summary>
internal sealed class CustomerState(string id)
{
    public string Id => id;

    /// <summary>All facts, withdrawn ones too.</summary>
    public List<KnownEvent> Facts { get; } = [];

    /// <summary>Current ledger rows by day and seq.</summary>
    public List<Movement> Current { get; } = [];

    public CustomerKeys Keys { get; private set; } = CustomerKeys.None;

    /// <summary>Whether it has a row of its own.</summary>
    public bool Exists { get; private set; }

    public void Know(CustomerKeys keys) => (Exists, Keys) = (true, keys);

    /// <summary>When anything about this customer was last recorded or withdrawn; null before the first fact.</summary>
    public DateTimeOffset? LastChange => Facts.Count == 0 ? null : Facts.Max(fact => fact.WithdrawnAt is { } end && end > fact.RecordedAt ? end : fact.RecordedAt);
}

/// <summary>Everything a small batch needs to know, read in one round trip.</summary>
internal sealed class StoredState
{
    /// <summary>Customers that are locked, by id; aliases among them have no facts.</summary>
    public Dictionary<string, CustomerState> Customers { get; } = [];

    public Dictionary<string, string> Aliases { get; } = [];

    /// <summary>Empty before the first fact.</summary>
    public string RulesHash { get; set; } = "";

    /// <summary>The facts that stand, by what makes them unique.</summary>
    public Dictionary<(FactSource Source, string EventId), (CustomerState Customer, int Index)> Standing { get; } = [];

    public void AddFact(CustomerState customer, KnownEvent fact)
    {
        if (fact.WithdrawnAt is null) Standing[(fact.Event.Source, fact.Event.EventId)] = (customer, customer.Facts.Count);
        customer.Facts.Add(fact);
    }

    public string Canonical(string id) => Aliases.GetValueOrDefault(id, id);

    /// <summary>False where an alias or an owner appeared between the choice of locks and their grant.</summary>
    public bool IsLocked => Aliases.Values.All(Customers.ContainsKey);
}
