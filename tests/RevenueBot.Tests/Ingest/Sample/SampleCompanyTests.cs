using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Sample;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Tests.Ingest.Files;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Sample;

public sealed class SampleCompanyTests
{
    /// <summary>An ordinary day, the first and the last day of a month, a leap day, and one on which a month is half over.</summary>
    public static TheoryData<string> Days { get; } = ["2026-11-24", "2026-03-01", "2027-01-31", "2028-02-29", "2026-07-15"];

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_kind_of_movement_and_reason_occurs(string asOf)
    {
        var books = SampleBooks.On(asOf);

        books.Movements.Select(m => m.Kind).Distinct().Order().ShouldBe(Enum.GetValues<MovementKind>());
        books.Movements.Select(m => m.Reason).ShouldBeSubsetOf(Enum.GetValues<MovementReason>());
        foreach (var reason in Enum.GetValues<MovementReason>().Except([MovementReason.Interval, MovementReason.Migration]))
            books.Movements.ShouldContain(m => m.Reason == reason, $"no {reason}");
        books.Facts.SubscriptionEvents.Select(e => e.Status).ShouldContain(SubscriptionStatus.PastDue);
        books.Facts.Payments.Select(p => p.Status).Distinct().Order().ShouldBe(Enum.GetValues<PaymentStatus>());
        books.Facts.SubscriptionEvents.SelectMany(e => e.Discounts).Select(d => d.Duration).Distinct().Order().ShouldBe(Enum.GetValues<DiscountDuration>());
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void The_company_is_as_large_as_its_targets_say(string asOf)
    {
        var books = SampleBooks.On(asOf);
        var (mrr, customers) = (books.MrrOn(books.AsOf), books.CustomersOn(books.AsOf));
        var target = books.Facts.Targets.Single(t => t.Metric == "mrr" && t.Month == Month.Of(books.AsOf)).Value;

        mrr.ShouldBeInRange(45_000, 60_000);
        customers.ShouldBeInRange(320, 400);
        books.EverPaid.ShouldBeInRange(400, 500);
        (target / mrr).ShouldBeInRange(1.01m, 1.06m);
        var arpa = books.Facts.Targets.Single(t => t.Metric == "arpa" && t.Month == Month.Of(books.AsOf));
        (mrr / customers).ShouldBeInRange(arpa.Value, arpa.Upper!.Value);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Growth_has_ups_and_downs_but_no_collapse(string asOf)
    {
        var books = SampleBooks.On(asOf);
        decimal[] closings = [.. new SampleCalendar(books.AsOf).Months.SkipLast(1).Select(m => books.MrrOn(m.LastDay))];

        var steps = closings.Zip(closings.Skip(1), (before, after) => (after / before) - 1).Skip(3).ToList();

        steps.ShouldAllBe(step => step > -0.05m && step < 0.30m);
        (steps.Max() / steps.Min(Math.Abs)).ShouldBeGreaterThan(5);
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Parts_add_up_to_the_whole(string asOf)
    {
        var books = SampleBooks.On(asOf);
        var segments = books.Facts.Customers.ToDictionary(c => c.CustomerId, c => c.Segment!);
        var total = books.Movements.Where(m => m.Day <= books.AsOf && m.Currency.Code == "USD").Sum(m => m.Amount);

        books.ByCustomer.GroupBy(c => segments[c.Key])
            .Sum(s => s.Sum(c => c.Value.Where(m => m.Day <= books.AsOf && m.Currency.Code == "USD").Sum(m => m.Amount))).ShouldBe(total);
        books.Movements.Where(m => m.Day <= books.AsOf && m.Currency.Code == "USD").GroupBy(m => m.PlanId).Sum(p => p.Sum(m => m.Amount)).ShouldBe(total);
        books.ByCustomer.Count(c => c.Value.Where(m => m.Day <= books.AsOf).Sum(m => m.Amount) > 0).ShouldBe(books.CustomersOn(books.AsOf));
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Every_payment_asks_for_one_period_of_the_subscription_as_it_stood(string asOf)
    {
        var books = SampleBooks.On(asOf);
        var events = books.Facts.SubscriptionEvents.ToLookup(e => e.SubscriptionId);

        foreach (var payment in books.Facts.Payments.Where(p => p.Status is PaymentStatus.Succeeded or PaymentStatus.Failed))
        {
            var state = events[payment.SubscriptionId!].Where(e => e.EffectiveAt <= payment.OccurredAt).MaxBy(e => (e.EffectiveAt, e.Sequence)).ShouldNotBeNull();
            (payment.AmountMinor - (payment.TaxMinor ?? 0)).ShouldBe(SampleBooks.PriceOf(state, payment.OccurredAt), payment.PaymentId);
            payment.PlanId.ShouldBe(state.PlanId);
            payment.Currency.ShouldBe(state.Currency);
        }
    }

    [Fact]
    public void What_is_given_back_was_paid_before()
    {
        var payments = SampleBooks.On("2026-11-24").Facts.Payments;
        var paid = payments.Where(p => p.Status is PaymentStatus.Succeeded).ToDictionary(p => p.PaymentId);

        foreach (var back in payments.Where(p => p.Status is PaymentStatus.Refunded or PaymentStatus.Disputed))
        {
            back.AmountMinor.ShouldBe(paid[back.PaymentId].AmountMinor);
            back.OccurredAt.ShouldBeGreaterThanOrEqualTo(paid[back.PaymentId].OccurredAt);
        }
    }

    [Theory]
    [MemberData(nameof(Days))]
    public void Whoever_is_named_is_known_and_nothing_lies_in_the_future(string asOf)
    {
        var (facts, end) = (SampleBooks.On(asOf).Facts, SampleBooks.On(asOf).End);
        var customers = facts.Customers.Select(c => c.CustomerId).ToHashSet();
        var users = facts.Users.Select(u => (u.CustomerId, u.UserId)).ToHashSet();
        var plans = facts.Plans.Select(p => p.PlanId).ToHashSet();

        facts.SubscriptionEvents.ShouldAllBe(e => customers.Contains(e.CustomerId) && plans.Contains(e.PlanId) && e.EffectiveAt < end);
        facts.Payments.ShouldAllBe(p => customers.Contains(p.CustomerId) && p.OccurredAt < end);
        facts.Usage.ShouldAllBe(u => users.Contains(new ValueTuple<string, string>(u.CustomerId, u.UserId)) && u.RecordedAt < end);
        facts.Nps.ShouldAllBe(n => users.Contains(new ValueTuple<string, string>(n.CustomerId, n.UserId!)) && n.RespondedAt < end);
        facts.Tickets.ShouldAllBe(t => customers.Contains(t.CustomerId) && t.OpenedAt < end && !(t.ClosedAt >= end));
        facts.Customers.Select(c => c.Name).Distinct().Count().ShouldBe(facts.Customers.Count);
        facts.Customers.ShouldAllBe(c => c.Email!.EndsWith(".example") && c.CreatedAt < end);
        facts.Usage.Count.ShouldBeLessThan(150_000);
    }

    [Theory]
    [InlineData("America/New_York")]
    [InlineData("Pacific/Kiritimati")]
    public void Its_days_are_those_of_the_companys_own_zone(string id)
    {
        var asOf = new DateOnly(2026, 11, 24);
        CompanyCalendar there = new(TimeZoneInfo.FindSystemTimeZoneById(id));

        IEnumerable<int> UsersByDay(FactBatch facts, CompanyCalendar calendar) =>
            facts.Usage.CountBy(record => calendar.DayOf(record.RecordedAt)).OrderBy(day => day.Key).Where(day => day.Key <= asOf).Select(day => day.Value);

        UsersByDay(SampleCompany.Build(asOf, there.Zone), there).ShouldBe(UsersByDay(SampleCompany.Build(asOf), CompanyCalendar.Utc));
    }

    [Fact]
    public async Task The_same_day_gives_the_same_bytes_which_read_back_as_the_same_facts()
    {
        using var first = new TempFolder();
        using var second = new TempFolder();
        var asOf = new DateOnly(2026, 11, 24);

        await SampleCompany.WriteAsync(first.Path, asOf, TimeZoneInfo.Utc, TestContext.Current.CancellationToken);
        await SampleCompany.WriteAsync(second.Path, asOf, TimeZoneInfo.Utc, TestContext.Current.CancellationToken);

        var built = SampleBooks.On("2026-11-24").Facts;
        Directory.GetFiles(first.Path).Length.ShouldBe(11);
        foreach (var file in Directory.GetFiles(first.Path).Select(f => System.IO.Path.GetFileName(f)))
        {
            var bytes = await File.ReadAllBytesAsync(first.File(file), TestContext.Current.CancellationToken);
            var again = await File.ReadAllBytesAsync(second.File(file), TestContext.Current.CancellationToken);
            again.AsSpan().SequenceEqual(bytes).ShouldBeTrue(file);
            var (batches, findings) = await Reading.ReadAsync(file, bytes);
            findings.Problems.Select(p => p.Sentence).Concat(findings.Notes).ShouldBeEmpty();
            var format = FileName.Format(file)!;
            batches.SelectMany(format.Write).Select(Text).SequenceEqual(format.Write(built).Select(Text)).ShouldBeTrue(file);
        }
    }

    private static string Text(IReadOnlyList<object?> fields) => string.Join('|', fields.Select(f => f is DateTimeOffset at ? at.UtcDateTime.ToString("O") : f?.ToString()));
}
