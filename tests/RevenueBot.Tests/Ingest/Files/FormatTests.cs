using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Files;

public sealed class FormatTests
{
    private static readonly DateTimeOffset _noon = new(2026, 11, 24, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_customer_with_everything_and_one_with_the_least()
    {
        var facts = await Reading.FactsAsync("customers.csv",
            """
            customer_id,name,email,country,segment,owner,created_at,attributes
            c1,"Müller, ""Söhne"" & Co","m@example.com",DE,smb,Ana,2026-11-24T12:00:00Z,"{""seats"": 5}"
            c2,Plain,,,,,2026-11-24T07:00:00.123456-05:00,
            """);

        facts.Customers.ShouldBe(
        [
            new Customer("c1", "Müller, \"Söhne\" & Co", "m@example.com", "DE", "smb", "Ana", _noon, "{\"seats\": 5}"),
            new Customer("c2", "Plain", null, null, null, null, _noon.AddMicroseconds(123456), null),
        ]);
    }

    [Fact]
    public async Task JSON_lines_say_the_same_as_CSV()
    {
        var csv = await Reading.FactsAsync("customers.csv", "customer_id,name,created_at,attributes\nc1,A,2026-11-24T12:00:00Z,\"{\"\"a\"\":1}\"\n");
        var json = await Reading.FactsAsync("customers.ndjson", "{\"name\":\"A\",\"customer_id\":\"c1\",\"email\":null,\"created_at\":\"2026-11-24T12:00:00Z\",\"attributes\":{\"a\":1}}\r\n\r\n");

        json.Customers.ShouldBe(csv.Customers);
    }

    [Theory]
    [InlineData("2026-11-24T12:00:00Z")]
    [InlineData("2026-11-24T12:00Z")]
    [InlineData("2026-11-24T13:00:00.000+01:00")]
    [InlineData("2026-11-24 12:00:00+00")]
    [InlineData("2026-11-24T06:30:00-0530")]
    [InlineData("2026-11-24T12:00:00.0000009Z")]
    public async Task Times_with_a_zone_are_read_to_the_microsecond(string time)
    {
        var facts = await Reading.FactsAsync("users.csv", $"user_id,customer_id,created_at\nu,c,{time}\n");

        facts.Users.ShouldHaveSingleItem().CreatedAt.ShouldBe(_noon);
    }

    [Fact]
    public async Task A_subscription_event_with_everything()
    {
        var facts = await Reading.FactsAsync("subscription_events.ndjson",
            """
            {"event_id":"e1","customer_id":"c","subscription_id":"s","item_id":"i","plan_id":"p","quantity":2.5,"unit_amount_minor":4900,"currency":"eur","interval":"year","interval_count":2,"discount_percent":12.5,"discount_duration":"repeating","discount_months":3,"discount_start":"2026-11-24T12:00:00Z","status":"past_due","cancel_at_period_end":true,"current_period_end":"2026-11-24T12:00:00Z","trial_end":"2026-11-24T12:00:00Z","effective_at":"2026-11-24T12:00:00Z","sequence":7,"kind":"one_off","tax_minor":19}
            """);

        var item = facts.SubscriptionEvents.ShouldHaveSingleItem();
        item.Discounts.ShouldBe([new Discount(12.5m, null, DiscountDuration.Repeating, 3, _noon)]);
        (item with { Discounts = [] }).ShouldBe(new SubscriptionEvent
        {
            Source = FactSource.Import, EventId = "e1", CustomerId = "c", SubscriptionId = "s", ItemId = "i", PlanId = "p", Quantity = 2.5m,
            UnitAmountMinor = 4900, Currency = Currency.Parse("EUR"), Interval = IntervalUnit.Year, IntervalCount = 2, Discounts = [],
            Status = SubscriptionStatus.PastDue, CancelAtPeriodEnd = true, CurrentPeriodEnd = _noon, TrialEnd = _noon, EffectiveAt = _noon,
            Sequence = 7, Kind = ItemKind.OneOff, TaxMinor = 19,
        });
    }

    [Fact]
    public async Task A_subscription_event_with_the_least_stands_for_its_subscription()
    {
        var facts = await Reading.FactsAsync("subscription_events.csv",
            """
            event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,discount_amount_minor,status,cancel_at_period_end,effective_at
            e1,c,s,p,1,900,JPY,week,1,100,active,false,2026-11-24T12:00:00Z
            """);

        var item = facts.SubscriptionEvents.ShouldHaveSingleItem();
        item.ItemId.ShouldBe("s");
        item.Kind.ShouldBe(ItemKind.Recurring);
        item.Discounts.ShouldBe([new Discount(null, 100, DiscountDuration.Forever)]);
    }

    [Fact]
    public async Task The_smaller_files()
    {
        (await Reading.FactsAsync("fx.csv", "currency,month,date,rate\nEUR,2026-11,,1.08\nGBP,,2026-11-24,1.3\n")).FxRates.ShouldBe(
            [new FxRate(Currency.Parse("EUR"), new(2026, 11, 1), true, 1.08m), new FxRate(Currency.Parse("GBP"), new(2026, 11, 24), false, 1.3m)]);
        (await Reading.FactsAsync("targets.csv", "metric,month,kind,value,upper\narpa,2026-11,range,50,80\n")).Targets.ShouldBe(
            [new Target("arpa", new Month(2026, 11), TargetKind.Range, 50, 80)]);
        (await Reading.FactsAsync("annotations.csv", "date,kind,text\n2026-11-24,launch,Boards\n")).Annotations.ShouldBe(
            [new Annotation(new(2026, 11, 24), AnnotationKind.Launch, "Boards")]);
        (await Reading.FactsAsync("nps.jsonl", "{\"customer_id\":\"c\",\"score\":10,\"responded_at\":\"2026-11-24T12:00:00Z\"}")).Nps.ShouldBe(
            [new NpsResponse("c", null, 10, null, _noon)]);
        (await Reading.FactsAsync("tickets.csv", "ticket_id,customer_id,severity,opened_at,closed_at,satisfaction\nt,c,high,2026-11-24T12:00:00Z,,4\n")).Tickets.ShouldBe(
            [new Ticket("t", "c", TicketSeverity.High, _noon, null, 4)]);
        (await Reading.FactsAsync("usage-2026.csv", "customer_id,user_id,metric,quantity,recorded_at\nc,u,api_calls,1.5,2026-11-24T12:00:00Z\n")).Usage.ShouldBe(
            [new UsageRecord("c", "u", "api_calls", 1.5m, _noon, null)]);
        (await Reading.FactsAsync("payments.csv", "payment_id,customer_id,amount_minor,currency,status,failure_reason,occurred_at\np,c,500,USD,failed,card_declined,2026-11-24T12:00:00Z\n")).Payments.ShouldBe(
            [new Payment(FactSource.Import, "p", "c", null, 500, null, Currency.Parse("USD"), PaymentStatus.Failed, "card_declined", null, _noon)]);
    }

    [Fact]
    public async Task A_byte_order_mark_and_Windows_line_ends_are_no_part_of_the_data()
    {
        (await Reading.FactsAsync("aliases.csv", "\uFEFFalias_id,customer_id\r\na,b\r\n")).Aliases.ShouldBe([new CustomerAlias("a", "b")]);
        (await Reading.FactsAsync("aliases.ndjson", "\uFEFF{\"alias_id\":\"a\",\"customer_id\":\"b\"}\r\n")).Aliases.ShouldBe([new CustomerAlias("a", "b")]);
    }

    [Fact]
    public async Task Unknown_columns_are_named_and_do_not_stop_the_file()
    {
        var (batches, findings) = await Reading.ReadAsync("aliases.csv", "alias_id,custmer,customer_id\na,x,b\n");

        batches.ShouldHaveSingleItem().Aliases.ShouldBe([new CustomerAlias("a", "b")]);
        findings.Notes.ShouldBe(["Column \"custmer\" is unknown and was not read."]);
    }

    [Fact]
    public async Task A_large_file_comes_in_batches()
    {
        var (batches, findings) = await Reading.ReadAsync("aliases.csv", "alias_id,customer_id\n" + string.Concat(Enumerable.Range(0, 12_000).Select(i => $"a{i},c\n")));

        batches.Select(b => b.Aliases.Count).ShouldBe([5_000, 5_000, 2_000]);
        findings.Rows.ShouldBe(12_000);
    }
}
