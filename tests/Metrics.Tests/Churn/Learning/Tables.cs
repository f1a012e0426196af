using RevenueBot.Metrics.Churn.Learning;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

/// <summary>Tables made by a rule that is known.</summary>
internal static class Tables
{
    /// <summary>The outcome follows two numbers and a category; a third number is noise. Some values are missing.</summary>
    public static LearningTable Plain(int rows, int seed = 1, double strength = 1)
    {
        var random = new Random(seed);
        var (x, y, noise, plan, outcomes) = (new double[rows], new double[rows], new double[rows], new double[rows], new bool[rows]);
        for (var row = 0; row < rows; row++)
        {
            (x[row], y[row], noise[row], plan[row]) = (Normal(random), Normal(random), Normal(random), random.Next(3));
            var logit = -1 + (strength * ((1.2 * x[row]) - (0.8 * y[row]) + (plan[row] - 1)));
            outcomes[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
            if (random.Next(10) == 0) y[row] = double.NaN;
        }

        return new([Numbers("x", x), Numbers("y", y), Numbers("noise", noise), Categories("plan", ["basic", "plus", "pro"], plan)], outcomes);
    }

    public static LearningColumn Numbers(string name, double[] values, int monotone = 0) => new(new(name) { Monotone = monotone }, values);

    public static LearningColumn Categories(string name, string[] categories, double[] codes) => new(new(name) { Categories = categories }, codes);

    public static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    public static LearningTable With(this LearningTable table, params LearningColumn[] more) => table with { Columns = [.. table.Columns, .. more] };

    /// <summary>With one plan of few trees: what is shown here does not hang on how many were tried.</summary>
    public static TrainedModel Train(LearningTable table) =>
        Learner.Train(table, new() { Plans = [new(6, 10, 0.2, 1, 0.8) { MostRounds = 30, Patience = 5 }] }, TestContext.Current.CancellationToken);

    public static double[] Predict(this TrainedModel model, LearningTable table) => [.. Enumerable.Range(0, table.Rows).Select(row => model.Probability(table.Row(row)))];
}
