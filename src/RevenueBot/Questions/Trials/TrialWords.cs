using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Trials;

/// <summary>Trials in words. A share that can still change carries a mark and never stands alone.</summary>
/// <param name="Frame">The month up to the day on which the running trials are counted.</param>
internal sealed record TrialWords(Asked Asked, TrialTable Table, Frame Frame)
{
    /// <summary>The span that a single figure of conversion speaks of.</summary>
    public const int UsualDays = 30;

    private const string Mark = "†";

    /// <summary>What runs, or the conversion where it or a span is asked for.</summary>
    public string Headline(LedgerView view) => LeadsWithConversion ? Conversion() : Running(view);

    /// <summary>"41 trials are running on 10 Nov, five more than on 10 Oct."</summary>
    private string Running(LedgerView view)
    {
        var (now, then) = (view.Mrr(Frame.Period).Trials, view.Mrr(Frame.Before).Trials);
        return $"{Format.Counted(now, "trial")} {(now == 1 ? "is" : "are")} running on {Asked.Days.Day(Frame.Last)}, {CustomerWords.MoreOrFewer(now - then)} on {Asked.Days.Day(Frame.Before.LastDay)}.";
    }

    public IEnumerable<string> Sentences(LedgerView view)
    {
        if (Asked.Question.By != Dimension.Total) yield return "Conversion is of all customers: it is not split.";
        if (Asked.Question.By != Dimension.Total && EndOfSpan.Sentence(Asked, "The count of running trials is") is { } end) yield return end;
        yield return LeadsWithConversion ? Running(view) : Conversion();
        if (Newest() is { } newest) yield return newest;
        if (WholeMonths.Sentence(Asked, "Conversion is of those who began in") is { } whole) yield return whole;
        if (Shown is { Count: > 0 } cohorts && Took(cohorts) is { } took) yield return took;
    }

    /// <summary>"Of 62 customers whose trial began in September, 61.3% paid within 30 days, vs 58.1% in August."</summary>
    public string Conversion()
    {
        if (Table.Cohorts.Count == 0) return "Nobody has begun with a trial yet.";
        if (Asked.Question.Window is { } window && Shown.Count == 0) return $"No trial began in {WholeMonths.Span(Asked, window)}.";
        if (Told is not { } last) return $"Conversion: {Format.Undefined} (no month of trials has had its {UsualDays} days yet).";
        if (!last.IsMature(UsualDays, Table.Through))
            return $"Of {Format.Counted(last.Started, "customer")} whose trial began in {Name(last)}, {Format.Percent(last.Share(UsualDays))} paid within {UsualDays} days so far: final after {Asked.Days.Day(last.MaturesOn(UsualDays))}.";
        var before = Table.Cohorts.TakeWhile(cohort => cohort != last).LastOrDefault();
        var versus = before is null ? "" : $", vs {Format.Percent(before.Share(UsualDays))} of those of {Name(before)}";
        return $"Of {Format.Counted(last.Started, "customer")} whose trial began in {Name(last)}, {Format.Percent(last.Share(UsualDays))} paid within {UsualDays} days{versus}.";
    }

    /// <summary>"September is the newest month of 1 Jan–10 Nov that is final; the table has the others."</summary>
    private string? Newest() => Asked.Question.Window is { } window && Shown.Count > 1 && Told is { } told
        ? $"{Name(told)} is the newest month of {WholeMonths.Span(Asked, window)} {(told.IsMature(UsualDays, Table.Through) ? "that is final" : "and none is final")}; the table has the others." : null;

    /// <summary>"Who paid took 14 days at the median, 15.2 in the mean (510 customers); 38 trials were open at the end of 9 Nov."</summary>
    private string? Took(IReadOnlyCollection<TrialCohort> cohorts)
    {
        var days = DaysToConvert.Of(cohorts);
        var open = $"{Format.Counted(days.Open, "trial")} {(days.Open == 1 ? "was" : "were")} open at the end of {Asked.Days.Day(Table.Through)}";
        return days is { Median: { } median, Mean: { } mean }
            ? $"Who paid took {Number(median)} days at the median, {Number(mean)} in the mean ({Format.Counted(days.Converted, "customer")}); {open}." : null;
    }

