using System.Numerics;

namespace RevenueBot.Metrics.Churn.Learning.Logistic;

/// <summary>Log loss of weights over rows, its downward gradient and its second derivatives (upper triangle), summed.</summary>
internal sealed class Curvature(int width)
{
    /// <summary>Rows are summed in so many chunks whatever the processors, so that the sums never differ.</summary>
    private const int Chunks = 8;

    private const int AtOnce = 4;
    private const double LeastWeight = 1e-10;

    public double Loss { get; private set; }

    public double[] Gradient { get; } = new double[width];

    public double[] Second { get; } = new double[width * width];

    public static Curvature At(Design design, bool[] outcomes, double[] weights)
    {
        var parts = new Curvature[Chunks];
        Parallel.For(0, Chunks, chunk =>
        {
            parts[chunk] = new(design.Width);
            parts[chunk].AddRows(design, outcomes, weights, ((int)((long)design.Rows * chunk / Chunks), (int)((long)design.Rows * (chunk + 1) / Chunks)));
        });
        foreach (var part in parts.Skip(1)) parts[0].Add(part);
        return parts[0];
    }

    private void Add(Curvature other)
    {
        Loss += other.Loss;
        for (var i = 0; i < Gradient.Length; i++) Gradient[i] += other.Gradient[i];
        for (var i = 0; i < Second.Length; i++) Second[i] += other.Second[i];
    }

    private void AddRows(Design design, bool[] outcomes, double[] weights, (int From, int To) span)
    {
        Span<double> heavy = stackalloc double[AtOnce];
        for (var row = span.From; row < span.To; row += AtOnce)
        {
            var count = Math.Min(AtOnce, span.To - row);
            for (var i = 0; i < count; i++)
            {
                var values = design.Row(row + i);
                var logit = Design.Dot(values, weights);
                var p = LogOdds.Probability(logit);
                Loss += LogOdds.Loss(logit, outcomes[row + i]);
                heavy[i] = Math.Max(p * (1 - p), LeastWeight);
                AddScaled(Gradient, values, (outcomes[row + i] ? 1 : 0) - p);
            }

            AddSquares(design.Values.AsSpan(row * width, count * width), heavy[..count]);
        }
    }

    private static void AddScaled(Span<double> target, ReadOnlySpan<double> values, double factor)
    {
        for (var i = 0; i < target.Length; i++) target[i] += factor * values[i];
    }

    /// <summary>Several rows at once, so that each sum is read and written once for all of them.</summary>
    private void AddSquares(ReadOnlySpan<double> rows, ReadOnlySpan<double> heavy)
    {
        if (heavy.Length < AtOnce)
        {
            for (var i = 0; i < heavy.Length; i++)
                for (var a = 0; a < width; a++) AddScaled(Second.AsSpan(a * width, width), rows.Slice(i * width, width), heavy[i] * rows[(i * width) + a]);
            return;
        }

        var first = rows[..width];
        var second = rows.Slice(width, width);
        var third = rows.Slice(2 * width, width);
        var fourth = rows.Slice(3 * width, width);
        for (var a = 0; a < width; a++)
        {
            var target = Second.AsSpan(a * width, width);
            var (f, s, t, u) = (heavy[0] * first[a], heavy[1] * second[a], heavy[2] * third[a], heavy[3] * fourth[a]);
            var c = a - (a % Vector<double>.Count); // at or before the diagonal
            for (; c <= width - Vector<double>.Count; c += Vector<double>.Count)
            {
                var sum = new Vector<double>(target[c..]) + (new Vector<double>(first[c..]) * f) + (new Vector<double>(second[c..]) * s)
                    + (new Vector<double>(third[c..]) * t) + (new Vector<double>(fourth[c..]) * u);
                sum.CopyTo(target[c..]);
            }

            for (; c < width; c++) target[c] += (f * first[c]) + (s * second[c]) + (t * third[c]) + (u * fourth[c]);
        }
    }
}
