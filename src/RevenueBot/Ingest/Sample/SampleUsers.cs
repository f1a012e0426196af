using System.Globalization;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.Sample;

/// <summary>The people of a customer, and here and there a bot.</summary>
internal static class SampleUsers
{
    private const int Most = 8;

    public static int CountOf(SampleCustomer customer) => Math.Min(Most, customer.Seats);

    public static string Id(SampleCustomer customer, int number) => $"usr_{customer.Id[4..]}_{number.ToString(CultureInfo.InvariantCulture)}";

    public static IEnumerable<AppUser> Of(SampleCustomer customer, SampleCalendar calendar)
    {
        var created = calendar.At(customer.SignUp, customer.Minute);
        return Enumerable.Range(1, CountOf(customer)).Select(n => new AppUser(
            Id(customer, n), customer.Id, $"user{n.ToString(CultureInfo.InvariantCulture)}@{customer.Domain}", created, n == Most && customer.Index % 4 == 0));
    }
}
