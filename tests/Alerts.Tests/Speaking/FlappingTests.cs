using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using Shouldly;
using Xunit;
using static RevenueBot.Alerts.Tests.Samples;

namespace RevenueBot.Alerts.Tests.Speaking;

/// <summary>A score that swings around its threshold every five minutes for a day, and then stays well.</summary>
public sealed class FlappingTests
{
    private const int TurnsADay = 288;

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Flapping_for_a_day_is_one_fire_one_resolve_one_message_and_three_lines(int hoursBelowFirst)
    {
        // With hours to wait for, a score must stay below so long to fire at all: it does, and swings then.
        var rule = Rule("health") with { For = hoursBelowFirst == 0 ? TimeSpan.Zero : TimeSpan.FromHours(1) };
        var scores = Enumerable.Repeat(22m, 12 * hoursBelowFirst).Concat(Enumerable.Range(0, TurnsADay).Select(turn => turn % 2 == 0 ? 27m : 41m)).Concat(Enumerable.Repeat(64m, 4 * TurnsADay));
        var (changes, posts, lines) = Play(rule, scores);
        changes.Count(kind => kind == ChangeKind.Fired).ShouldBe(1);
        changes.Count(kind => kind == ChangeKind.Resolved).ShouldBe(1);
        posts.ShouldBe(1);
        lines.ShouldBe([LineKind.Watching, LineKind.Returned, LineKind.Resolved]);
    }

    [Fact]
    public void A_score_that_only_touches_the_threshold_in_between_never_fires()
    {
        var (changes, posts, _) = Play(Rule("health"), Enumerable.Range(0, TurnsADay).Select(turn => turn % 2 == 0 ? 29m : 31m));
        (changes.Count, posts).ShouldBe((0, 0));
    }

    private static (List<ChangeKind> Changes, int Posts, List<LineKind> Lines) Play(AlertRule rule, IEnumerable<decimal> scores)
    {
        AlertStatus? status = null;
        HashSet<string> posted = [];
        List<ChangeKind> changes = [];
        List<LineKind> lines = [];
        var at = Morning;
        foreach (var score in scores)
        {
            var step = Evaluation.Next(rule, status, Value(score), at);
            var speech = Announcer.Decide(Context(at, new OpenAlert(rule, step.Status, new("Ada"), step.Change)));
            status = speech.Changed is [var told] ? told.Status : step.Status;
            if (step.Change is { } change) changes.Add(change.Kind);
            posted.UnionWith(speech.Messages.Select(plan => plan.Key));
            lines.AddRange(speech.Lines.Select(line => line.Kind));
            at += Every;
        }

        return (changes, posted.Count, lines);
    }
}
