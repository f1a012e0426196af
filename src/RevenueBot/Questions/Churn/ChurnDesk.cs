using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Churn;

/// <summary>The risk of a customer with the model that told it.</summary>
internal sealed record KnownChurn(CustomerChurn Churn, ChurnSummary By);

/// <summary>The risk of customers as the last run left it. It is told of now alone: what an earlier model said is not kept.</summary>
internal sealed class ChurnDesk(ChurnReader reader)
{
    private static readonly Dictionary<string, KnownChurn> None = [];

    /// <summary>Empty for a question about a past day, or about what was known once.</summary>
    public async Task<IReadOnlyDictionary<string, KnownChurn>> ReadAsync(Asked asked, IReadOnlyList<string> customerIds, CancellationToken cancel) =>
        asked.Question is { AsOf: null, KnownAt: null } ? await ReadAsync(customerIds, cancel) : None;

    /// <summary>Customers who do not pay, and those who came since the last run, are left out.</summary>
    public async Task<IReadOnlyDictionary<string, KnownChurn>> ReadAsync(IReadOnlyList<string> customerIds, CancellationToken cancel)
    {
        if (customerIds.Count == 0 || await reader.SummaryAsync(cancel) is not { } by) return None;
        return (await reader.ReadAsync(customerIds, cancel)).Where(churn => churn.Value.ModelId == by.Value.ModelId).ToDictionary(churn => churn.Key, churn => new KnownChurn(churn.Value, by.Value));
    }
}
