using Dapper;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerting;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Alerts.Storage;
using RevenueBot.Metrics;
using RevenueBot.Support;
using Shouldly;
using Xunit;

namespace RevenueBot.Tests.Alerting;

/// <summary>A quarter of noisy scores: whatever they do, nobody is told twice, no channel is flooded, and no high alert is lost.</summary>
public sealed class SimulatedQuarterTests
{
    private const int Days = 92, HoursADay = 24, Budget = 8;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_quarter_in_memory(int seed)
    {
        Simulation company = new(Simulation.Settings, 150, seed);
        Dictionary<(string, string), AlertStatus> known = [];
        Told told = new();
        for (var hour = 0; hour < Days * HoursADay; hour++)
        {
            var readings = company.Next();
            for (var half = 0; half < 2; half++) // asked twice an hour: the same scores again change nothing
            {
                var turn = company.Turn(Simulation.Start.AddHours(hour).AddMinutes(30 * half), readings, Live(known.Values), told.Today);
                foreach (var status in Record(turn)) known[(status.Rule, status.Subject)] = status;
                told.Take(turn);
            }
        }

        told.Check(known.Values);
        told.Fired.ShouldBeGreaterThan(100);
        told.RollUps.ShouldBeGreaterThan(0, "the budget was never used up, so nothing was proved of it");
    }

    [Fact]
    public async Task A_month_through_the_database_with_a_second_replica_at_every_turn()
    {
        await using var database = await TestDatabase.CreateAsync();
        AlertStore store = new(database.DataSource);
        Simulation company = new(Simulation.Settings, 60, 7);
        for (var hour = 0; hour < 31 * HoursADay; hour += 4)
        {
            var (at, readings) = (Simulation.Start.AddHours(hour), company.Next());
            for (var skipped = 1; skipped < 4; skipped++) readings = company.Next();
            (await Task.WhenAll(PlayAsync(store, company, at, readings), PlayAsync(store, company, at, readings))).ShouldContain(true);
        }

        await using var connection = await database.DataSource.OpenConnectionAsync(Cancel);
        (await connection.QueryAsync<long>("SELECT count(*) FROM outbox_message GROUP BY created_at::date")).ShouldAllBe(posts => posts <= Budget);
        (await connection.QueryAsync<long>("SELECT count(*) FROM alert_event WHERE kind IN (1, 20) GROUP BY alert_id, kind")).ShouldAllBe(times => times == 1, "an episode fires once and is told once");
        (await CountAsync("SELECT count(*) FROM alert_event f WHERE f.kind = 1 AND f.rule = 'health' AND NOT EXISTS (SELECT FROM alert_event t WHERE t.alert_id = f.alert_id AND t.kind IN (20, 21, 22))")).ShouldBe(0, "each high alert is told or says why not");
        (await CountAsync("SELECT count(*) FROM alert_event t JOIN outbox_message m ON m.message_key = t.alert_id WHERE t.kind = 20")).ShouldBeGreaterThan(0);
        (await CountAsync("SELECT count(*) FROM outbox_message m WHERE NOT EXISTS (SELECT FROM outbox o WHERE o.message_key = m.message_key AND o.kind = 1)")).ShouldBe(0);

        async Task<long> CountAsync(string sql) => await connection.ExecuteScalarAsync<long>(sql);
    }

    /// <summary>A turn as the job makes it; false where the other replica is at it.</summary>
    private static async Task<bool> PlayAsync(AlertStore store, Simulation company, DateTimeOffset at, IReadOnlyDictionary<Signal, SignalReading> readings)
    {
        await using var turn = await store.TakeTurnAsync(Cancel);
        if (turn is null) return false;
        var made = company.Turn(at, readings, await turn.LoadAsync(Cancel), [.. (await turn.PostsAsync(CompanyCalendar.Utc.StartOf(CompanyCalendar.Utc.DayOf(at)), Cancel)).Keys]);
        var (statuses, events) = AlertRun.Record(made.Steps, made.Alerts, made.Speech, at);
        AlertCard card = new() { Mark = CardMark.High, State = "s", Summary = "s", Finding = "f", Footer = "x" };
        await turn.CommitAsync(new(statuses, events, [.. made.Speech.Messages.Select(plan => new OutboxItem(plan.Destination, plan.Key, null) { Card = card })]), at, Cancel);
        return true;
    }

    /// <summary>What a turn loads: all that is not over, and what shares a message with it.</summary>
    private static IReadOnlyList<AlertStatus> Live(IReadOnlyCollection<AlertStatus> known)
    {
        var keys = known.Where(status => status.State != AlertState.Normal).Select(status => status.Telling.MessageKey).OfType<string>().ToHashSet();
        return [.. known.Where(status => status.State != AlertState.Normal || (status.Telling.MessageKey is { } key && keys.Contains(key)))];
    }

    private static IReadOnlyList<AlertStatus> Record(SimulatedTurn turn) => AlertRun.Record(turn.Steps, turn.Alerts, turn.Speech, turn.At).Statuses;

    /// <summary>Everything that was told, as a channel saw it.</summary>
    private sealed class Told
    {
        private readonly HashSet<string> _posted = [], _toldOnce = [], _high = [], _explained = [];
        private readonly Dictionary<(string, string), string> _open = [];
        private DateOnly _day;

        /// <summary>Messages posted on the day so far.</summary>
        public HashSet<string> Today { get; } = [];

        public int Fired { get; private set; }
        public int RollUps { get; private set; }

        public void Take(SimulatedTurn turn)
        {
            if (DateOnly.FromDateTime(turn.At.UtcDateTime) is var day && day != _day) Today.Clear();
            _day = day;
            foreach (var alert in turn.Alerts.Where(alert => alert.Change?.Kind == ChangeKind.Fired))
            {
                Fired++;
                if (alert.IsHigh) _high.Add(alert.Id);
            }

            foreach (var one in turn.Speech.Decisions) Take(one, turn.At);
            foreach (var alert in turn.Alerts.Where(alert => alert.Change?.Kind is ChangeKind.Resolved or ChangeKind.Left)) _open.Remove((alert.Status.Rule, alert.Status.Subject));
            foreach (var plan in turn.Speech.Messages.Where(plan => _posted.Add(plan.Key)))
            {
                Today.Add(plan.Key);
                if (plan.Kind == MessageKind.RollUp) RollUps++;
            }

            Today.Count.ShouldBeLessThanOrEqualTo(Budget);
        }

        /// <summary>Every high alert was told, or has a reason: late data held it back and still does, or it ended before.</summary>
        public void Check(IEnumerable<AlertStatus> known) =>
            _high.Where(id => !_toldOnce.Contains(id) && !_explained.Contains(id)).Except(known.Where(status => status.Telling.Hold is not null).Select(status => status.AlertId!)).ShouldBeEmpty();

        private void Take(Decision one, DateTimeOffset at)
        {
            if (one.Kind == DecisionKind.Dropped) _explained.Add(one.Alert.Id);
            if (one.Kind != DecisionKind.Told) return;
            _toldOnce.Add(one.Alert.Id).ShouldBeTrue($"{one.Alert.Status.Rule} of {one.Alert.Status.Subject} is told a second time at {at:u}");
            _open.TryAdd((one.Alert.Status.Rule, one.Alert.Status.Subject), one.Alert.Id).ShouldBeTrue($"{one.Alert.Status.Rule} of {one.Alert.Status.Subject} has an open message already at {at:u}");
        }
    }
}
