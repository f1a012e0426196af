using Npgsql;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Facts;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Storage;

/// <summary>
/// Rows, models and scores on a real database. The company began on 5 Jan 2024 and is read on 1 Sep 2024; every fourth of its customers left in June. All
/// facts were brought in on 1 Sep, so that effective times stand for what was known, and from then on each is known when it is recorded.
/// </summary>
public sealed class ChurnStorageTests : IAsyncLifetime
{
    private const int Customers = 12;
    private static readonly Currency Usd = Currency.Parse("USD");
    private static readonly DateTimeOffset Now = At("2024-09-01T12:00Z");
    private readonly Clock _clock = new(Now);
    private TestDatabase _database = null!;

    private NpgsqlDataSource Source => _database.DataSource;

    private HealthSignalReader Signals => new(Source, LedgerRules.Default);

    private ChurnFactReader Facts => new(Source, Signals);

    private ChurnRefresh Refresh => new(Facts, new ChurnStore(Source), new PrecomputedStore(Source));

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        await LearnAsync(new FactBatch
        {
            SubscriptionEvents = [.. Enumerable.Range(0, Customers).Select(i => Event(i, "2024-01-05T12:00Z", SubscriptionStatus.Active)), .. Enumerable.Range(0, Customers).Where(i => i % 4 == 0).Select(i => Event(i, "2024-06-10T12:00Z", SubscriptionStatus.Canceled))],
            Usage = [.. Enumerable.Range(0, 170).SelectMany(day => Enumerable.Range(0, Customers).Where(i => (day + i) % (i + 1) == 0).Select(i => new UsageRecord($"c{i:00}", "u1", "tasks", 1, At("2024-01-05T15:00Z").AddDays(day), null)))],
            Tickets = [.. Enumerable.Range(0, Customers).Select(i => new Ticket($"t{i}", $"c{i:00}", TicketSeverity.High, At("2024-04-20T09:00Z"), At("2024-05-10T09:00Z"), 2))],
            Payments = [.. Enumerable.Range(0, Customers).Select(i => new Payment(FactSource.Import, $"p{i}", $"c{i:00}", null, 4_900, null, Usd, i % 3 == 0 ? PaymentStatus.Failed : PaymentStatus.Succeeded, null, null, At("2024-04-25T12:00Z")))],
            Nps = [.. Enumerable.Range(0, Customers).Select(i => new NpsResponse($"c{i:00}", "u1", i % 11, null, At("2024-03-02T12:00Z")))],
        });
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task Rows_say_what_was_known_on_the_day_and_what_came_of_it()
    {
        var rows = await RowsAsync(new(2024, 6, 1));
        rows.Select(row => row.Reading.CustomerId).ShouldBe([.. Enumerable.Range(0, Customers).Select(i => $"c{i:00}")]);
        rows.Where(row => row.Left[0] == true).Select(row => row.Reading.CustomerId).ShouldBe(["c00", "c04", "c08"]);
        rows[0].Reading["tenure_days"].ShouldBe(148);
        rows[0].Reading["nps"].ShouldBe(0);
        rows[0].Reading["satisfaction_90"].ShouldBe(2);
        rows[0].Reading["failing_days"].ShouldBeGreaterThan(30);
        rows[0].Reading["idle_days"].ShouldBe(0);
        (await RowsAsync(new(2024, 7, 1))).Count.ShouldBe(Customers - 3);
    }

    [Fact]
    public async Task Whatever_is_done_to_facts_of_later_days_changes_no_feature()
    {
        DateOnly day = new(2024, 5, 1);
        var before = (await RowsAsync(day)).ConvertAll(row => row.Reading.Values);
        await LearnAsync(new FactBatch
        {
            SubscriptionEvents = [.. Enumerable.Range(0, Customers).Select(i => Event(i, "2024-05-01T00:00:01Z", SubscriptionStatus.Active) with { Quantity = 9, PlanId = "other", CancelAtPeriodEnd = i % 2 == 0, CurrentPeriodEnd = At("2024-07-01T00:00Z") })],
            Usage = [.. Enumerable.Range(0, Customers).Select(i => new UsageRecord($"c{i:00}", "u2", "tasks", 50, At("2024-05-01T00:00:01Z"), null))],
            Tickets = [.. Enumerable.Range(0, Customers).Select(i => new Ticket($"later{i}", $"c{i:00}", TicketSeverity.Critical, At("2024-05-01T00:00:01Z"), null, null))],
            Payments = [.. Enumerable.Range(0, Customers).Select(i => new Payment(FactSource.Import, $"later{i}", $"c{i:00}", null, 4_900, null, Usd, PaymentStatus.Failed, null, null, At("2024-05-01T00:00:01Z")))],
            Nps = [.. Enumerable.Range(0, Customers).Select(i => new NpsResponse($"c{i:00}", "u2", 0, null, At("2024-05-01T00:00:01Z")))],
        });
        (await RowsAsync(day)).ConvertAll(row => row.Reading.Values).ShouldBe(before);
        await ExecuteAsync("DELETE FROM usage_record WHERE recorded_at > '2024-05-01Z'", "DELETE FROM payment WHERE occurred_at > '2024-05-01Z'", "DELETE FROM nps_response WHERE responded_at > '2024-05-01Z'", "DELETE FROM ticket WHERE opened_at > '2024-05-01Z'", "UPDATE ticket SET closed_at = '2024-08-01Z', satisfaction = 5");
        (await RowsAsync(day)).ConvertAll(row => row.Reading.Values).ShouldBe(before);
    }

