using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Metrics;
using Shouldly;
using Xunit;

namespace RevenueBot.Alerts.Tests;

/// <summary>Weeks of random scores with holes, flaps, acknowledgements, snoozes and silences: whatever happens, the rules hold.</summary>
public sealed class EnginePropertyTests
{
    private const int Days = 14, Subjects = 9;

    private static readonly DateTimeOffset _start = new(2026, 11, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly QuietHours _quiet = new(new(20, 0), new(7, 0), Weekends: true, CompanyCalendar.Utc);

    private static readonly Policy _policy = new()
    {
        Routes = new() { Default = "slack:C1", Owners = new Dictionary<string, OwnerRoute>(StringComparer.OrdinalIgnoreCase) { ["owner 1"] = new("slack:C2", "slack:U1") } },
        QuietHours = _quiet, Budget = new Budget(5, 2), Grouping = new Grouping(3, TimeSpan.FromMinutes(45), false), EscalateAfter = TimeSpan.FromHours(2),
    };

    private static readonly AlertRule[] _rules =
    [
        Samples.Rule("health"), Samples.Rule("health") with { Id = "health-now", For = TimeSpan.Zero, KeepFiringFor = TimeSpan.Zero, Level = AlertLevel.Medium },
        Samples.Rule("churn-risk") with { KeepFiringFor = TimeSpan.FromHours(12) },
    ];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_happens_the_rules_hold(int seed)
    {
        Story story = new(new Random(seed));
        var at = _start;
        while (at < _start.AddDays(Days))
        {
            story.Turn(at);
            at += story.Pause();
        }

        story.Run.Changes.Count(change => change.Alert.Change!.Kind == ChangeKind.Fired).ShouldBeGreaterThan(20);
        story.Run.Posts.Select(post => MessageKeys.KindOf(post.Key)).Distinct().Count().ShouldBeGreaterThanOrEqualTo(3, "groups, mornings and roll-ups are needed");
        EachEpisodeHasAtMostOneMessage(story.Run);
        BudgetsHold(story.Run);
        NothingIsPostedInQuietButWhatIsHigh(story.Run);
        NobodyIsCalledTwice(story.Run);
        EveryHighEpisodeIsToldOrOnRecord(story.Run);
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 10)];

    private static void EachEpisodeHasAtMostOneMessage(EngineRun run)
    {
        var told = run.Said.SelectMany(said => said.Speech.Decisions).Where(decision => decision.Kind == DecisionKind.Told).ToList();
        told.GroupBy(decision => decision.Alert.Id).ShouldAllBe(episode => episode.Count() == 1, "an episode is told once, whatever it does later");
        run.Posts.GroupBy(post => post.Key).ShouldAllBe(message => message.Count() == 1);
        foreach (var (_, speech) in run.Said)
        {
            speech.Messages.SelectMany(message => message.Members.Where(member => member.Status.IsOpen)).GroupBy(member => (member.Rule.Id, member.Status.Subject)).ShouldAllBe(one => one.Count() == 1);
            speech.Lines.ShouldAllBe(line => line.MessageKey == line.Alert.Status.Telling.MessageKey, "a line goes under the message that shows its alert");
        }
    }

    private static void BudgetsHold(EngineRun run) =>
        run.Posts.GroupBy(post => (post.Destination, CompanyCalendar.Utc.DayOf(post.At))).ShouldAllBe(day => day.Count() <= _policy.Budget.PerDay);

    private static void NothingIsPostedInQuietButWhatIsHigh(EngineRun run)
    {
        foreach (var (at, speech) in run.Said.Where(said => _quiet.IsQuiet(said.At)))
            speech.Decisions.Where(decision => decision.Kind == DecisionKind.Told).ShouldAllBe(decision => decision.Alert.IsHigh, at.ToString("O"));
    }

    private static void NobodyIsCalledTwice(EngineRun run)
    {
        var calls = run.Said.SelectMany(said => said.Speech.Lines).Where(line => line.Kind == LineKind.Escalated).ToList();
        calls.ShouldNotBeEmpty();
        calls.GroupBy(line => line.Alert.Id).ShouldAllBe(episode => episode.Count() == 1);
        calls.ShouldAllBe(line => line.Alert.Status.Handling.AcknowledgedBy == null);
    }

    /// <summary>A decision for each: told, held with its reason, or dropped because it ended before.</summary>
    private static void EveryHighEpisodeIsToldOrOnRecord(EngineRun run)
    {
        var decided = run.Said.SelectMany(said => said.Speech.Decisions).Where(decision => decision.Reason.Length > 0).Select(decision => decision.Alert.Id).ToHashSet();
        var fired = run.Changes.Where(change => change.Alert.Change!.Kind == ChangeKind.Fired).Select(change => change.Alert).ToList();
        fired.Where(alert => alert.IsHigh && !decided.Contains(alert.Id)).ShouldBeEmpty();
        fired.Select(alert => alert.Id).Distinct().Count().ShouldBe(fired.Count, "an episode has a name of its own");
    }

