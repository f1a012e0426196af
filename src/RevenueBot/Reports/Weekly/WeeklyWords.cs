using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Why;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Reports.Weekly;

/// <summary>A week in words.</summary>
internal sealed record WeeklyWords(WeeklyFigures Figures)
{
    private const int MostDrivers = 2, ChurnLine = 5;

    private Asked Asked => Figures.Asked;
    private PeriodMrr Now => Figures.Now;
    private PeriodMrr Before => Figures.Before.Row;
    private MoneyFormat Money => Figures.Money;

    /// <summary>Data stopped before the week was over: what it changed is not known whole.</summary>
    public DateTimeOffset? StaleSince => Freshness.SilentSince(Asked, Figures.Ledger.Snapshot.Sources);

    /// <summary>"MRR rose $570 (+1.0%) to $57,990 in 2–8 Nov."</summary>
    public string Headline
    {
        get
        {
            var balance = ChangeWords.Balance(Now, Money, Figures.Ledger.Rates, Asked.Days);
            if (StaleSince is { } since) return $"MRR is {balance} by what arrived until {Days.Moment(since, Asked.Calendar)}.";
            var change = ChangeWords.RoseOrFell(Now.Opening, Now.Closing, Money);
            return change == ChangeWords.Unchanged ? $"MRR did not change in {Figures.Span}: it is {balance}." : $"MRR {change} to {balance} in {Figures.Span}.";
        }
    }

    public IEnumerable<string> Sentences
    {
        get
        {
            if (StaleSince is not null) yield break;
            if (Figures.HasBefore) yield return $"The week before: {Money.Signed(Money.Change(Before.Opening, Before.Closing))}.";
            var drivers = Drivers.Largest(Figures.Shown, Figures.ShownBefore, Money, "the week before").Take(MostDrivers).ToList();
            yield return drivers.Count == 0 ? "No customer came, left or changed what it pays." : string.Join(' ', drivers);
            if (Unpaid is { } unpaid) yield return unpaid;
        }
    }

    public IEnumerable<string> Subjects
    {
        get
        {
            var (mrr, change) = (Money.Text(Now.Closing), Money.Change(Now.Opening, Now.Closing));
            if (StaleSince is { } since) return [$"Data as of {Asked.Days.Day(Asked.Calendar.DayOf(since))}: MRR {mrr}"];
            if (!Daily.DailyFigures.WasBegun(Now)) return [$"No MRR yet in {Figures.Span}"];
            var directed = change switch { 0 => "unchanged", > 0 => $"up {Money.Text(change)}", < 0 => $"down {Money.Text(-change)}" };
            return [$"MRR {mrr}, {directed} in the week {Figures.Span}", $"MRR {mrr}, {directed} in {Figures.Span}", $"MRR {mrr} on {Asked.Days.Day(Asked.Day)}"];
        }
    }

    public IEnumerable<string?> Teasers =>
    [
        Now.New == 0 && Now.Churn == 0 ? null : $"New {Signed(Figures.Shown, 0)}, churn {Signed(Figures.Shown, ChurnLine)}{(Figures.HasBefore ? $"; the week before {Signed(Figures.ShownBefore, 0)}, {Signed(Figures.ShownBefore, ChurnLine)}" : "")}.",
        WeeklyNumbers.ForecastTeaser(Figures), Figures.Customers.Customers == 0 ? null : $"{Format.Counted(Figures.Customers.Customers, "paying customer")}.",
    ];

    /// <summary>"Three of the six who left had unpaid invoices (−$318)." Null where nobody left so.</summary>
    public string? Unpaid
    {
        get
        {
            if (UnpaidChurn(Figures) is not { } part || part.Customers is not > 0) return null;
            var (some, all) = (part.Customers.Value, Math.Max(Figures.Customers.ChurnedCustomers, part.Customers.Value));
            var who = some == all ? some == 1 ? "The one who left" : $"All {Format.CountWord(all)} who left" : $"{Format.Capital(Format.CountWord(some))} of the {Format.CountWord(all)} who left";
            return $"{who} had unpaid invoices ({Money.Signed(WhyTables.Shown(Figures.Week, part, Money))}).";
        }
    }

    /// <summary>What of the week's churn was an unpaid invoice; null: nothing.</summary>
    public static Metrics.Why.ReasonPart? UnpaidChurn(WeeklyFigures figures) =>
        figures.Week.Why.Reasons.FirstOrDefault(part => part is { Kind: MovementKind.Churn, Reason: MovementReason.Involuntary });

    private string Signed(IReadOnlyList<long> shown, int line) => Money.Signed(shown[line]);
}
