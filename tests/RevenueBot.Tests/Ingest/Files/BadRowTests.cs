using System.Text;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Ingest.Files;

/// <summary>Each way in which a file can be wrong, and the sentence its owner reads.</summary>
public sealed class BadRowTests
{
    private const string Events = "event_id,customer_id,subscription_id,plan_id,quantity,unit_amount_minor,currency,interval,interval_count,status,cancel_at_period_end,effective_at";
    private const string GoodEvent = "e1,c1,s1,p1,1,4900,USD,month,1,active,false,2026-01-31T10:00:00Z";

    public static TheoryData<string, string, string> Sentences { get; } = new()
    {
        // the shape of the file
        { "users.csv", "", "users.csv: is empty; its first line must name the columns." },
        { "users.csv", "user_id,created_at\nu1,2026-01-01T00:00:00Z", "users.csv, line 1, customer_id: is missing from the header." },
        { "aliases.csv", "alias_id,alias_id,customer_id\na,b,c", "aliases.csv, line 1, alias_id: is named twice in the header." },
        { "aliases.csv", "alias_id,customer_id\na,b\na,b,c", "aliases.csv, line 3: has 3 fields, but the header names 2 columns." },
        { "aliases.csv", "alias_id,customer_id\na,x\"y", "aliases.csv, line 2: has a quote inside an unquoted field; enclose the field in quotes and double the quotes in it." },
        { "aliases.csv", "alias_id,customer_id\n\"a\"x,b", "aliases.csv, line 2: has text after a closing quote; double the quotes inside a quoted field." },
        { "aliases.csv", "alias_id,customer_id\na,b\n\"c,d\ne,f\n", "aliases.csv, line 3: opens a quote that is never closed." },
        { "aliases.csv", "alias_id,\"customer_id\na,b\n", "aliases.csv, line 1: opens a quote that is never closed." },
        { "aliases.csv", "alias_id,customer_id\n\"a\nb\",c\nd,e", "aliases.csv, line 2, alias_id: holds a control character, such as a line break." },
        { "aliases.ndjson", "[1]", "aliases.ndjson, line 1: must be a JSON object." },
        { "aliases.ndjson", "{\"alias_id\":\"a\",\"customer_id\":\"b\"}\n{oops}", "aliases.ndjson, line 2: is not valid JSON; write one object with distinct names a line." },
        { "aliases.ndjson", "{\"alias_id\":\"a\",\"alias_id\":\"b\",\"customer_id\":\"c\"}", "aliases.ndjson, line 1: is not valid JSON; write one object with distinct names a line." },
        { "aliases.jsonl", "{\"alias_id\":\"a\"}", "aliases.jsonl, line 1, customer_id: is empty." },
        { "aliases.jsonl", "{\"alias_id\":\"\\ud800\",\"customer_id\":\"c\"}", "aliases.jsonl, line 1: holds half a surrogate pair, which is no character." },

        // values
        { "users.csv", "user_id,customer_id,created_at\nu1,,2026-01-01T00:00:00Z", "users.csv, line 2, customer_id: is empty." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,2026-01-01T00:00:00", "users.csv, line 2, created_at: must be a time with its zone, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00-05:00." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,2026-01-01", "users.csv, line 2, created_at: must be a time with its zone, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00-05:00." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,2026-02-30T00:00:00Z", "users.csv, line 2, created_at: is not a time in ISO 8601, such as 2026-11-24T09:30:00Z." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,2016-12-31T23:59:60Z", "users.csv, line 2, created_at: is not a time in ISO 8601, such as 2026-11-24T09:30:00Z." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,0001-01-01T00:00:00+14:00", "users.csv, line 2, created_at: is not a time in ISO 8601, such as 2026-11-24T09:30:00Z." },
        { "users.csv", "user_id,customer_id,created_at\nu1,c1,1901-01-01T00:00:00Z", "users.csv, line 2, created_at: must lie in the years 1970 to 2199." },
        { "users.csv", "user_id,customer_id,created_at,is_bot\nu1,c1,2026-01-01T00:00:00Z,maybe", "users.csv, line 2, is_bot: must be true or false." },
        { "subscription_events.csv", Event("month", "fortnight"), "subscription_events.csv, line 2, interval: must be day, week, month or year." },
        { "subscription_events.csv", Event("active", "lapsed"), "subscription_events.csv, line 2, status: must be trialing, active, past_due, unpaid, incomplete, incomplete_expired, paused or canceled." },
        { "subscription_events.csv", Event("USD", "Dollar"), "subscription_events.csv, line 2, currency: must be a currency code of three letters, such as USD." },
        { "subscription_events.csv", Event("4900", "49.00"), "subscription_events.csv, line 2, unit_amount_minor: must be a whole number of the currency's minor unit: 1250 for 12.50 USD." },
        { "subscription_events.csv", Event("4900", "-1"), "subscription_events.csv, line 2, unit_amount_minor: must be from 0 to 1,000,000,000,000." },
        { "subscription_events.csv", Event("p1,1,4900", "p1,1000000,1000000000000"), "subscription_events.csv, line 2, unit_amount_minor: times quantity must stay below 100 billion." },
        { "subscription_events.csv", Event("p1,1,", "p1,1e3,"), "subscription_events.csv, line 2, quantity: must be a number, such as 12.5." },
        { "subscription_events.csv", Event("month,1,", "month,0,"), "subscription_events.csv, line 2, interval_count: must be from 1 to 3,660." },
        { "subscription_events.csv", With("discount_percent", "101"), "subscription_events.csv, line 2, discount_percent: must be from 0 to 100." },
        { "subscription_events.csv", With("discount_duration", "once"), "subscription_events.csv, line 2, discount_duration: needs discount_percent or discount_amount_minor beside it." },
        { "subscription_events.csv", With("discount_percent,discount_amount_minor", "10,100"), "subscription_events.csv, line 2, discount_percent: and discount_amount_minor exclude each other: give one." },
        { "subscription_events.csv", With("discount_percent,discount_duration", "10,repeating"), "subscription_events.csv, line 2, discount_months: is needed for a repeating discount." },
        { "payments.csv", "payment_id,customer_id,amount_minor,currency,status,occurred_at\np,c,5,USD,paid,2026-01-01T00:00:00Z", "payments.csv, line 2, status: must be succeeded, failed, refunded or disputed." },
        { "nps.csv", "customer_id,score,responded_at\nc,11,2026-01-01T00:00:00Z", "nps.csv, line 2, score: must be from 0 to 10." },
        { "tickets.csv", "ticket_id,customer_id,severity,opened_at,satisfaction\nt,c,low,2026-01-01T00:00:00Z,6", "tickets.csv, line 2, satisfaction: must be from 1 to 5." },
        { "tickets.csv", "ticket_id,customer_id,severity,opened_at,closed_at\nt,c,low,2026-01-02T00:00:00Z,2026-01-01T00:00:00Z", "tickets.csv, line 2, closed_at: is before opened_at." },
        { "fx.csv", "currency,month,date,rate\nEUR,,,1.1", "fx.csv, line 2: needs either month or date." },
        { "fx.csv", "currency,month,rate\nEUR,2026-13,1.1", "fx.csv, line 2, month: must be a month such as 2026-11." },
        { "fx.csv", "currency,month,rate\nEUR,2026-11,0", "fx.csv, line 2, rate: must be from 0.000000001 to 1,000,000,000." },
        { "annotations.csv", "date,kind,text\n24.11.2026,launch,x", "annotations.csv, line 2, date: must be a day such as 2026-11-24." },
        { "targets.csv", "metric,month,kind,value\narpa,2026-11,range,50", "targets.csv, line 2, upper: is needed for a range." },
        { "plans.ndjson", Plan("\"limits\":[1]"), "plans.ndjson, line 1, limits: must be a JSON object, such as {\"seats\": 5}." },
        { "plans.ndjson", Plan("\"limits\":{\"a\":1e400}"), "plans.ndjson, line 1, limits: must be a JSON object, such as {\"seats\": 5}." },
        { "plans.ndjson", Plan("\"features\":[\"a\\u0000\"]"), "plans.ndjson, line 1, features: must be a JSON list, such as [\"sso\"]." },
        { "customers.ndjson", "{\"customer_id\":\"c\",\"name\":\"a\\u0000\",\"created_at\":\"2026-01-01T00:00:00Z\"}", "customers.ndjson, line 1, name: holds a NUL character, which PostgreSQL cannot store." },
    };

    [Theory]
    [MemberData(nameof(Sentences))]
    public async Task Each_fault_is_told_in_one_sentence(string file, string content, string sentence) =>
        (await Reading.SentencesAsync(file, content)).ShouldBe([sentence]);

    [Theory]
    [InlineData("aliases.csv", "alias_id,customer_id\na,b\n", ",c\n", "aliases.csv, line 3: is not valid UTF-8; save the file as UTF-8.")]
    [InlineData("aliases.ndjson", "{\"alias_id\":\"a\",\"customer_id\":\"b\"}\n", "\n", "aliases.ndjson, line 2: is not valid UTF-8; save the file as UTF-8.")]
    public async Task Bytes_that_are_no_UTF8_are_told_with_their_line(string file, string before, string after, string sentence)
    {
        byte[] content = [.. Encoding.UTF8.GetBytes(before), 0x4D, 0xFC, 0x6C, .. Encoding.UTF8.GetBytes(after)];

        var (_, findings) = await Reading.ReadAsync(file, content);

        findings.Problems.Select(p => p.Sentence).ShouldBe([sentence]);
    }

    [Theory]
    [InlineData("aliases.csv", "alias_id,customer_id\na,b\n", "aliases.csv, line 3: begins a record of more than 1 MB; a quote may be left open.")]
    [InlineData("aliases.ndjson", "{\"alias_id\":\"a\",\"customer_id\":\"b\"}\n", "aliases.ndjson, line 2: is longer than 1 MB.")]
    public async Task A_huge_line_ends_the_reading(string file, string before, string sentence) =>
        (await Reading.SentencesAsync(file, before + new string('x', 5_000_000))).ShouldBe([sentence]);

    [Fact]
    public async Task An_open_quote_at_the_start_of_a_large_file_does_not_swallow_it()
    {
        var content = "alias_id,customer_id\n\"a,b\n" + string.Concat(Enumerable.Range(0, 300_000).Select(i => $"a{i},c{i}\n"));

        (await Reading.SentencesAsync("aliases.csv", content)).ShouldBe(["aliases.csv, line 2: begins a record of more than 1 MB; a quote may be left open."]);
    }

    [Fact]
    public async Task All_faults_of_a_row_and_of_several_rows_are_told_in_the_order_of_lines()
    {
        var sentences = await Reading.SentencesAsync("nps.csv", "customer_id,score,responded_at\n,99,2026-01-01T00:00:00Z\na,b\nc,x,y\n");

        sentences.ShouldBe(
        [
            "nps.csv, line 2, customer_id: is empty.",
            "nps.csv, line 2, score: must be from 0 to 10.",
            "nps.csv, line 3: has 2 fields, but the header names 3 columns.",
            "nps.csv, line 4, score: must be a whole number.",
            "nps.csv, line 4, responded_at: must be a time with its zone, such as 2026-11-24T09:30:00Z or 2026-11-24T09:30:00-05:00.",
        ]);
    }

    [Fact]
    public async Task Twenty_problems_are_told_and_the_rest_counted()
    {
        var (batches, findings) = await Reading.ReadAsync("nps.csv", "customer_id,score,responded_at\n" + string.Concat(Enumerable.Repeat("c,99,2026-01-01T00:00:00Z\n", 7_000)));

        batches.ShouldBeEmpty();
        findings.Problems.Count.ShouldBe(20);
        findings.More.ShouldBe(6_980);
    }

    [Fact]
    public async Task No_sentence_repeats_a_value_of_the_file()
    {
        const string canary = "jane.doe@example.com";
        var row = string.Join(',', Enumerable.Repeat(canary, Events.Split(',').Length));

        var sentences = await Reading.SentencesAsync("subscription_events.csv", $"{Events}\n{row}");

        sentences.Length.ShouldBeGreaterThan(5);
        sentences.ShouldAllBe(s => !s.Contains(canary));
    }

    private static string Event(string good, string bad) => $"{Events}\n{GoodEvent.Replace(good, bad)}";

    private static string With(string columns, string values) => $"{Events},{columns}\n{GoodEvent},{values}";

    private static string Plan(string property) =>
        $$"""{"plan_id":"p","name":"P","tier":1,"currency":"USD","unit_amount_minor":100,"interval":"month","interval_count":1,{{property}}}""";
}
