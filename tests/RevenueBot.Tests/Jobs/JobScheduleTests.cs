using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;
using IntervalUnit = RevenueBot.Metrics.Facts.IntervalUnit;

namespace RevenueBot.Tests.Jobs;

public sealed class JobScheduleTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_replicas_make_up_for_an_overdue_run_once()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database);
        Refresh refresh = new("cohorts", Cadence.Daily), other = new("clv", Cadence.Daily);
        await using WebApplication one = Replica(database, refresh, other), two = Replica(database, refresh, other);
        await Task.WhenAll(one.StartAsync(Cancel), two.StartAsync(Cancel));
        await Task.WhenAll(refresh.Ran.Task, other.Ran.Task).WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await Task.WhenAll(one.StopAsync(Cancel), two.StopAsync(Cancel)); // what runs, or is about to, ends
        refresh.Runs.Count.ShouldBe(1);
        other.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Every_job_of_the_table_is_scheduled_and_what_left_the_table_is_not()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database);
        Refresh old = new("old", Cadence.Daily), kept = new("cohorts", Cadence.Hourly);
        await using (var before = Replica(database, old))
        {
            await before.StartAsync(Cancel);
            await old.Ran.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            await before.StopAsync(Cancel);
        }

        await using var after = Replica(database, kept);
        await after.StartAsync(Cancel);
        await kept.Ran.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        var scheduler = await after.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(Cancel);
        (await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup(), Cancel)).Select(key => key.Name).ShouldBe(["cohorts"]);
        var next = (await scheduler.GetTrigger(new TriggerKey("cohorts", "cron"), Cancel))!.NextFireTimeUtc!.Value;
        next.Minute.ShouldBe(5);
        await after.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_run_that_goes_on_for_long_does_not_hold_up_the_end_and_is_made_up_for_by_whoever_starts_next()
    {
        await using var database = await TestDatabase.CreateAsync();
        await FillAsync(database);
        Refresh endless = new("cohorts", Cadence.Daily) { IsEndless = true }, next = new("cohorts", Cadence.Daily);
        await using (var before = Replica(database, endless))
        {
            await before.StartAsync(Cancel);
            await endless.Ran.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
            await before.StopAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(20), Cancel);
        }

        await using var after = Replica(database, next);
        await after.StartAsync(Cancel);
        await next.Ran.Task.WaitAsync(TimeSpan.FromSeconds(60), Cancel);
        await after.StopAsync(Cancel);
    }

    private static WebApplication Replica(TestDatabase database, params IRefresh[] refreshes)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.Services.AddSingleton(database.DataSource).AddSingleton<DbDataSource>(database.DataSource).AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new Company("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD")));
        foreach (var refresh in refreshes) builder.Services.AddSingleton(refresh);
        builder.Services.AddJobs(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Jobs:StartDelaySeconds"] = "0" }).Build());
        return builder.Build();
    }

    private static Task<ApplyResult> FillAsync(TestDatabase database) => new FactStore(database.DataSource, LedgerRules.Default, TimeProvider.System).ApplyAsync(new FactBatch
    {
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = "e1", CustomerId = "ada", SubscriptionId = "s", ItemId = "s", PlanId = "solo", UnitAmountMinor = 2_900,
                Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
            },
        ],
    }, ct: Cancel);
}
