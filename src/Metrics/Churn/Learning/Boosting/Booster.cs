using System.Runtime.Intrinsics;
using RevenueBot.Metrics.Churn.Learning.Splitting;

namespace RevenueBot.Metrics.Churn.Learning.Boosting;

/// <summary>
/// Gradient boosting of the log loss (Friedman 2001, doi:10.1214/aos/1013203451; on a part of the rows each time: 2002,
/// doi:10.1016/S0167-9473(01)00065-2): each round adds a tree that follows the second-order fall of the loss.
/// </summary>
internal sealed class Booster
{
    private const int Chunk = 16_384;

    private readonly BinnedTable _table;
    private readonly Fold _fold;
    private readonly BoostingPlan _plan;
    private readonly TreeGrower _grower;
    private readonly double[] _logits;
    private readonly int[] _rows;
    private readonly Vector256<double>[] _adds;

    /// <param name="fold">Rows that are learnt from, and rows that are only followed.</param>
    public Booster(BinnedTable table, Fold fold, BoostingPlan plan)
    {
        (_table, _fold, _plan, _grower) = (table, fold, plan, new(table, plan));
        Start = LogOdds.Of(fold.Learnt.Count(row => table.Outcomes[row]), fold.Learnt.Length);
        _logits = new double[table.Outcomes.Length];
        Array.Fill(_logits, Start);
        (_rows, _adds) = (new int[fold.Learnt.Length], new Vector256<double>[fold.Learnt.Length]);
    }

    /// <summary>Log-odds before any tree.</summary>
    public double Start { get; }

    public List<Tree> Trees { get; } = [];

    /// <summary>Adds a tree.</summary>
    public void Step()
    {
        var count = Draw();
        Parallel.For(0, (count + Chunk - 1) / Chunk, chunk =>
        {
            for (var i = chunk * Chunk; i < Math.Min(count, (chunk + 1) * Chunk); i++)
            {
                var p = LogOdds.Probability(_logits[_rows[i]]);
                _adds[i] = Histogram.Row(p - (_table.Outcomes[_rows[i]] ? 1 : 0), Math.Max(p * (1 - p), 1e-12));
            }
        });
        var tree = _grower.Grow(_rows, _adds, count);
        Trees.Add(tree);
        Follow(tree, _fold.Learnt);
        Follow(tree, _fold.Checked);
    }

    /// <summary>Log-odds of the rows that are only followed.</summary>
    public double[] Checked() => RowOrder.Pick(_logits, _fold.Checked);

    public double CheckedLoss() => _fold.Checked.Sum(row => LogOdds.Loss(_logits[row], _table.Outcomes[row]));

    private void Follow(Tree tree, int[] rows) => Parallel.For(0, (rows.Length + Chunk - 1) / Chunk, chunk =>
    {
        for (var i = chunk * Chunk; i < Math.Min(rows.Length, (chunk + 1) * Chunk); i++) _logits[rows[i]] += tree.Of(_table.Codes, rows[i]);
    });

    /// <summary>The part of the rows that the next tree sees: another one each round, the same in every run.</summary>
    private int Draw()
    {
        var (count, limit) = (0, (ulong)(_plan.RowShare * ulong.MaxValue * 0.9999999));
        foreach (var row in _fold.Learnt)
            if (_plan.RowShare >= 1 || Scramble.Of(((ulong)Trees.Count << 32) | (uint)row) < limit) _rows[count++] = row;
        return count;
    }
}
