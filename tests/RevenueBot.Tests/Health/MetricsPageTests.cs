using Microsoft.Extensions.DependencyInjection;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using RevenueBot.Tests.Access;
using RevenueBot.Tests.Questions;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Health;

public sealed class MetricsPageTests : IAsyncLifetime
{
    private readonly MovableClock _clock = new();
    private readonly LiveBot _bot;

    public MetricsPageTests() => _bot = new LiveBot([], time: _clock);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private DateTimeOffset Now => _clock.GetUtcNow();

    public ValueTask InitializeAsync() => _bot.InitializeAsync();

    public ValueTask DisposeAsync() => _bot.DisposeAsync();

    [Fact]
    public async Task The_process_the_version_and_the_database_are_there()
    {
        var page = await Scraped.OfAsync(_bot);
        page["revenuebot_database_up"].ShouldBe(1);
        page["process_cpu_seconds_total"].ShouldBeGreaterThan(0);
        page["process_resident_memory_bytes"].ShouldBeGreaterThan(page["dotnet_gc_heap_bytes"]);
        page["dotnet_thread_pool_queue_length"].ShouldBeGreaterThanOrEqualTo(0);
        var now = (TimeProvider.System.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        page["process_start_time_seconds"].ShouldBeInRange(now - 86_400, now);
        page.Values.Single(row => row.Key.StartsWith("revenuebot_build_info{version=\"1.", StringComparison.Ordinal)).Value.ShouldBe(1);
    }

    [Fact]
    public async Task Requests_are_counted_by_the_template_of_their_route_and_unknown_addresses_are_one()
    {
        foreach (var address in (string[])["/api/v1/customers/ada", "/api/v1/customers/bo", "/api/v1/customers/nobody", "/no/such/page", "/nor/this?one=1"]) (await _bot.Client.GetAsync(new Uri(address, UriKind.Relative), Cancel)).Dispose();
        Scraped page = null!;
        await Patience.UntilAsync(async () => (page = await Scraped.OfAsync(_bot)).Values.GetValueOrDefault("revenuebot_http_requests_total{route=\"unmatched\",method=\"GET\",status=\"4xx\"}") == 2); // a request is counted after its answer
        page["revenuebot_http_requests_total{route=\"/api/v1/customers/{id}\",method=\"GET\",status=\"2xx\"}"].ShouldBe(2);
        page["revenuebot_http_requests_total{route=\"/api/v1/customers/{id}\",method=\"GET\",status=\"4xx\"}"].ShouldBe(1);
        page["revenuebot_http_request_duration_seconds_bucket{route=\"/api/v1/customers/{id}\",method=\"GET\",le=\"+Inf\"}"].ShouldBe(3);
        page["revenuebot_http_request_duration_seconds_sum{route=\"/api/v1/customers/{id}\",method=\"GET\"}"].ShouldBeGreaterThan(0);
    }

    [Fact]
    public async Task A_bot_counts_its_own_requests_alone()
    {
        await using LiveBot other = new([], isEmpty: true);
        await other.InitializeAsync();
        (await other.Client.GetAsync(new Uri("/healthz", UriKind.Relative), Cancel)).Dispose();
        await Patience.UntilAsync(async () => (await Scraped.OfAsync(other)).Values.ContainsKey("revenuebot_http_requests_total{route=\"/healthz\",method=\"GET\",status=\"2xx\"}"));
        (await Scraped.OfAsync(_bot)).Text.ShouldNotContain("/healthz");
    }

    [Fact]
    public async Task Jobs_tell_their_last_run_their_last_success_and_their_failures_since()
    {
        var runs = _bot.Services.GetRequiredService<JobRuns>();
        var first = Now;
        foreach (var (job, error) in ((string, string?)[])[("usage", null), ("usage", "Late"), ("usage", "Late"), ("health", "Late"), ("health", null)])
        {
            await runs.ClaimAsync(job, Now, replicaDied: false, Cancel);
            await runs.EndAsync(job, Now, error, Cancel);
            _clock.Add(TimeSpan.FromHours(1));
        }

        var page = await Scraped.OfAsync(_bot);
        page["revenuebot_job_last_run_timestamp_seconds{name=\"usage\"}"].ShouldBe(Unix(first.AddHours(2)));
        page["revenuebot_job_last_success_timestamp_seconds{name=\"usage\"}"].ShouldBe(Unix(first));
        page["revenuebot_job_consecutive_failures{name=\"usage\"}"].ShouldBe(2);
        page["revenuebot_job_last_success_timestamp_seconds{name=\"health\"}"].ShouldBe(Unix(first.AddHours(4)));
        page["revenuebot_job_consecutive_failures{name=\"health\"}"].ShouldBe(0);
        page["revenuebot_job_consecutive_failures{name=\"alerts\"}"].ShouldBe(0);
        page.Values.ShouldNotContainKey("revenuebot_job_last_run_timestamp_seconds{name=\"alerts\"}");
    }

    [Fact]
    public async Task What_waits_is_counted_with_the_age_of_its_oldest()
    {
        var inbox = _bot.Services.GetRequiredService<Inbox>();
        await inbox.AddAsync("stripe", "evt_1", [1], Cancel);
        _clock.Add(TimeSpan.FromMinutes(1));
        foreach (var id in (string[])["evt_2", "evt_3"]) await inbox.AddAsync("stripe", id, [1], Cancel);
        await inbox.DoneAsync(new InboxKey("stripe", "evt_3"), Cancel);
        await SendAsync("INSERT INTO outbox_message (message_key, destination, version, created_at) VALUES ('m', 'slack:T0/C0', 1, $1)");
        foreach (var state in (int[])[(int)OutboxState.Waiting, (int)OutboxState.Dead, (int)OutboxState.Dead, (int)OutboxState.Sent])
            await SendAsync($"INSERT INTO outbox (destination, message_key, kind, dedupe_key, repeats_unknown, payload, state, due_at, created_at, aged_from) VALUES ('slack:T0/C0', 'm', 1, gen_random_uuid()::text, false, '{{}}', {state}, $1, $1, $1)");
        _clock.Add(TimeSpan.FromMinutes(1));

        var page = await Scraped.OfAsync(_bot);
        page["revenuebot_inbox_waiting{source=\"stripe\"}"].ShouldBe(2);
        page["revenuebot_inbox_oldest_age_seconds{source=\"stripe\"}"].ShouldBe(120);
        page["revenuebot_inbox_waiting{source=\"slack\"}"].ShouldBe(0);
        page["revenuebot_inbox_oldest_age_seconds{source=\"teams\"}"].ShouldBe(0);
        page["revenuebot_outbox_waiting"].ShouldBe(1);
        page["revenuebot_outbox_oldest_age_seconds"].ShouldBe(60);
        page["revenuebot_outbox_given_up"].ShouldBe(2);
    }

    [Fact]
    public async Task Each_source_tells_how_far_it_has_been_read()
    {
        await _bot.Services.GetRequiredService<FactStore>().SetDataThroughAsync(new SourceState("Stripe", Now), Cancel);
        var page = await Scraped.OfAsync(_bot);
        page["revenuebot_data_through_timestamp_seconds{source=\"stripe\"}"].ShouldBe(Unix(Now));
        page["revenuebot_data_through_timestamp_seconds{source=\"files\"}"].ShouldBe(Unix(new(2024, 7, 1, 12, 0, 0, TimeSpan.Zero)));
        page.Text.ShouldNotContain("source=\"database\"");
    }

    [Fact]
    public async Task However_many_scrape_the_database_is_read_once_in_five_seconds()
    {
        var inbox = _bot.Services.GetRequiredService<Inbox>();
        (await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Scraped.OfAsync(_bot)))).ShouldAllBe(page => page["revenuebot_inbox_waiting{source=\"stripe\"}"] == 0);
        await inbox.AddAsync("stripe", "evt_1", [1], Cancel);
        _clock.Add(TimeSpan.FromSeconds(4));
        (await Scraped.OfAsync(_bot))["revenuebot_inbox_waiting{source=\"stripe\"}"].ShouldBe(0);
        _clock.Add(TimeSpan.FromSeconds(1));
        (await Scraped.OfAsync(_bot))["revenuebot_inbox_waiting{source=\"stripe\"}"].ShouldBe(1);
    }

    private static double Unix(DateTimeOffset at) => (at - DateTimeOffset.UnixEpoch).TotalSeconds;

    private async Task SendAsync(string sql)
    {
        await using var command = _bot.Database.DataSource.CreateCommand(sql);
        command.Parameters.Add(new() { Value = Now.UtcDateTime });
        await command.ExecuteNonQueryAsync(Cancel);
    }
}
