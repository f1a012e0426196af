using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Access;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

/// <summary>Single customers: found by what people call them, with their history, as answers and by HTTP.</summary>
public sealed class CustomerHttpTests(LiveBot bot) : IClassFixture<LiveBot>, IAsyncLifetime
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await bot.Services.GetRequiredService<FactStore>().ApplyAsync(new FactBatch
    {
        Customers =
        [
            new("ada", "Ada Analytics", null, "DE", "smb", "Eva", null, null), new("bo", "=Bo & Sons", null, "US", "smb", null, null, null), new("cy", "Cyan", null, "US", null, null, null, null),
            new("cyber", "Cyber Works", null, null, null, null, null, null),
        ],
        Payments =
        [
            new(FactSource.Import, "p1", "ada", null, 9_900, null, Currency.Parse("USD"), PaymentStatus.Succeeded, null, null, new(2024, 6, 5, 12, 0, 0, TimeSpan.Zero)),
            new(FactSource.Import, "p2", "ada", null, 9_900, null, Currency.Parse("USD"), PaymentStatus.Failed, null, null, new(2024, 5, 5, 12, 0, 0, TimeSpan.Zero)),
        ],
        Tickets = [new("t1", "ada", TicketSeverity.Critical, new(2024, 6, 10, 12, 0, 0, TimeSpan.Zero), null, null)],
        Nps = [new("ada", "u1", 9, null, new(2024, 6, 1, 12, 0, 0, TimeSpan.Zero))],
    }, null, Cancel);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("/customer ada")]
    [InlineData("/customer Ada Analytics")]
    [InlineData("/customer ADA ANALYTICS")]
    [InlineData("/customer ada ana")]
    [InlineData("tell me about Ada Analytics")]
    public async Task A_customer_is_found_by_its_id_its_name_or_its_beginning(string text)
    {
        var answer = await AskAsync(text, "2024-06-30");
        answer["headline"]!.GetValue<string>().ShouldBe("Ada Analytics pays $99 MRR on 30 Jun 2024, a customer since 10 Jan 2024.");
        answer["question"]!.GetValue<string>().ShouldBe("/customer \"ada\" as of 2024-06-30");
    }

    [Fact]
    public async Task The_answer_shows_its_history_payments_tickets_and_score()
    {
        var answer = await AskAsync("/customer ada", "2024-06-30");
        answer["table"]!["rows"]!.AsArray().Select(row => string.Join('|', row!.AsArray().Select(cell => cell!.GetValue<string>())))
            .ShouldBe(["10 Jan 2024|+29|29|new", "5 Mar 2024|+70|99|expansion (plan)"]);
        string.Join(' ', answer["sentences"]!.AsArray().Select(sentence => sentence!.GetValue<string>()))
            .ShouldBe("Last payments: $99 on 5 Jun 2024, $99 failed on 5 May 2024. Open tickets: critical since 10 Jun 2024.");
        answer["figures"]!.AsArray().Select(figure => $"{figure!["label"]}: {figure["value"]}").ShouldBe(["MRR: $99", "Plan: Pro", "Country, segment: DE, smb", "Owner: Eva", "Open tickets: 1", "NPS answer: 9"]);
        (await AskAsync("/customer ada", "2024-05-31"))["sentences"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_customer_who_left_or_never_paid_is_said_so()
    {
        (await AskAsync("/customer cy", "2024-06-30"))["headline"]!.GetValue<string>().ShouldBe("Cyan left on 6 May 2024; it was a customer since 6 Mar 2024.");
        (await AskAsync("/customer cyber", "2024-06-30"))["headline"]!.GetValue<string>().ShouldBe("Cyber Works has not paid anything by 30 Jun 2024.");
    }

    [Fact]
    public async Task Two_of_a_name_are_offered_and_a_slip_is_said()
    {
        var two = await AskAsync("/customer Cya Works", null);
        two["kind"]!.GetValue<string>().ShouldBe("not_understood");
        var prefix = await AskAsync("/customer c", null);
        prefix["headline"]!.GetValue<string>().ShouldBe("Two customers match: Cyan, Cyber Works.");
        prefix["suggestions"]!.AsArray().Select(choice => choice!["question"]!.GetValue<string>()).ShouldBe(["/customer \"cy\"", "/customer \"cyber\""]);
        (await AskAsync("/customer Ada Analitics", null))["sentences"]![0]!.GetValue<string>().ShouldBe("Read “Ada Analitics” as Ada Analytics.");
        (await AskAsync("/customer Nobody Ltd", null))["headline"]!.GetValue<string>().ShouldBe("No customer is called “Nobody Ltd”, and none has that id.");
    }

    [Fact]
    public async Task The_answer_and_its_receipt_need_the_right_to_see_customers()
    {
        var asker = bot.Services.GetRequiredService<Asker>();
        var context = new AskContext(TimeProvider.System.GetUtcNow());
        var answer = await asker.AskAsync("/customer ada", context, Cancel);
        var receipt = (await asker.ReceiptAsync(answer.Id, context, Cancel)).ShouldNotBeNull();
        (answer.NamesCustomers, receipt.NamesCustomers).ShouldBe((true, true));
        receipt.Table!.Rows[^1].ShouldBe(["Sum", "+99.00", "USD", "3 rows"]);
        (await asker.AskAsync("/customer nobody at all", context, Cancel)).NamesCustomers.ShouldBeTrue();
        asker.Needs("/customer ada", context).ShouldBe(Right.CustomersByName);
        asker.Needs("/annotate today other x", context).ShouldBe(Right.Annotate);
        asker.Needs("/customers", context).ShouldBe(Right.Totals);
    }

    [Fact]
    public async Task Customers_come_in_pages_by_id()
    {
        var first = await GetAsync("customers?limit=3");
        first["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()).ShouldBe(["ada", "bo", "cy"]);
        var second = await GetAsync("customers?limit=3&cursor=" + first["next_cursor"]);
        second["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>()).ShouldBe(["cyber"]);
        second["next_cursor"].ShouldBeNull();
        first["entries"]![0]!["health"]!["reason"]!.GetValue<string>().ShouldBe("not computed yet");
    }

    [Theory]
    [InlineData("status=paying", "ada bo")]
    [InlineData("status=left", "cy")]
    [InlineData("status=none", "cyber")]
    [InlineData("plan=Pro", "ada bo")]
    [InlineData("country=US&status=paying", "bo")]
    [InlineData("segment=smb&sort=mrr", "ada bo")]
    [InlineData("search=CY", "cy cyber")]
    [InlineData("search=%25", "")]
    [InlineData("sort=mrr&limit=2", "ada bo")]
    public async Task Customers_are_filtered_and_sorted(string query, string ids) =>
        string.Join(' ', (await GetAsync("customers?" + query))["entries"]!.AsArray().Select(entry => entry!["id"]!.GetValue<string>())).ShouldBe(ids);

    [Theory]
    [InlineData("customers?status=happy")]
    [InlineData("customers?sort=name")]
    [InlineData("customers?limit=0")]
    [InlineData("customers?limit=5000")]
    [InlineData("customers?cursor=zzz!")]
    [InlineData("customers?cursor=bTU")]
    [InlineData("customers?plan=nope")]
    public async Task Wrong_parameters_are_told_in_a_sentence(string path)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["detail"]!.GetValue<string>().ShouldEndWith(".");
    }

    [Fact]
    public async Task One_customer_comes_with_its_rows()
    {
        var one = await GetAsync("customers/ada");
        one["customer"]!["mrr"]!["micros"]!.GetValue<long>().ShouldBe(99_000_000);
        one["movements"]!.AsArray().Sum(row => row!["mrr"]!["micros"]!.GetValue<long>()).ShouldBe(99_000_000);
        one["customer"]!["plans"]!.AsArray().Single()!.GetValue<string>().ShouldBe("Pro");
        one["payments"]!.AsArray().Count.ShouldBe(2);
        (await bot.Client.GetAsync("/api/v1/customers/nobody", Cancel)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_list_is_safe_to_open_in_a_spreadsheet()
    {
        var csv = await bot.Client.GetStringAsync("/api/v1/customers?format=csv", Cancel);
        csv.Split("\r\n")[0].ShouldStartWith("id,name,status,mrr,");
        csv.ShouldContain("bo,\"'=Bo & Sons\",paying,99,");
    }

    [Fact]
    public async Task A_note_is_kept_once()
    {
        (await AskAsync("/annotate 2024-05-01 launch Release 4.2", null))["headline"]!.GetValue<string>().ShouldBe("Noted for 1 May 2024, launch: Release 4.2.");
        var again = await AskAsync("annotate 1 May 2024 launch Release 4.2", null);
        again["headline"]!.GetValue<string>().ShouldBe("That note was there already, for 1 May 2024, launch: Release 4.2.");
        again["kind"]!.GetValue<string>().ShouldBe("done");
        (await AskAsync("/annotate", null))["headline"]!.GetValue<string>().ShouldStartWith("Write a day, a kind");
        (await AskAsync("/annotate launch Release 4.2", null))["kind"]!.GetValue<string>().ShouldBe("not_understood");
    }

    private async Task<JsonNode> AskAsync(string text, string? day)
    {
        var response = await bot.Client.PostAsJsonAsync("/api/v1/ask", new { text, as_of = day }, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await bot.Client.GetAsync("/api/v1/" + path, Cancel);
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync(Cancel));
        return (await response.Content.ReadFromJsonAsync<JsonNode>(Cancel))!;
    }
}
