using RevenueBot.Metrics.Churn.Learning;
using RevenueBot.Metrics.Churn.Learning.Boosting;
using Shouldly;
using Xunit;

namespace RevenueBot.Metrics.Tests.Churn.Learning;

public sealed class BoostingTests
{
    private static readonly BoostingPlan _plan = new(8, 10, 0.3, 1, 0.8);
    private static readonly LearningTable _table = Tables.Plain(800);
    private static readonly BoostedModel _model = BoostedModel.Fit(BinnedTable.Of(_table), _plan, 6);

    /// <summary>Every share of every feature, by walking the trees for each set of known features and weighing the sets as Shapley did.</summary>
    [Fact]
    public void Contributions_are_the_Shapley_values_of_the_trees()
    {
        foreach (var row in Enumerable.Range(0, 60).Select(_table.Row).Append([double.NaN, double.NaN, double.NaN, double.NaN]).Append([0, 0, 0, Feature.Unseen]))
        {
            var found = Contributions(_model, row);
            for (var feature = 0; feature < row.Length; feature++) found[feature].ShouldBe(Shapley(_model, row, feature), 1e-10);
            (_model.Base() + found.Sum()).ShouldBe(Expected(_model, row, known: 15), 1e-10);
        }
    }

    [Fact]
    public void A_tree_answers_rows_as_it_divided_them()
    {
        var binned = BinnedTable.Of(_table);
        var tree = _model.Trees[0];
        var leaves = Enumerable.Range(0, _table.Rows).GroupBy(row => tree.Of(binned.Codes, row)).ToList();
        leaves.Count.ShouldBeInRange(2, 8);
        leaves.ShouldAllBe(leaf => leaf.Count() >= 10);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void A_promised_direction_holds_from_any_row_over_all_values(int direction)
    {
        var bound = _table with { Columns = [Tables.Numbers("x", _table.Columns[0].Values, direction), Tables.Numbers("y", _table.Columns[1].Values, -direction), .. _table.Columns.Skip(2)] };
        var model = BoostedModel.Fit(BinnedTable.Of(bound), _plan with { Leaves = 20, LeastRows = 3 }, 12);
        foreach (var row in Enumerable.Range(0, 40).Select(_table.Row))
            for (var feature = 0; feature < 2; feature++)
            {
                var way = feature == 0 ? direction : -direction;
                var sweep = Enumerable.Range(-40, 81).Select(i => way * Logit(model, [.. row.Select((value, j) => j == feature ? i / 10.0 : value)])).ToArray();
                sweep.Zip(sweep.Skip(1)).ShouldAllBe(pair => pair.Second >= pair.First - 1e-12);
            }
    }

    [Fact]
    public void Categories_are_divided_by_what_they_do_and_not_by_their_order()
    {
        string[] names = [.. Enumerable.Range(0, 40).Select(i => $"c{i}")];
        double[] codes = [.. Enumerable.Range(0, 4_000).Select(row => (double)(row % 40))];
        bool[] outcomes = [.. codes.Select((code, row) => (code % 2 == 0) ^ (row % 11 == 0))];
        var model = BoostedModel.Fit(BinnedTable.Of(new([Tables.Categories("c", names, codes)], outcomes)), _plan with { Leaves = 2 }, 1);
        var set = model.Trees[0].Left[0];
        Enumerable.Range(0, 40).Select(code => set.Has((byte)code)).ShouldBe(Enumerable.Range(0, 40).Select(code => set.Has(0) == (code % 2 == 0)));
    }

    [Fact]
    public void What_is_missing_has_a_side_of_its_own()
    {
        double[] x = [.. Enumerable.Range(0, 1_000).Select(row => row % 4 == 0 ? double.NaN : row % 7)];
        var model = BoostedModel.Fit(BinnedTable.Of(new([Tables.Numbers("x", x)], [.. x.Select((value, row) => double.IsNaN(value) ^ (row % 13 == 0))])), _plan with { Leaves = 2 }, 20);
        Logit(model, [double.NaN]).ShouldBeGreaterThan(1);
        Logit(model, [3]).ShouldBeLessThan(-1);
    }

    [Fact]
    public void Numbers_fall_into_bins_whatever_their_size()
    {
        double[] values = [-1e12, -1, -1e-9, 0, 1e-9, 1, 1e12, double.MaxValue, double.NaN];
        var bins = FeatureBins.Of(Tables.Numbers("x", values));
        values.Select(bins.Code).ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8]);
        bins.Code(double.PositiveInfinity).ShouldBe((byte)8);
        FeatureBins.Of(Tables.Numbers("x", [.. Enumerable.Range(0, 100_000).Select(i => Math.Sqrt(i))])).Count.ShouldBe(255);
        FeatureBins.Of(Tables.Numbers("x", [double.NaN])).Code(1).ShouldBe((byte)0);
    }

    private static double[] Contributions(BoostedModel model, double[] row)
    {
        var contributions = new double[row.Length];
        model.Contribute(row, contributions);
        return contributions;
    }

    private static double Logit(BoostedModel model, double[] row) => model.Base() + Contributions(model, row).Sum();

    private static double Shapley(BoostedModel model, double[] row, int feature)
    {
        var sum = 0.0;
        for (var known = 0; known < 1 << row.Length; known++)
        {
            if ((known >> feature & 1) == 1) continue;
            var size = System.Numerics.BitOperations.PopCount((uint)known);
            var weight = Factorial(size) * Factorial(row.Length - size - 1) / Factorial(row.Length);
            sum += weight * (Expected(model, row, known | 1 << feature) - Expected(model, row, known));
        }

        return sum;
    }

    /// <summary>Log-odds where only some features are known: unknown ones follow the rows of the training.</summary>
    private static double Expected(BoostedModel model, double[] row, int known)
    {
        var codes = row.Select((value, feature) => model.Bins[feature].Code(value)).ToArray();
        return model.Start + model.Trees.Sum(tree => At(tree, 0));

        double At(Tree tree, int node)
        {
            if (tree.Feature[node] < 0) return tree.Value[node];
            var (feature, left) = (tree.Feature[node], tree.Child[node]);
            if ((known >> feature & 1) == 1) return At(tree, tree.Left[node].Has(codes[feature]) ? left : left + 1);
            return ((tree.Rows[left] * At(tree, left)) + (tree.Rows[left + 1] * At(tree, left + 1))) / tree.Rows[node];
        }
    }

    private static double Factorial(int number) => number < 2 ? 1 : number * Factorial(number - 1);
}
