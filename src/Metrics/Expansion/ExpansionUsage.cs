namespace RevenueBot.Metrics.Expansion;

/// <summary>What customers used, bots left out. Metrics are compared in any case.</summary>
public sealed class ExpansionUsage
{
    /// <summary>Local days of the last use that count, the running one included.</summary>
    public const int Days = 30;

    private static readonly IReadOnlyDictionary<string, decimal> Nothing = new Dictionary<string, decimal>();

    private readonly Dictionary<string, int> _people = [];
    private readonly Dictionary<string, Dictionary<string, decimal>> _lately = [];
    private readonly Dictionary<(string CustomerId, DateTimeOffset Since), Dictionary<string, decimal>> _cycles = [];

    /// <summary>Different people who were active in the last 30 days.</summary>
    public int PeopleOf(string customerId) => _people.GetValueOrDefault(customerId);

    /// <summary>By metric, of the last 30 days.</summary>
    public IReadOnlyDictionary<string, decimal> LatelyOf(string customerId) => _lately.GetValueOrDefault(customerId) ?? Nothing;

    /// <summary>Of a metric since the cycle began.</summary>
    public decimal InCycle(string customerId, LimitCycle limit) => _cycles.GetValueOrDefault((customerId, limit.Since))?.GetValueOrDefault(limit.Metric) ?? 0;

    public void AddPeople(string customerId, int people) => _people[customerId] = people;

    public void AddLately(string customerId, string metric, decimal quantity) => Add(_lately, customerId, metric, quantity);

    public void AddCycle(string customerId, DateTimeOffset since, string metric, decimal quantity) => Add(_cycles, (customerId, since), metric, quantity);

    private static void Add<TKey>(Dictionary<TKey, Dictionary<string, decimal>> of, TKey key, string metric, decimal quantity) where TKey : notnull
    {
        if (!of.TryGetValue(key, out var metrics)) of[key] = metrics = new(StringComparer.OrdinalIgnoreCase);
        metrics[metric] = metrics.GetValueOrDefault(metric) + quantity;
    }
}
