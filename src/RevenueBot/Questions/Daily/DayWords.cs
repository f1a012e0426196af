using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Trials;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Trials;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Daily;

/// <summary>A day in words. Both things that may be called the day's churn are named: cancels clicked, and subscriptions ended.</summary>
internal sealed record DayWords(Asked Asked, DayView View, ChurnAtRule ChurnAt)
{
    private MoneyFormat Money => MoneyFormat.For(Asked.Currency, View.Now.Opening, View.Now.Closing);

    /// <summary>"10 Nov so far: MRR $58,430 (+$270), three sign-ups, one cancel clicked, no subscription ended, $1,234 received."</summary>
    public string Headline()
    {
        var (now, facts) = (View.Now, View.Facts);
        var change = Money.Change(now.Opening, now.Closing);
        string[] parts =
        [
            $"MRR {ChangeWords.Balance(now, Money, View.Ledger.Rates, Asked.Days)} ({(change == 0 ? "unchanged" : Money.Signed(change))})", Counted(facts.SignUps, "sign-up"),
            $"{Counted(facts.Ends.CancelsClicked, "cancel")} clicked", $"{Counted(facts.Ends.SubscriptionsEnded, "subscription")} ended",
            .. facts.Ends.FellToZero == 0 ? (string[])[] : [Fell(facts.Ends)], $"{Revenue()} received",
        ];
        return $"{Asked.Days.Day(Asked.Day)}{(Asked.DayIsOver ? "" : " so far")}: {string.Join(", ", parts)}.";
    }

    public IEnumerable<string> Sentences()
    {
        var (then, now) = (View.Ledger.Mrr(View.Thirty).Opening, View.Now.Closing);
        if (Format.Growth(then, now) is { } growth) yield return $"MRR {growth} in 30 days.";
        if (View.Churn.LogoChurn is { } churn) yield return $"Customer churn in {ChurnMonth}: {Format.Percent(churn)}.";
        TrialWords trials = new(Asked, View.Trials, new Frame(View.Month.Start, Asked.Day, null, false));
        yield return trials.Conversion();
        if (Target() is not { } target) yield break;
        TargetLine line = new(Asked);
        yield return $"Target: {line.Finding(target)}";
        if (line.Needed(target) is { } needed) yield return needed;
    }

    public IEnumerable<Figure> Figures()
    {
        var (now, facts, thirty) = (View.Now, View.Facts, View.Ledger.Mrr(View.Thirty));
        yield return new("mrr", "MRR", Money.Text(now.Closing), $"{Money.Signed(Money.Change(now.Opening, now.Closing))} on the day", now.Closing);
        yield return new("revenue", "Revenue received", Format.Money(View.Revenue.Micros, Asked.Currency), RevenueParts(), View.Revenue.Micros);
        yield return new("signups", "Sign-ups", Format.Count(facts.SignUps), Number: facts.SignUps);
        yield return new("active_trials", "Active trials", Format.Count(now.Trials), $"{Format.Count(facts.TrialsStarted)} started", Number: now.Trials);
        yield return new("cancels_clicked", "Cancels clicked", Format.Count(facts.Ends.CancelsClicked), Number: facts.Ends.CancelsClicked);
        yield return new("subscriptions_ended", "Subscriptions ended", Format.Count(facts.Ends.SubscriptionsEnded), facts.Ends.FellToZero == 0 ? null : Fell(facts.Ends), Number: facts.Ends.SubscriptionsEnded);
        yield return Format.Growth(thirty.Opening, now.Closing) is { } growth
            ? new("mrr_growth_30d", "MRR growth, 30 days", growth, $"from {Money.Text(thirty.Opening)}", Number: RevenueRatios.Growth(thirty.Opening, now.Closing))
            : new("mrr_growth_30d", "MRR growth, 30 days", Format.Undefined, "it starts from 0");
        yield return View.Churn.LogoChurn is { } churn
            ? new("churn", "Monthly customer churn", Format.Percent(churn), $"{Format.Count(View.Churn.LeftCustomers)} of {Format.Count(View.Churn.OpeningCustomers)} in {ChurnMonth}", Number: churn)
            : new("churn", "Monthly customer churn", Format.Undefined, $"no paying customers at the start of {ChurnMonth}");
        yield return View.Trials.LastMature(TrialWords.UsualDays) is { } cohort
            ? new("conversion", "Trial conversion", Format.Percent(cohort.Share(TrialWords.UsualDays)), $"began in {Asked.Days.MonthName(Month.Of(cohort.FirstDay))}, paid within {TrialWords.UsualDays} days", Number: cohort.Share(TrialWords.UsualDays))
            : new("conversion", "Trial conversion", Format.Undefined, "no month of trials is old enough");
        yield return DaysToConvert.Of(View.Trials.Cohorts) is { Mean: { } mean } days
            ? new("days_to_convert", "Days to convert, mean", Number(mean), $"median {Number(days.Median!.Value)}, {Format.Count(days.Open)} open at the end of {Asked.Days.Day(View.Trials.Through)}", Number: mean)
            : new("days_to_convert", "Days to convert, mean", Format.Undefined, "nobody has converted");
    }

