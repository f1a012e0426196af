using System.Diagnostics;
using RevenueBot.Metrics.Churn.Learning;

namespace RevenueBot.Benchmarks;

/// <summary>Learning from a table of 30 columns, chosen, calibrated and judged; then a probability with its contributions for 100,000 rows.</summary>
internal static class ChurnBenchmark
{
    private const int Scored = 100_000;

    private static readonly int[] _sizes = [20_000, 200_000];

    public static void Run()
    {
        foreach (var rows in _sizes)
        {
            var table = ChurnTable.Make(rows);
            var (cpu, start) = (Environment.CpuUsage.TotalTime, Stopwatch.GetTimestamp());
            var model = Learner.Train(table);
            var (elapsed, used) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - cpu);
            Report.Line($"churn     learning from {rows:N0} rows × {table.Columns.Count} columns: {elapsed.TotalSeconds:N1} s, {used.TotalSeconds:N1} s of processors; {model.Card.Method}, ROC AUC {model.Card.Scores!.RocAuc.Value:N4}");
            Score(model, table);
        }
    }

    private static void Score(TrainedModel model, LearningTable table)
    {
        var rows = Enumerable.Range(0, Scored).Select(i => table.Row(i % table.Rows)).ToList();
        var alone = Timed(() => rows.Sum(row => model.Probability(row)));
        var whole = Timed(() => rows.Sum(row => model.Contributions(row).Probability));
        Report.Line($"churn     {Scored:N0} rows on one processor: probabilities {alone:N1} s, with contributions {whole:N1} s");
    }

    private static double Timed(Func<double> work)
    {
        var before = Environment.CpuUsage.TotalTime;
        work();
        return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
    }
}
