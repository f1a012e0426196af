using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Answers;

/// <summary>The figures of an answer: every period it needs, computed once from one snapshot.</summary>
internal sealed class LedgerView
{
    private const int MonthsPerYear = 12;

    private readonly Dictionary<Period, PeriodMrr> _totals;
    private readonly ILookup<Period, PeriodMrr> _keys;
    private readonly Dimension _by;
    private readonly bool _isSliced, _yearly;

    public LedgerView(LedgerSnapshot snapshot, Asked asked, IEnumerable<Period> periods)
    {
        if (asked.Question.Only is { } only) snapshot = snapshot with { Cells = [.. snapshot.Cells.Where(cell => cell.Key == only.Key)] };
        Snapshot = snapshot;
        Rates = new FxRates(asked.Currency, snapshot.FxRates);
        _by = asked.Dimension;
        _yearly = asked.Question.Metric == Metric.Arr;
        var constantAt = asked.Question.ConstantCurrency ? asked.Day : (DateOnly?)null;
        var sorted = periods.Distinct().OrderBy(period => period.Start).ThenBy(period => period.End).ToList();
        _isSliced = asked.Question.By != Dimension.Total;
        var sliced = !_isSliced ? [] : MrrSeries.Compute(snapshot.Cells, sorted, Rates, constantAt);
        // The total is computed from the same cells without their keys, so that it is the total of every other answer to the micro-unit.
        _totals = MrrSeries.Compute([.. snapshot.Cells.Select(cell => cell with { Key = "" })], sorted, Rates, constantAt)
            .ToDictionary(row => row.Period);
        _keys = sliced.ToLookup(row => row.Period);
    }

    public LedgerSnapshot Snapshot { get; }

    public FxRates Rates { get; }

    /// <summary>True where the ledger holds nothing at all.</summary>
    public bool IsEmpty => Snapshot.Cells.Count == 0;

    /// <summary>MRR of a period, whatever metric was asked for.</summary>
    public PeriodMrr Mrr(Period period) => _totals[period];

    /// <summary>The period in the metric that was asked for: ARR is the run rate, twelve times MRR.</summary>
    public PeriodMrr Total(Period period) => InMetric(_totals[period]);

    /// <summary>The period by key, in the metric that was asked for.</summary>
    public IReadOnlyList<PeriodMrr> Keys(Period period) => [.. _keys[period].Select(InMetric)];

    /// <summary>Number of customer-days behind a line of a period.</summary>
    public int RowsOf(MovementKind? kind, Period period) => Snapshot.Cells
        .Where(cell => cell.Kind == kind && cell.LastDay >= period.Start && cell.LastDay < period.End).Sum(cell => cell.Movements);

    /// <summary>A key as people know it: a plan by its name and tier.</summary>
    public KeyLabel Label(string key) => KeyLabel.Of(_by, key, Snapshot.KeyNames.GetValueOrDefault(key));

    /// <summary>The rows behind the answer: by key where it was asked by a dimension.</summary>
    public IReadOnlyList<PeriodMrr> Rows(IEnumerable<Period> periods) =>
        [.. periods.SelectMany(period => _isSliced ? _keys[period] : [_totals[period]])];

    /// <summary>What people call the keys of those rows; null where they have none.</summary>
    public IReadOnlyDictionary<string, string>? KeyNames => _isSliced ? _keys.SelectMany(rows => rows).Select(row => row.Key).Distinct().ToDictionary(key => key, key => Label(key).Name) : null;

    /// <summary>A row in the metric that was asked for.</summary>
    public PeriodMrr InMetric(PeriodMrr row) => _yearly ? Yearly(row) : row;

    private static PeriodMrr Yearly(PeriodMrr row) => row with
    {
        Opening = row.Opening * MonthsPerYear,
        New = row.New * MonthsPerYear,
        Expansion = row.Expansion * MonthsPerYear,
        Reactivation = row.Reactivation * MonthsPerYear,
        Resumed = row.Resumed * MonthsPerYear,
        Contraction = row.Contraction * MonthsPerYear,
        Churn = row.Churn * MonthsPerYear,
        Paused = row.Paused * MonthsPerYear,
        Fx = row.Fx * MonthsPerYear,
        Closing = row.Closing * MonthsPerYear,
        Gross = row.Gross * MonthsPerYear,
        Committed = row.Committed * MonthsPerYear,
        Trial = row.Trial * MonthsPerYear,
        Unconverted = [.. row.Unconverted.Select(amount => amount with { Amount = amount.Amount * MonthsPerYear })],
    };
}
