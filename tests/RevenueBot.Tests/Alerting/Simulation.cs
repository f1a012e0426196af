using RevenueBot.Alerting;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;

namespace RevenueBot.Tests.Alerting;

/// <summary>What one turn made.</summary>
internal sealed record SimulatedTurn(DateTimeOffset At, IReadOnlyList<Step> Steps, IReadOnlyList<OpenAlert> Alerts, Speech Speech);

/// <summary>
/// A company whose scores are noise: each customer's health wanders and jumps, payments fail and are made up for, and now and then a source is
/// late. Random, and the same for the same seed. Remembering is left to whoever plays it.
/// </summary>
internal sealed class Simulation(AlertSettings settings, int customers, int seed)
{
    public static readonly DateTimeOffset Start = new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Random _random = new(seed);
    private readonly double[] _health = [.. Enumerable.Repeat(45.0, customers)];
    private readonly int[] _tries = new int[customers];
    private int _silentHours;

    public static AlertSettings Settings { get; } = new(
        DefaultRules.All,
        new Policy { Routes = new Routes { Default = "slack:C1" }, Budget = new Budget(8, 3), QuietHours = new QuietHours(new(20, 0), new(8, 0), true, CompanyCalendar.Utc), EscalateAfter = TimeSpan.FromHours(2) });

    /// <summary>The next hour of the company.</summary>
    public IReadOnlyDictionary<Signal, SignalReading> Next()
    {
        for (var i = 0; i < customers; i++)
        {
            _health[i] = Math.Clamp(_health[i] + (0.03 * (48 - _health[i])) + ((_random.NextDouble() - 0.5) * 8) + (_random.Next(600) == 0 ? -30 : 0), 0, 100);
            _tries[i] = _random.Next(_tries[i] > 0 ? 40 : 400) == 0 ? (_tries[i] > 0 && _random.Next(2) == 0 ? 0 : _tries[i] + 1) : _tries[i];
        }

        _silentHours = _silentHours == 0 ? (_random.Next(700) == 0 ? 20 : 0) : _silentHours > 30 ? 0 : _silentHours + 1;
        var all = settings.Asked.Select(rule => rule.Signal).Distinct().ToDictionary(signal => signal, signal => SignalReading.Of(signal, []));
        all[Signal.Health] = SignalReading.Of(Signal.Health, _health.Select((score, i) => Observation.Known(Id(i), (decimal)Math.Round(score, 2))));
        all[Signal.FailedPayments] = SignalReading.Of(Signal.FailedPayments, _tries.Select((tries, i) => (tries, i)).Where(row => row.tries > 0).Select(row => Observation.Known(Id(row.i), row.tries)));
        all[Signal.SilentHours] = SignalReading.Of(Signal.SilentHours, [Observation.Known("Stripe", _silentHours)]);
        return all;
    }

    /// <summary>One evaluation as the job makes it.</summary>
    public SimulatedTurn Turn(DateTimeOffset at, IReadOnlyDictionary<Signal, SignalReading> readings, IReadOnlyList<AlertStatus> known, IReadOnlyCollection<string> postsToday)
    {
        var steps = AlertRun.Evaluate(settings, known, readings, new Dictionary<string, string>(), at);
        var facts = known.Concat(steps.Select(step => step.Status)).Select(status => status.Subject).Distinct().ToDictionary(id => id, id => new SubjectFacts(id, Owner: $"Owner {id.Length % 2}", Mrr: 100_000_000));
        var alerts = AlertRun.Alerts(settings, known, steps, facts);
        var speech = Announcer.Decide(new SpeechContext
        {
            At = at, Calendar = CompanyCalendar.Utc, Policy = settings.Policy, Alerts = alerts, PostsToday = new Dictionary<string, int> { ["slack:C1"] = postsToday.Count }, MessagesToday = postsToday.ToHashSet(),
        });
        return new(at, steps, alerts, speech);
    }

    private static string Id(int number) => $"customer {number}";
}
