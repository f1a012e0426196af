using Dapper;
using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Customers;

/// <summary>A paying customer of somebody.</summary>
/// <param name="Mrr">Micro-units of the reporting currency.</param>
internal sealed record OwnedCustomer(string Name, long Mrr);

/// <summary>The paying customers of an owner, the largest first.</summary>
/// <param name="owners">What the owner is called, in any case: a name as the source says it, or a platform's address.</param>
internal delegate Task<IReadOnlyList<OwnedCustomer>> ReadOwned(IReadOnlyCollection<string> owners, CancellationToken cancel);

/// <summary>Reads them from the ledger.</summary>
internal sealed class OwnedCustomers(NpgsqlDataSource database, CustomerList list, LedgerReader ledger, Company company, TimeProvider clock)
{
    internal const string ReadIds = "SELECT customer_id FROM customer WHERE lower(owner) = ANY (@owners) ORDER BY customer_id LIMIT @most";

    /// <summary>More belong to nobody; a setting that gives everything to one person must not make a page slow.</summary>
    private const int Most = 5_000;

    public async Task<IReadOnlyList<OwnedCustomer>> ReadAsync(IReadOnlyCollection<string> owners, CancellationToken cancel)
    {
        if (owners.Count == 0) return [];
        await using var connection = await database.OpenConnectionAsync(cancel);
        var arguments = new { owners = owners.Select(owner => owner.ToLowerInvariant()).ToArray(), most = Most };
        List<string> ids = [.. await connection.QueryAsync<string>(new CommandDefinition(ReadIds, arguments, cancellationToken: cancel))];
        if (ids.Count == 0) return [];
        var day = company.Calendar.DayOf(clock.GetUtcNow());
        var rates = new FxRates(company.Currency, (await ledger.ContextAsync(Dimension.Total, day, cancel)).FxRates);
        return
        [
            .. (await list.ReadAsync(ids, day, cancel)).Where(customer => customer.Status == CustomerStatus.Paying)
                .Select(customer => new OwnedCustomer(CustomerWords.Name(customer.Customer.CustomerId, customer.Customer.Name), CustomerEntry.Converted(customer.Plans.Select(plan => (plan.Currency, plan.Amount)), rates, day).Mrr))
                .OrderByDescending(customer => customer.Mrr).ThenBy(customer => customer.Name, StringComparer.Ordinal),
        ];
    }
}
