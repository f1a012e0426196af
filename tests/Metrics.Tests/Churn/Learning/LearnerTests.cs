using RevenueBot.Metrics.Churn.Learning;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

public sealed class LearnerTests
{
    private static readonly LearningTable _table = Tables.Plain(1_500);
    private static readonly TrainedModel _model = Tables.Train(_table);

    [Fact]
    public void Contributions_add_up_to_the_log_odds_that_are_learnt_and_to_those_that_are_shown()
    {
        foreach (var row in Enumerable.Range(0, 500).Select(_table.Row))
        {
            var parts = _model.Contributions(row);
            (parts.Base + parts.Values.Sum()).ShouldBe(Math.Log(_model.Probability(row) / (1 - _model.Probability(row))), 1e-9);
            parts.RawLogit.ShouldBe(parts.RawBase + parts.Raw.Sum());
            parts.Raw.Zip(parts.Values).ShouldAllBe(pair => Math.Sign(pair.First) == Math.Sign(pair.Second));
        }
    }

    [Fact]
    public void What_tells_outcomes_apart_weighs_more_than_noise()
    {
        _model.Card.Weights.Select(weight => weight.Feature).Take(3).ShouldBe(["x", "plan", "y"], ignoreOrder: true);
        _model.Card.Weights[^1].Feature.ShouldBe("noise");
    }

    [Fact]
    public void Rows_in_another_order_give_the_same_model()
    {
        var order = Enumerable.Range(0, _table.Rows).ToArray();
        new Random(5).Shuffle(order);
        var shuffled = new LearningTable([.. _table.Columns.Select(column => column with { Values = [.. order.Select(row => column.Values[row])] })], [.. order.Select(row => _table.Outcomes[row])]);
        Train(shuffled).ToJson().ShouldBe(_model.ToJson());
    }

    [Fact]
    public void A_model_that_was_written_and_read_predicts_the_same_to_the_bit()
    {
        var read = TrainedModel.FromJson(_model.ToJson());
        read.Predict(_table).ShouldBe(_model.Predict(_table));
        read.Card.Scores!.RocAuc.ShouldBe(_model.Card.Scores!.RocAuc);
        read.Features[3].Categories.ShouldBe(["basic", "plus", "pro"]);
        read.ToJson().ShouldBe(_model.ToJson());
    }