    /// <summary>One random company, its people, and the oracle that looks at every step.</summary>
    private sealed class Story(Random random)
    {
        private readonly Dictionary<(string Rule, string Subject), List<(DateTimeOffset At, Shown Shown, decimal Value)>> _past = [];
        private readonly double[] _level = [.. Enumerable.Range(0, Subjects).Select(_ => random.NextDouble())];
        private readonly List<Silence> _silences = [];

        public EngineRun Run { get; } = new(_rules, _policy);

        /// <summary>Mostly half an hour; now and then nobody evaluates for a night.</summary>
        public TimeSpan Pause() => random.Next(60) == 0 ? TimeSpan.FromHours(9) : TimeSpan.FromMinutes(random.Next(5, 55));

        public void Turn(DateTimeOffset at)
        {
            Dictionary<string, IReadOnlyList<Observation>?> seen = [];
            for (var n = 0; n < Subjects; n++) _level[n] = Math.Clamp(_level[n] + ((random.NextDouble() - 0.5) * (n % 3 == 0 ? 0.5 : 0.08)), 0, 1); // some flap, others drift
            foreach (var rule in _rules) seen[rule.Id] = random.Next(40) == 0 ? null : [.. Enumerable.Range(0, Subjects).Select(n => See(rule, n, at)).OfType<Observation>()];
            foreach (var rule in _rules.Where(rule => seen[rule.Id] is null)) for (var n = 0; n < Subjects; n++) Remember(rule, n, at, Shown.NoData, 0);
            Run.Evaluate(at, seen, _silences);
            foreach (var rule in _rules) for (var n = 0; n < Subjects; n++) Check(rule, $"c{n}");
            People(at);
        }

        private Observation? See(AlertRule rule, int n, DateTimeOffset at)
        {
            var value = Math.Round((decimal)(rule.FiresBelow ? _level[n] * 80 : _level[n]), 3, MidpointRounding.AwayFromZero);
            var shown = random.Next(200) switch { 0 => Shown.Gone, < 8 => Shown.NoData, < 14 => Shown.Absent, _ => Shown.Value };
            Remember(rule, n, at, shown, value);
            return shown switch
            {
                Shown.Value => Observation.Known($"c{n}", value),
                Shown.NoData => Observation.NoData($"c{n}", "too little is known"),
                Shown.Gone => Observation.Gone($"c{n}", "left"),
                _ => null,
            };
        }

        private void Remember(AlertRule rule, int n, DateTimeOffset at, Shown shown, decimal value)
        {
            if (!_past.TryGetValue((rule.Id, $"c{n}"), out var past)) _past[(rule.Id, $"c{n}")] = past = [];
            if (past.Count > 0 && past[^1].At == at) past[^1] = (at, shown, value);
            else past.Add((at, shown, value));
        }

        private void Check(AlertRule rule, string subject)
        {
            var (expected, status) = (new EngineOracle(rule).After(_past[(rule.Id, subject)]), Run.Of(rule.Id, subject));
            (status?.State ?? AlertState.Normal, status?.IsOpen ?? false).ShouldBe((expected.State, expected.IsOpen), $"{rule.Id} {subject} at {_past[(rule.Id, subject)][^1].At:O}");
            Run.Changes.Count(change => change.Alert.Change!.Kind == ChangeKind.Fired && change.Alert.Rule.Id == rule.Id && change.Alert.Status.Subject == subject).ShouldBe(expected.Episodes);
            if (rule.Level == AlertLevel.High && status is { State: AlertState.Firing } && !status.IsSnoozedAt(status.LastEval))
                (status.Telling.MessageKey ?? status.Telling.Hold).ShouldNotBeNull("a high alert is told, or why it is not is remembered");
        }

        /// <summary>Somebody acknowledges, snoozes or silences.</summary>
        private void People(DateTimeOffset at)
        {
            var open = Run.Known.Where(status => status is { IsOpen: true, Telling.MessageKey: not null }).ToList();
            if (open.Count > 0 && random.Next(12) == 0)
            {
                var one = open[random.Next(open.Count)];
                Run.Set(one with { Handling = random.Next(2) == 0 ? one.Handling with { AcknowledgedBy = "slack:U9", AcknowledgedAt = at } : one.Handling with { SnoozedBy = "slack:U9", SnoozedUntil = at.AddHours(random.Next(1, 30)) } });
            }

            if (random.Next(80) == 0) _silences.Add(new($"sil_{_silences.Count}", [random.Next(2) == 0 ? new Matcher("segment", "smb") : new Matcher("customer", $"c{random.Next(Subjects)}")], at, at.AddHours(random.Next(1, 20)), "slack:U8", null, at));
        }
    }
}