    [Fact]
    public async Task Once_sources_write_along_a_row_is_of_what_had_been_written()
    {
        _clock.Now = At("2024-12-15T12:00Z");
        await LearnAsync(new FactBatch { SubscriptionEvents = [Event(1, "2024-09-20T12:00Z", SubscriptionStatus.Active) with { Quantity = 5 }] });
        var seats = (await RowsAsync(new(2024, 10, 1), through: new(2025, 1, 1))).Single(row => row.Reading.CustomerId == "c01").Reading["seats"];
        seats.ShouldBe(1, "what took effect in September was not known before December");
    }

    [Fact]
    public async Task A_run_trains_and_scores_whoever_pays_and_replaces_the_run_before()
    {
        await Refresh.RunAsync(Now, Usd, Cancel);
        ChurnReader reader = new(Source);
        var summary = (await reader.SummaryAsync(Cancel))!;
        (summary.AsOf, summary.Value.Customers, summary.Value.Card.Basis, summary.Value.Card.Churns).ShouldBe((Now, Customers - 3, ChurnBasis.TooFewChurns, 3));
        var score = (await reader.ReadAsync("c01", Cancel))!;
        (score.AsOf, score.Mrr, score.CancelScheduled).ShouldBe((Now, 49_000_000, false));
        score.Score.Logit.ShouldBe(Math.Log(score.Score.P30 / (1 - score.Score.P30)), 1e-9);
        score.Score.P90.ShouldBeGreaterThan(score.Score.P30);
        (await reader.ReadAsync("c00", Cancel)).ShouldBeNull("it has left");
        var worst = await reader.WorstAsync(3, Cancel);
        worst.Select(churn => churn.Expected).ShouldBeInOrder(SortDirection.Descending);

        await LearnAsync(new FactBatch { SubscriptionEvents = [Event(1, "2024-08-31T12:00Z", SubscriptionStatus.Canceled)] });
        await Refresh.RunAsync(Now.AddDays(7), Usd, Cancel);
        (await reader.ReadAsync("c01", Cancel)).ShouldBeNull();
        (await reader.SummaryAsync(Cancel))!.Value.ModelId.ShouldBeGreaterThan(summary.Value.ModelId);
    }

    [Fact]
    public async Task A_model_is_read_as_it_was_written()
    {
        ChurnStore store = new(Source);
        (await store.NewestAsync(Cancel)).ShouldBeNull();
        var trained = await Refresh.TrainAsync(Now, Usd, null, Cancel);
        var read = (await store.NewestAsync(Cancel))!;
        (read.Id, read.TrainedAt, read.Model.CardToJson()).ShouldBe((trained.Id, Now, trained.Model.CardToJson()));
        await ExecuteAsync("UPDATE churn_model SET features = array_append(features, 'another')");
        (await store.NewestAsync(Cancel)).ShouldBeNull("it asks for what is not read");
    }

    [Fact]
    public void The_past_is_the_firsts_of_two_years_that_are_over()
    {
        ChurnSample.Of(new(new(2024, 1, 5), 100, null), new(2024, 4, 29)).Days.ShouldBe([new(2024, 2, 1), new(2024, 3, 1)]);
        ChurnSample.Of(new(new(2024, 1, 5), 100, null), new(2024, 5, 1)).Days.ShouldBe([new(2024, 2, 1), new(2024, 3, 1), new(2024, 4, 1)]);
        ChurnSample.Of(new(new(2019, 1, 5), 100, null), new(2024, 5, 1)).Days.Count.ShouldBe(24);
        ChurnSample.Of(new(null, 0, null), new(2024, 5, 1)).Days.ShouldBeEmpty();
    }

    [Fact]
    public void Of_very_many_customers_a_share_is_read_and_always_the_same()
    {
        var sample = ChurnSample.Of(new(new(2019, 1, 5), 100_000, null), new(2024, 5, 1));
        var taken = Enumerable.Range(0, 100_000).Count(i => sample.Takes($"cus_{i:00000}"));
        (taken * sample.Days.Count).ShouldBeInRange(190_000, 210_000);
    }

    private async Task<List<ChurnRow>> RowsAsync(DateOnly day, DateOnly? through = null)
    {
        var sample = ChurnSample.Of(await Facts.PastAsync(Cancel), through ?? new(2024, 9, 1));
        List<ChurnRow> rows = [];
        await foreach (var row in Facts.RowsAsync(day, through ?? new(2024, 9, 1), await Facts.RulesAsync(Usd, Cancel), sample, Cancel)) rows.Add(row);
        return rows;
    }

    private async Task LearnAsync(FactBatch batch) => await new FactStore(Source, LedgerRules.Default, _clock).ApplyAsync(batch, ct: Cancel);

    private async Task ExecuteAsync(params string[] statements)
    {
        for (var i = 0; i < statements.Length; i++)
        {
            await using var command = Source.CreateCommand(statements[i]);
            await command.ExecuteNonQueryAsync(Cancel);
        }
    }

    private static SubscriptionEvent Event(int customer, string at, SubscriptionStatus status) => new()
    {
        Source = FactSource.Import, EventId = $"{customer} {at}", CustomerId = $"c{customer:00}", SubscriptionId = $"s{customer}", ItemId = $"s{customer}", PlanId = "pro", UnitAmountMinor = 4_900, Currency = Usd,
        Interval = IntervalUnit.Month, Status = status, EffectiveAt = At(at),
    };

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
