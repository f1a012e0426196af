using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Metrics.Tests.Storage;
using RevenueBot.Metrics.Usage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Usage;

/// <summary>Usage counted in the database against one counted slowly: every day, every person, every record.</summary>
public sealed class UsageOracleTests
{
    private static readonly string[] Zones = ["America/New_York", "Australia/Lord_Howe", "Etc/UTC"];

    [Theory]
    [InlineData(1, "2026-10-28")]
    [InlineData(2, "2026-03-05")]
    [InlineData(3, "2026-04-02")]
    public async Task Days_plans_people_and_quantities_are_those_of_a_slow_count(int seed, string start)
    {
        var cancel = TestContext.Current.CancellationToken;
        var calendar = new CompanyCalendar(TimeZoneInfo.FindSystemTimeZoneById(Zones[seed % 3]));
        Period span = new(DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture), DateOnly.Parse(start, System.Globalization.CultureInfo.InvariantCulture).AddDays(9));
        var facts = Facts(new Random(seed), calendar.StartOf(span.Start).AddDays(-2));
        await using var database = await TestDatabase.CreateAsync();
        await new FactStore(database.DataSource, new LedgerRules(DefinitionProfile.Default, calendar), TimeProvider.System).ApplyAsync(facts, ct: cancel);

        Dictionary<string, PlanHistory> plans = [];
        await foreach (var events in new CustomerHistoryReader(database.DataSource).EventsAsync(null, cancel)) plans[events[0].CustomerId] = PlanHistory.Of(events, calendar);
        List<CustomerUsage> rows = [];
        await foreach (var row in new UsageReader(database.DataSource).ReadAsync(span, calendar, null, cancel)) rows.Add(row);

        UsageCell.Of(rows, customer => plans.GetValueOrDefault(customer, PlanHistory.None)).ShouldBe(Slow(facts, span, calendar));
    }

    private static FactBatch Facts(Random random, DateTimeOffset start)
    {
        DateTimeOffset Instant() => start.AddMinutes(30 * random.Next(0, 13 * 48)).AddTicks(random.Next(3) == 0 ? -10 : 0);
        string[] customers = ["ada", "bo", "cy"], plans = ["solo", "pro"], metrics = ["tasks", "exports"];
        return new FactBatch
        {
            Users = [.. customers.SelectMany(customer => Enumerable.Range(1, 3).Select(i => new AppUser($"u{i}", customer, null, start, i == 3 && customer == "bo")))],
            SubscriptionEvents = [.. Enumerable.Range(0, 9).Select(i => new SubscriptionEvent
            {
                Source = FactSource.Import, EventId = $"e{i}", CustomerId = customers[i % 2], SubscriptionId = "s" + customers[i % 2], ItemId = "s" + customers[i % 2],
                PlanId = plans[random.Next(2)], UnitAmountMinor = 10_00, Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month,
                Status = random.Next(4) == 0 ? SubscriptionStatus.Canceled : SubscriptionStatus.Active, EffectiveAt = Instant(), Sequence = i,
            })],
            Usage = [.. Enumerable.Range(0, 300).Select(i => new UsageRecord(
                customers[random.Next(3)], $"u{random.Next(1, 5)}", metrics[random.Next(2)], random.Next(-1, 5) / 2m, Instant(), $"r{i}"))],
        };
    }

    private static List<UsageCell> Slow(FactBatch facts, Period span, CompanyCalendar calendar)
    {
        List<UsageCell> cells = [];
        bool IsBot(UsageRecord record) => facts.Users.Any(user => user.IsBot && user.UserId == record.UserId && user.CustomerId == record.CustomerId);
        for (var day = span.Start; day < span.End; day = day.AddDays(1))
        {
            var records = facts.Usage.Where(record => calendar.DayOf(record.RecordedAt) == day && !IsBot(record)).ToList();
            foreach (var plan in (string[])["", "pro", "solo"])
            {
                var ofPlan = records.Where(record => (SlowPlan(facts, record.CustomerId, day, calendar) ?? "") == plan).ToList();
                if (ofPlan.Count == 0) continue;
                cells.Add(new UsageCell(day, plan, "", People(ofPlan), 0));
                foreach (var metric in ofPlan.GroupBy(record => record.Metric).OrderBy(metric => metric.Key, StringComparer.Ordinal))
                    cells.Add(new UsageCell(day, plan, metric.Key, People(metric), metric.Sum(record => record.Quantity)));
            }
        }

        return cells;
    }

    private static int People(IEnumerable<UsageRecord> records) => records.Where(record => record.Quantity > 0).Select(record => (record.CustomerId, record.UserId)).Distinct().Count();

    /// <summary>Back from the last instant of the day to the first: the first plan that is met.</summary>
    private static string? SlowPlan(FactBatch facts, string customer, DateOnly day, CompanyCalendar calendar)
    {
        var (start, end) = (calendar.StartOf(day), calendar.StartOf(day.AddDays(1)));
        var events = facts.SubscriptionEvents.Where(item => item.CustomerId == customer).OrderBy(item => item.EffectiveAt).ThenBy(item => item.Sequence).ToList();
        var instants = events.Select(item => item.EffectiveAt).Append(end).Where(at => at > start && at <= end).Select(at => at.AddTicks(-1)).OrderDescending();
        return instants.Select(at => events.LastOrDefault(item => item.EffectiveAt <= at)).FirstOrDefault(item => item?.Status == SubscriptionStatus.Active)?.PlanId;
    }
}