    /// <summary>How each figure is counted, with its parts.</summary>
    public IEnumerable<string> Proof()
    {
        yield return "Sign-ups: customers created on the day; one without a date counts on the first day of its ledger.";
        yield return "Cancels clicked: subscriptions that got a cancel scheduled and kept it. Ended: subscriptions with MRR that were cancelled or ran out.";
        yield return "Fell to 0 MRR otherwise: subscriptions that moved to a free plan, or were unpaid or paused for too long; they have not ended.";
        yield return $"Revenue: {Format.Counted(View.Revenue.Payments, "payment")}, {Format.Count(View.Revenue.GivenBack)} given back, without tax: {Revenue()}.";
        yield return $"Churn of {ChurnMonth}: {Format.Count(View.Churn.LeftCustomers)} of {Format.Count(View.Churn.OpeningCustomers)} customers did not pay at its end.";
    }

    /// <summary>What moved MRR on the day.</summary>
    public AnswerTable Lines()
    {
        var (now, shown) = (View.Now, Line.ShownAmounts(View.Now, Money));
        return new(
            [$"{Asked.Days.Day(Asked.Day)}, {Asked.Currency.Code}", "MRR", "rows"],
            [
                ["Opening", Money.Cell(now.Opening), ""],
                .. Line.All.Select((line, i) => (line, amount: shown[i], rows: View.Ledger.RowsOf(line.Kind, View.Day))).Where(row => row.amount != 0 || row.rows != 0)
                    .Select(row => (IReadOnlyList<string>)[row.line.Label, Money.SignedCell(row.amount), Format.Count(row.rows)]),
                ["Closing", Money.Cell(now.Closing), ""],
            ]);
    }

    /// <summary>Where MRR ends with the click, no subscription has any left when it ends.</summary>
    public IEnumerable<string> Click() => ChurnAt == ChurnAtRule.End ? []
        : ["By these definitions a cancel ends MRR at the click: such subscriptions count as clicked on that day, and not as ended on their last."];

    public string ChurnMonth => Asked.Days.MonthName(Month.Of(View.Churn.Period.Start));

    /// <summary>"$1,234 and EUR 1,200 (no rate)".</summary>
    private string Revenue() => string.Join(" and ", [Format.Money(View.Revenue.Micros, Asked.Currency), .. View.Revenue.Unconverted.Select(amount => $"{Format.ByCode(amount.Amount, amount.Currency)} (no rate)")]);

    private string RevenueParts()
    {
        var parts = $"{Format.Counted(View.Revenue.Payments, "payment")}, {Format.Count(View.Revenue.GivenBack)} given back, without tax";
        return View.Revenue.Unconverted.Count == 0 ? parts : $"{parts}; {string.Join(", ", View.Revenue.Unconverted.Select(amount => amount.Currency.Code))} has no rate";
    }

    /// <summary>The target of MRR for the month; null without one.</summary>
    public TargetRow? Target() => TargetRow.OfMrr(Asked, View.Ledger, View.Month);

    /// <summary>"one fell to 0 MRR otherwise"</summary>
    private static string Fell(DayEnds ends) => $"{Format.CountWord(ends.FellToZero)} fell to 0 MRR otherwise";

    private static string Counted(int count, string one) => $"{Format.CountWord(count)} {one}{(count == 1 ? "" : "s")}";

    private static string Number(decimal days) => Math.Round(days, 1, MidpointRounding.AwayFromZero).ToString("0.#", CultureInfo.InvariantCulture);
}
