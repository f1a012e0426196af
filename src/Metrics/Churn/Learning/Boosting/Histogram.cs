using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// Sums over the rows of a node by feature and code: gradient, second derivative and count, each a lane of a vector, so that a row is one addition.
/// </summary>
internal sealed class Histogram(IReadOnlyList<FeatureBins> bins)
{
    /// <summary>From so many additions on, features are shared out to the processors.</summary>
    private const int WorthSharing = 200_000;

    private readonly Vector256<double>[][] _sums = [.. bins.Select(feature => new Vector256<double>[feature.Codes])];

    public ReadOnlySpan<Vector256<double>> Of(int feature) => _sums[feature];

    public static Vector256<double> Row(double gradient, double second) => Vector256.Create(gradient, second, 1, 0);

    /// <param name="rows">The rows of the node, and beside each what it adds.</param>
    public void Fill(byte[][] codes, int[] rows, Vector256<double>[] adds, (int From, int To) span)
    {
        if ((long)(span.To - span.From) * codes.Length > WorthSharing) Parallel.For(0, codes.Length, feature => FillOne(feature, codes[feature], rows, adds, span));
        else
            for (var feature = 0; feature < codes.Length; feature++) FillOne(feature, codes[feature], rows, adds, span);
    }

    /// <summary>What is left of a parent's sums without those of the other child; the parent's own arrays are used.</summary>
    public void Subtract(Histogram other)
    {
        for (var feature = 0; feature < _sums.Length; feature++)
            for (var code = 0; code < _sums[feature].Length; code++) _sums[feature][code] -= other._sums[feature][code];
    }

    public void Clear()
    {
        foreach (var sums in _sums) Array.Clear(sums);
    }

    private void FillOne(int feature, byte[] codes, int[] rows, Vector256<double>[] adds, (int From, int To) span)
    {
        ref var sums = ref MemoryMarshal.GetArrayDataReference(_sums[feature]);
        ref var code = ref MemoryMarshal.GetArrayDataReference(codes);
        for (var i = span.From; i < span.To; i++)
        {
            ref var sum = ref System.Runtime.CompilerServices.Unsafe.Add(ref sums, (nint)System.Runtime.CompilerServices.Unsafe.Add(ref code, rows[i]));
            sum += adds[i];
        }
    }
}
