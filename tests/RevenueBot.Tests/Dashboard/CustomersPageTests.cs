using System.Net;
using System.Text.RegularExpressions;
using RevenueBot.Questions.Language;
using RevenueBot.Tests.Everywhere;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Dashboard;

/// <summary>The list of customers says of each what the questions about it answer, and is cut by its address.</summary>
public sealed partial class CustomersPageTests(EverywhereBot everywhere) : IClassFixture<EverywhereBot>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_figures_are_those_of_the_questions_about_each()
    {
        (await everywhere.Bot.PageAsync("/customers")).ShouldContain(WebUtility.HtmlEncode((await everywhere.AskAsync("/customers")).Headline));
        foreach (var row in (await FileAsync("/customers?csv=customers&status=paying")).Take(5))
        {
            var (customer, health) = (await everywhere.AskAsync($"/customer {Literal.Write(row["Id"])}"), await everywhere.AskAsync($"/health {Literal.Write(row["Id"])}"));
            customer.Figures.Single(figure => figure.Key == "mrr").Micros.ShouldBe((long)(decimal.Parse(row["MRR"], System.Globalization.CultureInfo.InvariantCulture) * 1_000_000m));
            health.Figures.Single(figure => figure.Key == "health").Value.ShouldBe($"{row["Health"]} of 100");
        }
    }

    [Fact]
    public async Task It_is_searched_filtered_ordered_and_paged_by_its_address()
    {
        var all = await FileAsync("/customers?csv=customers");
        (await FileAsync("/customers?csv=customers&q=C-TYPED")).ShouldHaveSingleItem()["Id"].ShouldBe("c-typed");
        (await everywhere.Bot.PageAsync("/customers?q=c-Typed")).ShouldContain("value=\"c-Typed\""); // as it was typed
        var segment = all.First(row => row["Segment"].Length > 0)["Segment"];
        (await FileAsync($"/customers?csv=customers&segment={Uri.EscapeDataString(segment)}")).Count.ShouldBe(all.Count(row => row["Segment"] == segment));
        (await FileAsync("/customers?csv=customers&status=left")).Select(row => row["Status"]).Distinct().ShouldBe(["left"]);
        foreach (var column in (string[])["MRR", "Health", "Since"])
        {
            var values = (await FileAsync($"/customers?csv=customers&sort={column.ToLowerInvariant()}")).Select(row => row[column]).ToList();
            var known = values.TakeWhile(value => value.Length > 0).ToList();
            values.Skip(known.Count).ShouldAllBe(value => value.Length == 0);
            known.ShouldBe(column == "Since" ? known.Order(StringComparer.Ordinal) : known.OrderBy(value => decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture)));
        }

        var (first, second) = (Ids().Matches(await everywhere.Bot.PageAsync("/customers")), Ids().Matches(await everywhere.Bot.PageAsync("/customers?page=2")));
        first.Count.ShouldBe(50);
        first.Concat(second).Select(match => match.Value).ShouldBeUnique();
    }

    [Fact]
    public async Task The_bands_divide_what_the_other_filters_leave()
    {
        var counts = Tabs().Matches(await everywhere.Bot.PageAsync("/customers?status=paying")).Select(match => int.Parse(match.Groups[1].Value, System.Globalization.NumberStyles.AllowThousands, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        counts.Count.ShouldBe(5);
        counts.Skip(1).Sum().ShouldBe(counts[0]);
        (await FileAsync("/customers?csv=customers&status=paying&health=high")).Count.ShouldBe(counts[1]);
    }

    [Fact]
    public async Task Nonsense_in_the_address_is_the_list_as_usual_or_an_empty_one()
    {
        foreach (var query in (string[])["?page=999999", "?page=-1", "?sort=--mrr", "?risk=x", "?status=9", "?health=zzz", "?q=%25_%00", "?alert=nothing", "?plan=nothing&country=nowhere"])
            (await everywhere.Bot.PageAsync("/customers" + query)).ShouldContain("<h1>Customers</h1>");
    }

    private async Task<IReadOnlyList<IReadOnlyDictionary<string, string>>> FileAsync(string address)
    {
        var lines = (await everywhere.Bot.PageAsync(address)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Select(line => Fields().Matches(line).Select(match => match.Groups[1].Value.Trim('"')).ToList()).ToList();
        return [.. lines.Skip(1).Where(line => line.Count == lines[0].Count).Select(line => (IReadOnlyDictionary<string, string>)lines[0].Zip(line).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    [GeneratedRegex("(?:^|,)(\"(?:[^\"]|\"\")*\"|[^,]*)")]
    private static partial Regex Fields();

    [GeneratedRegex("<th scope=\"row\">.*?</th>", RegexOptions.Singleline)]
    private static partial Regex Ids();

    [GeneratedRegex("<a href=\"/customers[^\"]*\"[^>]*>[^<]* <span>([0-9,]+)</span></a>")]
    private static partial Regex Tabs();
}
