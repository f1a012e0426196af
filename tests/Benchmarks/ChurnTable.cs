using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Benchmarks;

/// <summary>Customers of many months: skewed amounts, shares, counts, categories, holes, and effects that depend on each other. The same each time.</summary>
internal static class ChurnTable
{
    private const int Numbers = 26;
    private const int Kinds = 4;

    public static LearningTable Make(int rows)
    {
        var random = new Random(1);
        var values = Enumerable.Range(0, Numbers + Kinds).Select(_ => new double[rows]).ToArray();
        var outcomes = new bool[rows];
        for (var row = 0; row < rows; row++)
        {
            var logit = -3.0;
            for (var column = 0; column < Numbers + Kinds; column++) values[column][row] = column < Numbers ? Number(random, column) : random.Next(3 + (5 * (column - Numbers)));
            logit += (0.8 * Math.Min(3, values[0][row])) - (0.6 * values[1][row]) + (values[2][row] > 0.7 && values[3][row] > 0 ? 1.2 : 0) + (0.5 * Math.Sin(3 * values[4][row])) + (0.4 * (values[Numbers][row] - 1));
            outcomes[row] = random.NextDouble() < 1 / (1 + Math.Exp(-logit));
            for (var column = 5; column < Numbers; column += 6)
                if (random.Next(12) == 0) values[column][row] = double.NaN;
        }

        return new([.. values.Select((column, i) => new LearningColumn(Name(i), column))], outcomes);
    }

    private static double Number(Random random, int column) => (column % 3) switch
    {
        0 => -Math.Log(1 - random.NextDouble()),
        1 => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()),
        _ => Math.Round(random.NextDouble(), 2),
    };

    private static Feature Name(int column) => column < Numbers
        ? new($"n{column}")
        : new($"k{column}") { Categories = [.. Enumerable.Range(0, 3 + (5 * (column - Numbers))).Select(i => $"c{i}")] };
}
