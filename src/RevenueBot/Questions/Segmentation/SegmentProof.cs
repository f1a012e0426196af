using RevenueBot.Metrics;
using RevenueBot.Metrics.Segmentation;
using RevenueBot.Questions.Api;

namespace RevenueBot.Questions.Segmentation;

/// <summary>A customer of a segment: a row of a receipt. On the day of the grid with its MRR, on the first days of months with what became of it.</summary>
/// <param name="Left">Null on the day of the grid; of a month, whether who paid at its start did not at its end.</param>
internal sealed record SegmentCustomerRow(DateOnly Date, string Segment, string CustomerId, bool Paying, ExactMoneyJson? Mrr, bool? Left)
{
    /// <param name="day">The day of the grid.</param>
    public static IReadOnlyList<object> Of(SegmentCustomers customers, DateOnly day, IReadOnlyList<SegmentRule> rules, Currency currency)
    {
        var segmentOf = SegmentGrid.Classifier(customers.Now, rules);
        return
        [
            .. customers.Now.Select(customer => new SegmentCustomerRow(day, segmentOf(customer), customer.CustomerId, customer.IsPaying, new ExactMoneyJson(customer.Mrr, currency.Code), null)),
            .. customers.Months.SelectMany(month => Of(month, rules)),
        ];
    }

    private static IEnumerable<SegmentCustomerRow> Of(SegmentMonth month, IReadOnlyList<SegmentRule> rules)
    {
        var segmentOf = SegmentGrid.Classifier([.. month.Customers.Select(customer => customer.Start)], rules);
        return month.Customers.Where(customer => customer.Start.IsPaying)
            .Select(customer => new SegmentCustomerRow(month.Month.FirstDay, segmentOf(customer.Start), customer.Start.CustomerId, true, null, customer.Left));
    }
}
