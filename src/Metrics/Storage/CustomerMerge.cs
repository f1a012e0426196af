using RevenueBot.Metrics.Facts;

namespace RevenueBot.Metrics.Storage;

/// <summary>Several words about one customer: the last one stands, and a null never erases a value.</summary>
internal static class CustomerMerge
{
    public static IEnumerable<Customer> ById(IReadOnlyList<Customer> customers) =>
        customers.GroupBy(customer => customer.CustomerId).Select(group => group.Aggregate(Merge));

    private static Customer Merge(Customer first, Customer last) => new(
        first.CustomerId, last.Name ?? first.Name, last.Email ?? first.Email, last.Country ?? first.Country, last.Segment ?? first.Segment,
        last.Owner ?? first.Owner, last.CreatedAt ?? first.CreatedAt, last.AttributesJson ?? first.AttributesJson);
}
