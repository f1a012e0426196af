using Microsoft.Extensions.Logging;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Support.Stripe;
using RevenueBot.Tests.Slack;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Jobs;

public sealed class JobRunnerTests : IAsyncLifetime
{
    private static readonly DateTimeOffset _morning = new(2026, 11, 10, 9, 0, 0, TimeSpan.Zero);
    private static readonly Company _company = new("Larkspur", CompanyCalendar.Utc, Currency.Parse("USD"));

    private readonly HurriedTime _time = new(_morning);
    private readonly Refresh _daily = new("cohorts", Cadence.Daily), _hourly = new("usage", Cadence.Hourly);
    private readonly CapturedLog _log = new();
    private TestDatabase _database = null!;
    private JobRuns _runs = null!;
    private JobTable _table = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        (_runs, _table) = (new JobRuns(_database.DataSource, _time), new JobTable(_company, [_daily, _hourly]));
        await FillAsync();
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task A_run_is_done_once_for_the_moment_it_is_due()
    {
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => RunAsync("cohorts")));
        _time.Advance(TimeSpan.FromHours(2));
        await RunAsync("cohorts");
        _daily.Runs.ShouldHaveSingleItem().ShouldBe(_morning);
        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync("cohorts");
        _daily.Runs.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_never_ran_or_was_slept_through_is_overdue()
    {
        (await OverdueAsync()).ShouldBe(["cohorts", "usage"]);
        await RunAsync("cohorts");
        await RunAsync("usage");
        (await OverdueAsync()).ShouldBeEmpty();
        _time.Advance(TimeSpan.FromHours(2));
        (await OverdueAsync()).ShouldBe(["usage"]);
        _time.Advance(TimeSpan.FromDays(2));
        (await OverdueAsync()).ShouldBe(["cohorts", "usage"]);
    }

    [Fact]
    public async Task A_failing_run_is_logged_by_name_without_its_data_and_left_to_the_next()
    {
        _daily.Fails = true;
        await RunAsync("cohorts");
        await RunAsync("usage");
        _hourly.Runs.Count.ShouldBe(1);
        _log.Text.ShouldContain("cohorts");
        _log.Text.ShouldContain("InvalidDataException");
        _log.Text.ShouldNotContain("ada@example.com");
        (await OverdueAsync()).ShouldBeEmpty();
        var checks = await DoctorAsync();
        checks[0].ShouldBe(DoctorCheck.Warn("Job cohorts", "The run of Tue 10 Nov, 09:00 failed (InvalidDataException): the log says where. Next: Wed 11 Nov, 03:00."));
        checks[1].ShouldBe(DoctorCheck.Ok("Job usage", "Ran Tue 10 Nov, 09:00, took 0 s. Next: Tue 10 Nov, 09:05."));

        _daily.Fails = false;
        _time.Advance(TimeSpan.FromDays(1));
        await RunAsync("cohorts");
        (await DoctorAsync())[0].Outcome.ShouldBe(Outcome.Ok);
    }

    [Fact]
    public async Task A_run_whose_replica_died_is_taken_over()
    {
        (await _runs.ClaimAsync("cohorts", new(2026, 11, 10, 3, 0, 0, TimeSpan.Zero), false, Cancel)).ShouldBeTrue();
        await RunAsync("cohorts");
        _daily.Runs.ShouldBeEmpty();
        await Runner().RunAsync(_table.Find("cohorts")!, replicaDied: true, Cancel);
        _daily.Runs.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_broken_off_by_the_end_of_the_program_is_overdue_again()
    {
        using CancellationTokenSource end = new();
        await Should.ThrowAsync<OperationCanceledException>(() => new JobRunner(
            new JobTable(_company, [new Ending(end)]), _runs, _company, _time, Logger()).RunAsync(new Job("cohorts", "0 0 3 * * ?", new Ending(end).RunAsync), false, end.Token));
        (await OverdueAsync()).ShouldContain("cohorts");
    }

    [Fact]
    public async Task Without_facts_nothing_runs_and_nothing_is_overdue()
    {
        await using var empty = await TestDatabase.CreateAsync();
        JobRunner runner = new(_table, new JobRuns(empty.DataSource, _time), _company, _time, Logger());
        await runner.RunAsync(_table.Find("cohorts")!, false, Cancel);
        _daily.Runs.ShouldBeEmpty();
        (await runner.OverdueAsync(Cancel)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_rebuild_makes_figures_overdue()
    {
        await RunAsync("cohorts");
        await RunAsync("usage");
        await using (var rebuilt = _database.DataSource.CreateCommand("UPDATE ledger_meta SET rebuilt_at = $1"))
        {
            rebuilt.Parameters.Add(new() { Value = _morning.AddMinutes(1).UtcDateTime });
            await rebuilt.ExecuteNonQueryAsync(Cancel);
        }

        _time.Advance(TimeSpan.FromMinutes(2));
        (await OverdueAsync()).ShouldBe(["cohorts", "usage"]);
    }

    private async Task<IEnumerable<string>> OverdueAsync() => (await Runner().OverdueAsync(Cancel)).Select(row => row.Job.Name);

    private Task RunAsync(string name) => Runner().RunAsync(_table.Find(name)!, false, Cancel);

    private JobRunner Runner() => new(_table, _runs, _company, _time, Logger());

    private Logger<JobRunner> Logger() => new(new LoggerFactory([_log]));

    private Task<IReadOnlyList<DoctorCheck>> DoctorAsync() => new JobsDoctor(_table, _runs, _company, _time).CheckAsync(Cancel);

    /// <summary>Facts of the day before: the night has seen them.</summary>
    private Task<ApplyResult> FillAsync() => new FactStore(_database.DataSource, LedgerRules.Default, new HurriedTime(_morning.AddDays(-1))).ApplyAsync(new FactBatch
    {
        SubscriptionEvents =
        [
            new()
            {
                Source = FactSource.Import, EventId = "e1", CustomerId = "ada", SubscriptionId = "s", ItemId = "s", PlanId = "solo", UnitAmountMinor = 2_900,
                Currency = Currency.Parse("USD"), Interval = IntervalUnit.Month, Status = SubscriptionStatus.Active, EffectiveAt = _morning.AddDays(-100),
            },
        ],
    }, new FactOptions(), Cancel);

    private sealed class Ending(CancellationTokenSource end) : IRefresh
    {
        public string Name => "cohorts";
        public Cadence Cadence => Cadence.Daily;

        public Task RunAsync(DateTimeOffset at, CancellationToken cancel)
        {
            end.Cancel();
            throw new OperationCanceledException(cancel);
        }
    }
}
