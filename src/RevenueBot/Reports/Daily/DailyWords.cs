using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Daily;

/// <summary>A day that is over in words: the finding first, then the comparison, then why.</summary>
internal sealed record DailyWords(DailyFigures Figures)
{
    private Asked Asked => Figures.Asked;
    private PeriodMrr Day => Figures.Day;
    private MoneyFormat Money => Figures.Money;
    private long Change => Money.Change(Day.Opening, Day.Closing);

    /// <summary>Data stopped before the day was over: what it changed is not known whole.</summary>
    public DateTimeOffset? StaleSince => Freshness.SilentSince(Asked, Figures.Ledger.Snapshot.Sources);

    /// <summary>"MRR closed at $58,430, up $270 on the day."</summary>
    public string Headline
    {
        get
        {
            var balance = ChangeWords.Balance(Day, Money, Figures.Ledger.Rates, Asked.Days);
            if (StaleSince is { } since) return $"MRR is {balance} by what arrived until {Days.Moment(since, Asked.Calendar)}.";
            return $"MRR closed at {balance}, {Directed} on the day.";
        }
    }

    public IEnumerable<string> Sentences => StaleSince is not null ? [] : ((string?[])[Compared, DayDrivers.Sentence(Day, Figures.Customers, Money)]).OfType<string>();

    /// <summary>The finding for a subject, the longest first.</summary>
    public IEnumerable<string> Subjects
    {
        get
        {
            var (mrr, day) = (Money.Text(Day.Closing), Asked.Days.Day(Asked.Day));
            if (StaleSince is { } since) return [$"Data as of {Asked.Days.Day(Asked.Calendar.DayOf(since))}: MRR {mrr}"];
            if (!DailyFigures.WasBegun(Day)) return [$"No MRR yet on {Short(Asked.Day)}"];
            return [$"MRR {mrr}, {Directed} on {Short(Asked.Day)}", $"MRR {mrr}, {Directed} on {day}", $"MRR {mrr} on {day}"];
        }
    }

    /// <summary>What stands after the subject, by its worth.</summary>
    public IEnumerable<string?> Teasers =>
    [
        !DailyFigures.WasBegun(Day) ? null : MonthSoFar,
        TargetNote.Teaser(Figures.Target, Asked), DailyFigures.WasBegun(Day) ? AttentionWords.Teaser(Figures.Attention) : null,
        Figures.Customers.Customers == 0 ? null : $"{Format.Counted(Figures.Customers.Customers, "paying customer")}.",
    ];

    /// <summary>"November so far +$1,050 vs +$640 in 1–10 Oct."</summary>
    private string MonthSoFar
    {
        get
        {
            var figure = DailyNumbers.Month(Figures);
            return $"{figure.Label} {figure.Value}{(figure.Comparison is { } comparison ? $" {comparison}" : "")}.";
        }
    }

    /// <summary>"The four Tuesdays before averaged +$95." With what there is of them; null for the first.</summary>
    private string? Compared
    {
        get
        {
            var (before, name) = (Figures.SameWeekdays, Asked.Day.DayOfWeek.ToString());
            return before.Count switch
            {
                0 => null,
                1 => $"The {name} before: {Money.Signed(DailyNumbers.Mean(before))}.",
                var count => $"The {Format.CountWord(count)} {name}s before averaged {Money.Signed(DailyNumbers.Mean(before))}.",
            };
        }
    }

    private string Directed => Change switch { 0 => "unchanged", > 0 => $"up {Money.Text(Change)}", < 0 => $"down {Money.Text(-Change)}" };

    /// <summary>"Tue 10 Nov"</summary>
    private static string Short(DateOnly day) => day.ToString("ddd d MMM", CultureInfo.InvariantCulture);
}
