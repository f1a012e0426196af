using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Profiles;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Tests.Questions.Facts;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Questions;

public sealed class ProfilesTests(LiveBot bot) : IClassFixture<LiveBot>
{
    private static readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow().AddMinutes(1);

    [Fact]
    public async Task Where_nothing_differs_it_says_so()
    {
        var answer = await AskAsync("compare profiles");
        answer.Headline.ShouldEndWith("by the default definitions, and the same by all others.");
        string.Join('\n', answer.Table!.Rows.Select(row => string.Join('|', row))).ShouldBe("default|198|\nstripe|198|0\nchartmogul|198|0\nprofitwell|198|0\nrecurly|198|0");
        answer.NamesCustomers.ShouldBeFalse();
    }

    [Fact]
    public async Task It_can_look_back() => (await AskAsync("/profiles as of 2024-04-01")).Headline.ShouldStartWith("MRR is $227 on 1 Apr 2024");

    [Fact]
    public async Task It_is_computed_each_night()
    {
        var refresh = bot.Services.GetServices<IRefresh>().Single(refresh => refresh.Name == "profiles");
        refresh.Cadence.ShouldBe(Cadence.Daily);
        await refresh.RunAsync(_now, TestContext.Current.CancellationToken);
        var stored = await bot.Services.GetRequiredService<PrecomputedStore>().ReadAsync<ProfileTotals>("profiles", TestContext.Current.CancellationToken);
        stored!.Value.Rows[0].Amounts.Single().Amount.ShouldBe(198_000_000);
    }

    [Fact]
    public async Task Programs_get_each_difference_with_its_causes()
    {
        var series = await bot.MetricAsync("profiles?to=2024-04-01");
        series["summary"]!["mrr"]!["micros"]!.GetValue<long>().ShouldBe(227_000_000);
        series["entries"]!.AsArray().Select(entry => (entry!["profile"]!.GetValue<string>(), entry["difference"]!["micros"]!.GetValue<long>()))
            .ShouldBe([("stripe", 0), ("chartmogul", 0), ("profitwell", 0), ("recurly", 0)]);
        series["entries"]!.AsArray().ShouldAllBe(entry => entry!["causes"]!.AsArray().Sum(cause => cause!["amount"]!["micros"]!.GetValue<long>()) == 0);
    }

    private Task<Answer> AskAsync(string text) => bot.Services.GetRequiredService<Asker>().AskAsync(text, new AskContext(_now), TestContext.Current.CancellationToken);
}
