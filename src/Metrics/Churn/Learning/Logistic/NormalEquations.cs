namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>Solves A x = b for a positive definite A by Cholesky's factorisation.</summary>
internal static class NormalEquations
{
    /// <param name="upper">Row by row; only the upper triangle is read.</param>
    public static double[] Solve(double[] upper, double[] right)
    {
        var size = right.Length;
        var factor = Factor(upper, size);
        var solution = (double[])right.Clone();
        for (var i = 0; i < size; i++)
        {
            solution[i] -= Design.Dot(factor.AsSpan(i * size, i), solution.AsSpan(0, i));
            solution[i] /= factor[(i * size) + i];
        }

        for (var i = size - 1; i >= 0; i--)
        {
            solution[i] /= factor[(i * size) + i];
            for (var j = 0; j < i; j++) solution[j] -= factor[(i * size) + j] * solution[i];
        }

        return solution;
    }

    private static double[] Factor(double[] upper, int size)
    {
        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
            for (var j = 0; j <= i; j++)
            {
                var sum = upper[(j * size) + i] - Design.Dot(factor.AsSpan(i * size, j), factor.AsSpan(j * size, j));
                if (i == j) factor[(i * size) + i] = Math.Sqrt(Math.Max(sum, double.Epsilon)); // rounding alone makes it 0 or less
                else factor[(i * size) + j] = sum / factor[(j * size) + j];
            }

        return factor;
    }
}