    /// <summary>Shares by cohort.</summary>
    public AnswerTable? Cohorts() => Shown.Count == 0 ? null : new(
        ["Began in", "Trials", .. TrialCohort.Spans.Select(days => $"{days} days"), "Open"],
        [.. Shown.Select(cohort => (IReadOnlyList<string>)[Name(cohort), Format.Count(cohort.Started), .. TrialCohort.Spans.Select(days => Share(cohort, days)), Format.Count(cohort.Open)])],
        $"Paid within so many days of the start, counted through {Asked.Days.Day(Table.Through)}. {Mark} not final: some trials have not had their days.");

    /// <summary>Numbers behind the shares.</summary>
    public AnswerTable? Counts() => Shown.Count == 0 ? null : new(
        ["Began in", "Trials", .. TrialCohort.Spans.Select(days => $"≤ {days}"), "later", "open", "not paid"],
        [.. Shown.Select(cohort => (IReadOnlyList<string>)
        [
            Name(cohort), Format.Count(cohort.Started), .. TrialCohort.Spans.Select(days => Format.Count(cohort.PaidWithin(days))),
            Format.Count(Paid(cohort) - cohort.PaidWithin(TrialCohort.Spans[^1])), Format.Count(cohort.Open), Format.Count(cohort.Started - Paid(cohort) - cohort.Open),
        ])],
        "A later span holds the shorter ones.");

    /// <summary>Running trials by key.</summary>
    public AnswerTable Keys(LedgerView view)
    {
        var before = view.Keys(Frame.Before).ToDictionary(row => row.Key, row => row.Trials);
        var rows = view.Keys(Frame.Period).Where(row => row.Trials != 0 || before[row.Key] != 0).OrderBy(row => view.Label(row.Key).Order).ThenByDescending(row => row.Trials);
        return new(
            ["Trials", Asked.Days.Day(Frame.Before.LastDay), Asked.Days.Day(Frame.Last)],
            [
                .. rows.Select(row => (IReadOnlyList<string>)[view.Label(row.Key).Name, Format.Count(before[row.Key]), Format.Count(row.Trials)]),
                ["Total", Format.Count(view.Mrr(Frame.Before).Trials), Format.Count(view.Mrr(Frame.Period).Trials)],
            ]);
    }

    /// <summary>"September: 38 ÷ 62 = 61.3% paid within 30 days."</summary>
    public IEnumerable<string> Proof()
    {
        if (Told is { } last)
            yield return $"{Name(last)}: {Format.Count(last.PaidWithin(UsualDays))} ÷ {Format.Count(last.Started)} = {Format.Percent(last.Share(UsualDays))} paid within {UsualDays} days.";
        yield return "A cohort holds the customers whose first trial began in its month; it ends on the first day with MRR.";
    }

    /// <summary>The cohorts that began in the window, or in the last six months.</summary>
    public IReadOnlyList<TrialCohort> Shown
    {
        get
        {
            var frame = Asked.FrameOf(Asked.Question.Window ?? new Window.Last(6, CalendarUnit.Month));
            return [.. Table.Cohorts.Where(cohort => cohort.FirstDay >= Month.Of(frame.First).FirstDay && cohort.FirstDay <= frame.Last)];
        }
    }

    /// <summary>The month of trials that a single share speaks of: the newest that is final, of the span that is asked for or of all. A span without a final one shows its newest.</summary>
    public TrialCohort? Told => Asked.Question.Window is null ? Table.LastMature(UsualDays) : Shown.LastOrDefault(cohort => cohort.IsMature(UsualDays, Table.Through)) ?? (Shown is [.., var newest] ? newest : null);

    private bool LeadsWithConversion => Asked.Question.Facet == Facet.Conversion || Asked.Question is { Window: not null, By: Dimension.Total };

    private static int Paid(TrialCohort cohort) => cohort.PaidWithin(int.MaxValue);

    private string Share(TrialCohort cohort, int days) => Format.Percent(cohort.Share(days)) + (cohort.IsMature(days, Table.Through) ? "" : Mark);

    private string Name(TrialCohort cohort) => Asked.Days.MonthName(Month.Of(cohort.FirstDay));

    private static string Number(decimal days) => Math.Round(days, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
}
