using System.Runtime.Intrinsics;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>Grows trees leaf by leaf, the division with the greatest gain first.</summary>
internal sealed class TreeGrower(BinnedTable table, BoostingPlan plan)
{
    private readonly Stack<Histogram> _spare = [];
    private readonly DivisionSearch _search = new(table, plan);
    private int[] _rows = [];
    private int[] _otherRows = [];
    private Vector256<double>[] _adds = [];
    private Vector256<double>[] _otherAdds = [];

    /// <param name="rows">The rows that the tree sees; their order is changed.</param>
    /// <param name="adds">Beside each row its gradient and second derivative (<see cref="Histogram.Row"/>).</param>
    /// <param name="count">How many of them count.</param>
    public Tree Grow(int[] rows, Vector256<double>[] adds, int count)
    {
        (_rows, _adds) = (rows, adds);
        if (_otherRows.Length < count) (_otherRows, _otherAdds) = (new int[rows.Length], new Vector256<double>[rows.Length]);
        var total = Vector256<double>.Zero;
        for (var i = 0; i < count; i++) total += adds[i];
        List<Leaf> nodes = [new() { From = 0, To = count, Sums = Sums.Of(total), Bounds = Bounds.None }];
        Look(nodes[0], null);
        for (var leaves = 1; leaves < plan.Leaves; leaves++)
        {
            var best = nodes.Where(node => node.Division is not null && node.Child == 0).MaxBy(node => node.Division!.Gain);
            if (best is null) break;
            Divide(best, nodes);
        }

        foreach (var node in nodes) Release(node);
        return Finished(nodes);
    }

    private Tree Finished(List<Leaf> nodes) => new(
        [.. nodes.Select(node => node.Child == 0 ? -1 : node.Division!.Feature)],
        [.. nodes.Select(node => node.Child == 0 ? default : node.Division!.Codes)],
        [.. nodes.Select(node => node.Child)],
        [.. nodes.Select(node => node.Child == 0 ? plan.Shrinkage * node.Bounds.Value(node.Sums, plan.Penalty) : 0)],
        [.. nodes.Select(node => node.Sums.Rows)]);

    private void Divide(Leaf node, List<Leaf> nodes)
    {
        var division = node.Division!;
        var middle = Part(node, division);
        var (low, high) = (node.Bounds, node.Bounds);
        if (table.Features[division.Feature].Monotone is var direction && direction != 0)
        {
            var between = (node.Bounds.Value(division.Left, plan.Penalty) + node.Bounds.Value(division.Right, plan.Penalty)) / 2;
            (low, high) = direction > 0 ? (low with { High = between }, high with { Low = between }) : (low with { Low = between }, high with { High = between });
        }

        var left = new Leaf { From = node.From, To = middle, Depth = node.Depth + 1, Sums = division.Left, Bounds = low };
        var right = new Leaf { From = middle, To = node.To, Depth = node.Depth + 1, Sums = division.Right, Bounds = high };
        node.Child = nodes.Count;
        nodes.AddRange([left, right]);
        if (nodes.Count == (2 * plan.Leaves) - 1) return; // no leaf will be divided any more
        var (small, large) = left.Size <= right.Size ? (left, right) : (right, left);
        Look(small, null);
        if (CanDivide(large)) Look(large, Rest(node, small));
    }

    /// <summary>The parent's sums without the small child's, in the parent's own place.</summary>
    private Histogram Rest(Leaf parent, Leaf small)
    {
        var rest = parent.Histogram!;
        var taken = small.Histogram ?? Filled(small);
        rest.Subtract(taken);
        if (small.Histogram is null) _spare.Push(taken);
        parent.Histogram = null;
        return rest;
    }

    private void Look(Leaf node, Histogram? known)
    {
        if (!CanDivide(node)) return;
        node.Histogram = known ?? Filled(node);
        node.Division = _search.Best(node.Histogram, node.Sums, node.Bounds);
        if (node.Division is null) Release(node);
    }

    private bool CanDivide(Leaf node) => node.Depth < BoostingPlan.Depth && node.Size >= 2 * plan.LeastRows;

    private Histogram Filled(Leaf node)
    {
        var histogram = _spare.TryPop(out var spare) ? spare : new Histogram(table.Bins);
        histogram.Clear();
        histogram.Fill(table.Codes, _rows, _adds, (node.From, node.To));
        return histogram;
    }

    private void Release(Leaf node)
    {
        if (node.Histogram is { } histogram) _spare.Push(histogram);
        node.Histogram = null;
    }

    /// <returns>Where the rows of the right child begin; the order inside both children stays.</returns>
    private int Part(Leaf node, Division division)
    {
        var codes = table.Codes[division.Feature];
        var (left, right) = (node.From, 0);
        for (var i = node.From; i < node.To; i++)
            if (division.Codes.Has(codes[_rows[i]])) (_rows[left], _adds[left++]) = (_rows[i], _adds[i]);
            else (_otherRows[right], _otherAdds[right++]) = (_rows[i], _adds[i]);
        Array.Copy(_otherRows, 0, _rows, left, right);
        Array.Copy(_otherAdds, 0, _adds, left, right);
        return left;
    }

    private sealed class Leaf
    {
        public required int From { get; init; }

        public required int To { get; init; }

        public required Sums Sums { get; init; }

        public required Bounds Bounds { get; init; }

        public int Depth { get; init; }

        public Histogram? Histogram { get; set; }

        public Division? Division { get; set; }

        /// <summary>0: not divided.</summary>
        public int Child { get; set; }

        public int Size => To - From;
    }
}
