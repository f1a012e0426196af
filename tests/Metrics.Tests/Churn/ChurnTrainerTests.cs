using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Churn.Features;
using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Health;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn;

/// <summary>On a company with a planted hazard.</summary>
public sealed class ChurnTrainerTests
{
    private static readonly Lazy<ChurnHistory> Past = new(() => new SimulatedCompany(seed: 4, customers: 500, months: 22).History());
    private static readonly Lazy<ChurnModel> Trained = new(() => ChurnTrainer.Train(Past.Value, TestContext.Current.CancellationToken));

    [Fact]
    public void On_later_months_it_beats_the_health_score_alone_and_the_last_use_alone()
    {
        var card = Trained.Value.Card;
        card.Basis.ShouldBe(ChurnBasis.Learnt);
        var (model, health, lastUse) = (Trial("model", 30), Trial("health alone", 30), Trial("last use alone", 30));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', card.Trials.Select(trial => $"{trial.Of}, {trial.Days} days: {trial.Scores}")));
        model.RocAuc.Value.ShouldBeGreaterThan(health.RocAuc.Value + 0.05);
        model.RocAuc.Value.ShouldBeGreaterThan(lastUse.RocAuc.Value + 0.05);
        model.CalibrationError.ShouldBeLessThan(health.CalibrationError);
        model.Brier.ShouldBeLessThan(Math.Min(health.Brier, lastUse.Brier));
        model.LogLoss.ShouldBeLessThan(Math.Min(health.LogLoss, lastUse.LogLoss));
        card.Trials.Where(trial => trial.Of == "model").ShouldAllBe(trial => trial.Scores.CalibrationError < 0.04);

        RevenueBot.Metrics.Churn.Learning.Measuring.Scores Trial(string of, int days) => card.Trials.Single(trial => trial.Of == of && trial.Days == days).Scores;
    }

    [Fact]
    public void What_is_tried_lies_later_than_all_that_was_learnt_from()
    {
        var card = Trained.Value.Card;
        card.TriedFrom.ShouldNotBeNull();
        Past.Value.Months.Count(month => month.FirstDay >= card.TriedFrom).ShouldBe(Past.Value.Months.Count / 4);
        card.Windows.ShouldAllBe(window => window.Validation!.ByTime);
    }

    [Fact]
    public void Contributions_add_up_to_the_log_odds_and_probabilities_only_rise()
    {
        foreach (var row in Past.Value.Rows.Where((_, i) => i % 37 == 0))
        {
            var score = Trained.Value.Score(row.Reading);
            Math.Log(score.P30 / (1 - score.P30)).ShouldBe(score.Base + score.Contributions.Sum(), 1e-9);
            score.P60.ShouldBeGreaterThan(score.P30);
            score.P90.ShouldBeGreaterThan(score.P60);
            score.P90.ShouldBeInRange(0, 1);
        }
    }

    [Theory]
    [InlineData("failed_payments_30", 0, 3)]
    [InlineData("failed_payments_90", 0, 5)]
    [InlineData("failing_days", 0, 25)]
    [InlineData("idle_days", 0, 60)]
    [InlineData("health", 90, 10)]
    public void Risk_never_falls_with_failed_payments_idle_days_or_worse_health(string feature, double good, double bad)
    {
        foreach (var reading in Past.Value.Rows.Where((_, i) => i % 97 == 0).Select(row => row.Reading))
        {
            var before = 0.0;
            for (var step = 0; step <= 6; step++)
            {
                var values = (double[])reading.Values.Clone();
                values[ChurnFeatures.IndexOf(feature)] = good + ((bad - good) * step / 6);
                var p = Trained.Value.Score(reading with { Values = values }).P30;
                p.ShouldBeGreaterThanOrEqualTo(before - 1e-12); // sums of doubles
                before = p;
            }
        }
    }

    [Fact]
    public void A_model_is_the_same_after_it_was_stored()
    {
        var read = ChurnModel.Read(Trained.Value.ToJson(), Trained.Value.CardToJson());
        foreach (var row in Past.Value.Rows.Where((_, i) => i % 211 == 0)) read.Score(row.Reading).P90.ShouldBe(Trained.Value.Score(row.Reading).P90);
        read.CardToJson().ShouldBe(Trained.Value.CardToJson());
    }

    [Fact]
    public void With_few_churns_the_rule_of_thumb_tells_and_says_so()
    {
        var young = new SimulatedCompany(seed: 2, customers: 60, months: 9).History();
        young.Churns.ShouldBeLessThan(ChurnCard.FewestChurns);
        var model = ChurnTrainer.Train(young, TestContext.Current.CancellationToken);
        (model.Card.Basis, model.Card.Churns).ShouldBe((ChurnBasis.TooFewChurns, young.Churns));
        model.Windows.ShouldBeNull();
        ChurnModel.Read(model.ToJson(), model.CardToJson()).Score(young.Rows[0].Reading).P30.ShouldBe(model.Score(young.Rows[0].Reading).P30);
    }

    [Fact]
    public void Nothing_known_is_no_error() => ChurnTrainer.Train(new([], new(2024, 1, 1)), TestContext.Current.CancellationToken).Card.ShouldBe(new ChurnCard(ChurnBasis.TooFewChurns, 0, 0, 0));

    [Fact]
    public void Churn_by_the_throw_of_dice_is_told_by_the_rule_of_thumb()
    {
        Random random = new(7);
        var rows = Past.Value.Rows.Select(row => row with { Left = [random.Next(25) == 0, null, null] }).ToList();
        ChurnTrainer.Train(new(rows, Past.Value.Through), TestContext.Current.CancellationToken).Card.Basis.ShouldBe(ChurnBasis.NoSignal);
    }
}
