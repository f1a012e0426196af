using System.Net;
using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;
using RevenueBot.Tests.Everywhere;
using Shouldly;
using Xunit;
using static RevenueBot.Tests.Dashboard.PageReading;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The page of one customer says what the questions about it answer.</summary>
public sealed class CustomerPageTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_figures_its_movements_and_its_health_are_those_of_the_answers()
    {
        foreach (var id in await IdsAsync())
        {
            var page = await everywhere.Bot.PageAsync($"/customers/{Uri.EscapeDataString(id)}");
            var (customer, health) = (await everywhere.AskAsync($"/customer {Literal.Write(id)}"), await everywhere.AskAsync($"/health {Literal.Write(id)}"));
            Tile(page, "mrr").ShouldBe(customer.Figures.Single(figure => figure.Key == "mrr").Value);
            Tile(page, "nps").ShouldBe(customer.Figures.Single(figure => figure.Key == "nps").Value);
            Tile(page, "health").ShouldBe(health.Figures.Single(figure => figure.Key == "health").Value);
            Tile(page, "risk").ShouldBe(customer.Figures.FirstOrDefault(figure => figure.Key == "churn_risk")?.Value ?? "–");
            var text = Text(page);
            text.ShouldContain(Text(WebUtility.HtmlEncode(customer.Headline)));
            foreach (var row in customer.Table?.Rows ?? []) text.ShouldContain($"{row[0]} {row[3]} MRR {row[2]} {row[1]}");
            foreach (var row in health.Table?.Rows ?? []) text.ShouldContain(string.Join(' ', row.Where(cell => cell.Length > 0)));
        }
    }

    [Fact]
    public async Task A_name_is_text_and_an_id_that_nobody_has_is_no_page()
    {
        var page = await everywhere.Bot.PageAsync("/customers/c-typed");
        page.ShouldNotContain("<script> ");
        page.ShouldContain("&lt;script&gt;");
        foreach (var id in (string[])["nobody", "..%2F..%2Fetc", new string('x', 900), "%3Cscript%3E"]) (await everywhere.Bot.ReplyAsync($"/customers/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
    }

    /// <summary>Some that pay, and one of every other standing.</summary>
    private async Task<IEnumerable<string>> IdsAsync()
    {
        var all = await everywhere.Bot.Services.GetRequiredService<CustomerDirectory>().ReadAsync(everywhere.Company.Calendar.DayOf(TimeProvider.System.GetUtcNow()), Cancel);
        return all.GroupBy(entry => entry.Listed.Status).SelectMany(status => status.Take(status.Key == CustomerStatus.Paying ? 3 : 1)).Select(entry => entry.Listed.Customer.CustomerId).Append("c-typed");
    }
}
