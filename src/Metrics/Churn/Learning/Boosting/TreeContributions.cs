namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// What each feature adds to a tree's value. A leaf gives each feature on its path a share that depends only on which of the path's conditions
/// the row meets. With at most <see cref="BoostingPlan.Depth"/> features there are few such ways, so the shares are computed once and looked up
/// for each row (as in Yang 2021, arXiv:2109.09847).
/// </summary>
internal sealed class TreeContributions
{
    private readonly int[] _asked;
    private readonly CodeSet[] _left;

    /// <summary>By leaf: how many features are on its path. What follows stands side by side for all of them.</summary>
    private readonly int[] _sizes;

    private readonly int[] _features;

    /// <summary>Questions about the feature, a bit each, and the answers that stay on the path.</summary>
    private readonly (uint Questions, uint Answers)[] _stays;

    private readonly double[] _shares;

    public TreeContributions(Tree tree)
    {
        var questions = Enumerable.Range(0, tree.Feature.Length).Where(node => tree.Feature[node] >= 0).ToArray();
        (_asked, _left) = ([.. questions.Select(node => tree.Feature[node])], [.. questions.Select(node => tree.Left[node])]);
        var leaves = questions.Length == 0 ? [] : Below(tree, questions, 0, []).ToList();
        _sizes = [.. leaves.Select(leaf => leaf.Path.Count)];
        _features = [.. leaves.SelectMany(leaf => leaf.Path.Select(step => step.Feature))];
        _stays = [.. leaves.SelectMany(leaf => leaf.Path.Select(step => (step.Questions, step.Answers)))];
        _shares = [.. leaves.SelectMany(leaf => ShapleyWeights.Of([.. leaf.Path.Select(step => step.Share)], leaf.Value))];
    }

    /// <param name="codes">Of a row, by feature.</param>
    public void Add(ReadOnlySpan<byte> codes, Span<double> contributions)
    {
        var answers = 0u;
        for (var i = 0; i < _asked.Length; i++)
            if (_left[i].Has(codes[_asked[i]])) answers |= 1u << i;
        var (step, table) = (0, 0);
        foreach (var size in _sizes)
        {
            var way = 0;
            for (var i = 0; i < size; i++)
                if ((answers & _stays[step + i].Questions) == _stays[step + i].Answers) way |= 1 << i;
            var shares = _shares.AsSpan(table + (way * size), size);
            for (var i = 0; i < shares.Length; i++) contributions[_features[step + i]] += shares[i];
            (step, table) = (step + size, table + (size << size));
        }
    }

    private static IEnumerable<(IReadOnlyList<Step> Path, double Value)> Below(Tree tree, int[] questions, int node, IReadOnlyList<Step> path)
    {
        if (tree.Feature[node] < 0) return [(path, tree.Value[node])];
        var (left, bit) = (tree.Child[node], 1u << Array.IndexOf(questions, node));
        return Below(tree, questions, left, With(path, new(tree.Feature[node], bit, bit, tree.Rows[left] / tree.Rows[node])))
            .Concat(Below(tree, questions, left + 1, With(path, new(tree.Feature[node], bit, 0, tree.Rows[left + 1] / tree.Rows[node]))));
    }

    /// <summary>A feature that is asked about again must give both answers.</summary>
    private static IReadOnlyList<Step> With(IReadOnlyList<Step> path, Step next) =>
        path.FirstOrDefault(step => step.Feature == next.Feature) is { } before
            ? [.. path.Where(step => step != before), new(next.Feature, before.Questions | next.Questions, before.Answers | next.Answers, before.Share * next.Share)]
            : [.. path, next];

    private sealed record Step(int Feature, uint Questions, uint Answers, double Share);
}
