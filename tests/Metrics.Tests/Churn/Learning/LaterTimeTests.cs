using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Splitting;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

/// <summary>Where rows have a time, what is learnt is checked on later time only.</summary>
public sealed class LaterTimeTests
{
    private static readonly int[] _times = [.. Enumerable.Range(0, 4_000).Select(row => row / 200)];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_checked_row_is_later_than_all_it_was_learnt_from_by_the_gap(int gap)
    {
        var split = Split.Of(Tables.Plain(4_000) with { Times = _times }, gap);
        split.IsByTime.ShouldBeTrue();
        split.Folds.ShouldAllBe(fold => fold.Learnt.Max(row => _times[row]) == fold.Checked.Min(row => _times[row]) - gap);
        split.Folds.Zip(split.Folds.Skip(1)).ShouldAllBe(pair => pair.First.Checked.Last() + 1 == pair.Second.Checked.First());
        split.Folds[^1].Checked[^1].ShouldBe(3_999);
        split.Folds.Select(fold => fold.Checked.Length).ShouldBe([400, 400, 400, 400]);
    }

    [Fact]
    public void What_holds_in_the_past_only_is_no_signal_later()
    {
        var table = Tables.Plain(4_000) with { Times = _times };
        var turned = table with { Outcomes = [.. table.Outcomes.Select((outcome, row) => _times[row] < 12 ? outcome : row % 3 == 0)] };
        Tables.Train(turned).Card.Verdict.ShouldBe(LearningVerdict.NoSignal);
    }

    [Fact]
    public void The_card_says_from_when_on_it_was_checked()
    {
        var card = Tables.Train(Tables.Plain(4_000) with { Times = _times }).Card;
        card.Validation.ShouldBe(new Validation(true, 4, 14));
        card.Scores!.Rows.ShouldBe(1_200);
        card.Scores.CalibrationError.ShouldBeLessThan(0.05);
    }

    [Fact]
    public void One_moment_alone_is_split_at_random() => Split.Of(Tables.Plain(500) with { Times = new int[500] }, 1).IsByTime.ShouldBeFalse();
}