    [Fact]
    public void Missing_values_and_categories_never_seen_are_answered()
    {
        double[] unknown = [double.NaN, double.NaN, double.NaN, Feature.Unseen];
        _model.Probability(unknown).ShouldBeInRange(0.05, 0.7);
        _model.Features[3].Code("enterprise").ShouldBe(Feature.Unseen);
        _model.Probability([0, 0, 0, double.NaN]).ShouldBeInRange(0.05, 0.7);
        _model.Probability([double.PositiveInfinity, 1e300, double.MinValue, 99]).ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Columns_that_never_vary_and_copies_of_a_column_change_little()
    {
        var odd = Train(_table.With(Tables.Numbers("constant", [.. _table.Outcomes.Select(_ => 7.0)]), Tables.Numbers("empty", [.. _table.Outcomes.Select(_ => double.NaN)]),
            Tables.Categories("one", ["a"], new double[_table.Rows]), Tables.Numbers("copy", [.. _table.Columns[0].Values])));
        odd.Card.Scores!.RocAuc.Value.ShouldBe(_model.Card.Scores!.RocAuc.Value, 0.01);
        odd.Card.Weights.Where(weight => weight.Feature is "constant" or "empty" or "one").ShouldAllBe(weight => weight.MeanContribution == 0);
    }

    [Fact]
    public void One_column_is_enough() => Train(_table with { Columns = [_table.Columns[0]] }).Card.Verdict.ShouldBe(LearningVerdict.Usable);

    /// <summary>The outcome follows the logarithm of a number between 10⁻⁹ and 10¹².</summary>
    [Fact]
    public void Numbers_of_any_size_are_learnt_from()
    {
        var random = new Random(3);
        var logs = Enumerable.Range(0, 2_000).Select(_ => (random.NextDouble() * 21) - 9).ToArray();
        bool[] outcomes = [.. logs.Select(log => random.NextDouble() < 1 / (1 + Math.Exp(-(log - 1.5))))];
        Train(new([Tables.Numbers("amount", [.. logs.Select(log => Math.Pow(10, log))])], outcomes)).Card.Scores!.RocAuc.Value.ShouldBeGreaterThan(0.97);
    }

    [Fact]
    public void Outcomes_that_are_told_apart_perfectly_do_not_explode()
    {
        double[] x = [.. Enumerable.Range(0, 400).Select(i => i - 199.5)];
        var model = Train(new([Tables.Numbers("x", x)], [.. x.Select(value => value > 0)]));
        model.Card.Scores!.RocAuc.Value.ShouldBeGreaterThan(0.99);
        model.Predict(new([Tables.Numbers("x", x)], new bool[x.Length])).ShouldAllBe(p => p > 0 && p < 1);
        model.Probability([-150]).ShouldBeLessThan(0.05);
        model.Probability([150]).ShouldBeGreaterThan(0.95);
    }

    [Fact]
    public void A_promised_direction_holds_even_where_the_rows_say_otherwise()
    {
        var bound = Train(_table with { Columns = [Tables.Numbers("x", _table.Columns[0].Values, monotone: -1), .. _table.Columns.Skip(1)] });
        var sweep = Enumerable.Range(-40, 81).Select(i => bound.Probability([i / 10.0, 0.5, 0, 1])).ToArray();
        sweep.Zip(sweep.Skip(1)).ShouldAllBe(pair => pair.Second <= pair.First);
    }

    [Fact]
    public void Where_nothing_tells_outcomes_apart_each_row_gets_the_base_rate()
    {
        var model = Train(Tables.Plain(2_000, strength: 0));
        model.Card.Verdict.ShouldBe(LearningVerdict.NoSignal);
        model.Probability([3, -3, 0, 2]).ShouldBe(model.Card.BaseRate, 1e-12);
        model.Contributions([3, -3, 0, 2]).Values.ShouldAllBe(value => value == 0);
    }

    /// <summary>The best of many trees looks better than chance on noise; that is no signal.</summary>
    [Fact]
    public void Noise_is_hardly_ever_taken_for_a_signal() =>
        Enumerable.Range(0, 30).Count(seed => Train(Tables.Plain(400, seed, strength: 0)).Card.Verdict == LearningVerdict.Usable).ShouldBeLessThan(2);

    [Fact]
    public void With_too_few_outcomes_nothing_is_tried()
    {
        var outcomes = _table.Outcomes.Select((_, row) => row < 19).ToArray();
        var card = Train(_table with { Outcomes = outcomes }).Card;
        (card.Verdict, card.Scores, card.Happened).ShouldBe((LearningVerdict.TooFewOutcomes, null, 19));
    }

    [Fact]
    public void One_outcome_alone_is_refused_in_a_sentence()
    {
        Should.Throw<LearningException>(() => Train(_table with { Outcomes = new bool[_table.Rows] })).Message.ShouldBe("The outcome happened in no row, so there is nothing to tell apart.");
        Should.Throw<LearningException>(() => Train(_table with { Outcomes = [.. _table.Outcomes.Select(_ => true)] })).Message.ShouldStartWith("The outcome happened in every row");
        Should.Throw<LearningException>(() => Train(new([], [true, false]))).Message.ShouldStartWith("There is no column");
        Should.Throw<LearningException>(() => Train(new([Tables.Numbers("x", [])], []))).Message.ShouldStartWith("There is no row");
    }

    private static TrainedModel Train(LearningTable table) => Tables.Train(table);
}
