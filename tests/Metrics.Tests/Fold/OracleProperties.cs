using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Fold;

/// <summary>The fold agrees with the oracle to the micro-unit, on every day of thousands of random histories.</summary>
public sealed class OracleProperties
{
    [Fact]
    public void The_fold_equals_a_day_by_day_recount() => Check(history => Disagreement(history).ShouldBeNull(), 1000);

    [Fact]
    public void The_histories_reach_every_kind_and_every_reason()
    {
        var rows = Histories.All.Sample(400, new Rnd(1, 3), 50).SelectMany(h => Movements.Fold(h.Events, h.Rules)).ToList();
        Enum.GetValues<MovementKind>().Except(rows.Select(r => r.Kind)).ShouldBeEmpty();
        Enum.GetValues<MovementReason>().Except(rows.Select(r => r.Reason)).ShouldBeEmpty();
    }

    private static void Check(Action<History> property, int cases) => Properties.Check(Histories.Arbitrary, property, cases);

    private static string? Disagreement(History history)
    {
        var folded = Movements.Fold(history.Events, history.Rules).GroupBy(m => m.Day).ToDictionary(g => g.Key, g => g.ToList());
        var levels = new Dictionary<Place, Levels>();
        var paying = 0;
        foreach (var day in NaiveMrr.Days(history.Events, history.Rules))
        {
            var rows = folded.Remove(day.Day, out var found) ? found : [];
            foreach (var row in rows) Accumulate(levels, row);
            paying += rows.Sum(r => r.Customers);
            var difference = LinesDiffer(day, rows) ?? LevelsDiffer(day, levels) ?? CustomersDiffer(day, rows, paying);
            if (difference is not null) return difference + "\n  " + string.Join("\n  ", rows);
        }

        return folded.Count == 0 ? null : $"Rows on unexpected days: {string.Join(", ", folded.Keys)}";
    }

    private static string? LinesDiffer(NaiveDay day, List<Movement> rows)
    {
        var actual = rows.Where(r => r.Amount != 0).GroupBy(r => new Line(PlaceOf(r), r.Kind)).ToDictionary(g => g.Key, g => g.Sum(r => r.Amount));
        return Differ($"{day.Day:yyyy-MM-dd} lines", day.Lines, actual);
    }

    private static string? LevelsDiffer(NaiveDay day, Dictionary<Place, Levels> actual) =>
        Differ($"{day.Day:yyyy-MM-dd} levels", day.Levels.Where(l => l.Value != default), actual.Where(l => l.Value != default));

    private static string? CustomersDiffer(NaiveDay day, List<Movement> rows, int paying)
    {
        if (paying != (day.Paying ? 1 : 0)) return $"{day.Day:yyyy-MM-dd} paying customers: expected {(day.Paying ? 1 : 0)}, was {paying}";
        var gaps = rows.Where(r => r.Kind == MovementKind.Reactivation).Select(r => r.GapDays).Distinct().ToList();
        return gaps.All(g => g == day.GapDays) ? null : $"{day.Day:yyyy-MM-dd} gap: expected {day.GapDays}, was {string.Join(", ", gaps)}";
    }

    private static string? Differ<TKey, TValue>(string what, IEnumerable<KeyValuePair<TKey, TValue>> expected, IEnumerable<KeyValuePair<TKey, TValue>> actual)
        where TKey : notnull
    {
        var (e, a) = (expected.ToDictionary(), actual.ToDictionary());
        var missing = e.Where(p => !a.TryGetValue(p.Key, out var v) || !Equals(v, p.Value)).Select(p => $"expected {p.Key} {p.Value}");
        var extra = a.Where(p => !e.TryGetValue(p.Key, out var v) || !Equals(v, p.Value)).Select(p => $"was {p.Key} {p.Value}");
        var all = missing.Concat(extra).ToList();
        return all.Count == 0 ? null : $"{what}:\n  {string.Join("\n  ", all)}";
    }

    private static Place PlaceOf(Movement m) => new(m.SubscriptionId, m.PlanId, m.Currency);

    private static void Accumulate(Dictionary<Place, Levels> levels, Movement m)
    {
        var old = levels.GetValueOrDefault(PlaceOf(m));
        levels[PlaceOf(m)] = new Levels(
            old.Counted + m.Amount, old.Gross + m.Gross, old.Committed + m.Committed, old.Trial + m.Trial, old.Cancels + m.Cancels, old.Trials + m.Trials);
    }
}
