using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Questions.Customers;

/// <summary>A day that moved a customer's MRR, in one currency.</summary>
/// <param name="Reason">Null where the row says none.</param>
internal sealed record CustomerStep(DateOnly Day, MovementKind Kind, MovementReason Reason, long Change, long Balance);

/// <summary>What a customer's ledger rows say of a day.</summary>
internal sealed class CustomerLedger
{
    private readonly IReadOnlyList<Movement> _rows;

    /// <param name="rows">The customer's rows up to the day, by day and position.</param>
    /// <param name="rates">Into the reporting currency.</param>
    public CustomerLedger(IReadOnlyList<Movement> rows, DateOnly day, FxRates rates)
    {
        _rows = [.. rows.Where(row => row.Day <= day)];
        Now = MrrSeries.Compute([.. _rows.Select(Cell)], [new Period(day, day.AddDays(1))], rates) is [var only] ? only : new PeriodMrr { Period = new(day, day.AddDays(1)), Key = "" };
        var own = _rows.Select(row => row.Currency).Distinct().ToList();
        Currency = own is [var one] ? one : rates.Reporting;
        Steps = [.. StepsIn(own.Count == 1 ? _ => 1m : row => rates.Find(row.Currency, row.Day) ?? 0)];
    }

    /// <summary>The day itself, in the reporting currency.</summary>
    public PeriodMrr Now { get; }

    /// <summary>Of the steps: the customer's own, or the reporting one where it pays in several.</summary>
    public Currency Currency { get; }

    /// <summary>Days that moved MRR, oldest first.</summary>
    public IReadOnlyList<CustomerStep> Steps { get; }

    /// <summary>True before the first day above 0.</summary>
    public bool NeverPaid => Since is null;

    public DateOnly? Since => _rows.FirstOrDefault(row => row.Kind == MovementKind.New)?.Day;

    /// <summary>The day it went down to 0; null while it pays.</summary>
    public DateOnly? LeftOn => IsPaying || NeverPaid ? null : (_rows.LastOrDefault(row => row.Kind is MovementKind.Churn or MovementKind.Paused) ?? _rows[^1]).Day;

    public bool IsPaused => !IsPaying && _rows.LastOrDefault(row => row.Kind != MovementKind.Memo)?.Kind == MovementKind.Paused;

    public bool IsPaying => _rows.Sum(row => row.Customers) > 0;

    public bool IsTrial => !IsPaying && _rows.Sum(row => row.Trials) > 0;

    public bool Cancels => _rows.Sum(row => row.Cancels) > 0;

    /// <summary>The plans it pays for, the largest first; where none, those of a trial.</summary>
    public IReadOnlyList<string> Plans => PlansBy(row => row.Amount) is { Count: > 0 } paid ? paid : PlansBy(row => row.Trial);

    private List<string> PlansBy(Func<Movement, long> amount) =>
        [.. _rows.GroupBy(row => row.PlanId).Select(plan => (Plan: plan.Key, Sum: plan.Sum(amount))).Where(plan => plan.Sum > 0).OrderByDescending(plan => plan.Sum).ThenBy(plan => plan.Plan, StringComparer.Ordinal).Select(plan => plan.Plan)];

    private IEnumerable<CustomerStep> StepsIn(Func<Movement, decimal> rate)
    {
        var balance = 0m;
        foreach (var day in _rows.Where(row => row.Amount != 0).GroupBy(row => (row.Day, row.Kind)))
        {
            var change = day.Sum(row => row.Amount * rate(row));
            balance += change;
            yield return new(day.Key.Day, day.Key.Kind, day.FirstOrDefault(row => row.Reason != MovementReason.None)?.Reason ?? MovementReason.None, Micros(change), Micros(balance));
        }
    }

    private static long Micros(decimal exact) => decimal.ToInt64(Math.Round(exact, MidpointRounding.AwayFromZero));

    private static LedgerCell Cell(Movement row) => new(
        row.Day, "", row.Currency, row.Kind, row.Amount, row.Gross, row.Committed, row.Trial, row.Customers, 1, row.Cancels, row.Trials);
}
