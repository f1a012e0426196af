namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>Takes trees apart into their leaves and the conditions on the way to them.</summary>
internal static class TreeShares
{
    /// <summary>All leaves of a tree with what they give to the features; the root alone gives nothing.</summary>
    public static IEnumerable<LeafShares> Of(Tree tree) => tree.Feature[0] < 0 ? [] : Below(tree, 0, []);

    private static IEnumerable<LeafShares> Below(Tree tree, int node, IReadOnlyList<(int Feature, CodeSet Stay, double Share)> path)
    {
        if (tree.Feature[node] < 0) return [new(path, tree.Value[node])];
        var (left, codes) = (tree.Child[node], tree.Left[node]);
        return Below(tree, left, With(path, tree.Feature[node], codes, tree.Rows[left] / tree.Rows[node]))
            .Concat(Below(tree, left + 1, With(path, tree.Feature[node], codes.Not(), tree.Rows[left + 1] / tree.Rows[node])));
    }

    /// <summary>A feature that is asked about again must pass both questions.</summary>
    private static IReadOnlyList<(int Feature, CodeSet Stay, double Share)> With(
        IReadOnlyList<(int Feature, CodeSet Stay, double Share)> path, int feature, CodeSet stay, double share)
    {
        var before = path.Where(step => step.Feature == feature).ToList();
        return before is [var step0]
            ? [.. path.Where(step => step.Feature != feature), (feature, step0.Stay.And(stay), step0.Share * share)]
            : [.. path, (feature, stay, share)];
    }
}
