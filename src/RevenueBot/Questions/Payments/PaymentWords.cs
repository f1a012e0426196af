using System.Globalization;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Payments;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Questions.Payments;

/// <summary>Payments in words. A payment that failed counts once, on the day of its first try, however often it was tried.</summary>
internal sealed class PaymentWords(PaymentView view)
{
    private const int MostReasons = 3;

    /// <summary>Whether the span is told month by month.</summary>
    public bool IsLong => view.Steps.Periods.Count > 1 && view.Frame.Unit is not (Language.CalendarUnit.Month or Language.CalendarUnit.Week or Language.CalendarUnit.Day);

    private Asked Asked => view.Asked;

    private MoneyFormat Money => MoneyFormat.For(Asked.Currency, [view.Now.Cash.Collected, view.Before.Cash.Collected, view.Now.Failed.All.Micros]);

    private string Days => Asked.Days.Span(view.Frame.First, view.Frame.Last);

    private string DaysBefore => Asked.Days.Span(view.Before.Period.Start, view.Before.Period.LastDay);

    private string From => Asked.Question.Only is { } only ? $" from {KeyLabel.Phrase(only, Asked.OnlyName ?? only.Key)}" : "";

    /// <summary>"$19,884 was received in 1–22 Nov, up $838 (+4.4%) vs 1–22 Oct."</summary>
    public string Headline() =>
        $"{Received(view.Now.Cash)} was received{From} {InOrOn(view.Now.Period)} {Days}, {ChangeWords.UpOrDown(view.Before.Cash.Micros, view.Now.Cash.Micros, Money)} vs {DaysBefore}.";

    public string Nothing() => view.Snapshot.Sources.Count == 0 && Asked.Question.KnownAt is null ? "No billing data has arrived yet." : $"No payment was recorded{From} {InOrOn(view.Now.Period)} {Days}.";

    public IEnumerable<string> NothingThen()
    {
        if (Asked.Question.KnownAt is null) yield return view.Snapshot.Sources.Count == 0 ? "Connect Stripe or import files, then ask again." : "Payments arrive with Stripe, or with a file of payments.";
    }

    public IEnumerable<string> Sentences()
    {
        var (cash, failed) = (view.Now.Cash, view.Now.Failed);
        var back = cash.GivenBack == 0 ? "nothing went back" : $"{Format.Counted(cash.Refunds, "refund")} and {Format.Counted(cash.Disputes, "dispute")} took back {Money.Text(-(cash.Refunded + cash.Disputed))}{(Share(cash) is { } share ? $" ({share})" : "")}";
        yield return $"{Format.Counted(cash.Payments, "payment")} brought {Money.Text(cash.Collected)} without tax; {back}.";
        yield return failed.All.Count == 0 ? $"No payment failed {InOrOn(view.Now.Period)} {Days}." : Failed(failed);
        if (failed.All.Count > 0 && Because() is { } why) yield return why;
    }

    /// <summary>"14 payments failed ($1,066): 10 were paid later (71.4%, after 2.4 days at the median), three are open, one was lost with its subscription."</summary>
    private string Failed(FailedSum failed)
    {
        var median = failed.MedianTime is { } time ? $", after {DaysOf(time)} at the median" : "";
        return $"{Format.Counted(failed.All.Count, "payment")} failed ({MoneyOf(failed)}): {Many(failed.Recovered.Count)} {Were(failed.Recovered.Count)} paid later so far ({Format.Percent(failed.RecoveredShare!.Value)}{median}), "
            + $"{Many(failed.Open.Count)} {(failed.Open.Count <= 1 ? "is" : "are")} open, {Many(failed.Lost.Count)} {Were(failed.Lost.Count)} lost with {(failed.Lost.Count == 1 ? "its subscription" : "their subscriptions")}.";
    }

    /// <summary>"Most often: card declined (8), expired card (4), insufficient funds (2)."</summary>
    private string? Because() => view.Reasons.Where(reason => reason.Reason.Length > 0).Take(MostReasons).Select(reason => $"{ReasonOf(reason.Reason)} ({Format.Count(reason.Sum.All.Count)})").ToList() is { Count: > 0 } reasons
        ? $"Most often: {string.Join(", ", reasons)}." : null;

    public IEnumerable<Figure> Figures()
    {
        var (cash, failed, before) = (view.Now.Cash, view.Now.Failed, view.Before);
        yield return new("received", "Received", Money.Text(cash.Micros), string.Join("; ", [$"{ChangeWords.Signed(before.Cash.Micros, cash.Micros, Money)} vs {DaysBefore}", .. Without(cash.Unconverted)]), cash.Micros);
        yield return new("collected", "Collected", Money.Text(cash.Collected), Format.Counted(cash.Payments, "payment"), cash.Collected);
        yield return new("failed", "Failed payments", Format.Count(failed.All.Count), $"{MoneyOf(failed)}; {Format.Count(before.Failed.All.Count)} in {DaysBefore}", Number: failed.All.Count);
        yield return failed.RecoveredShare is { } share
            ? new("recovered", "Recovered", Format.Percent(share), $"{Format.Count(failed.Recovered.Count)} of {Format.Count(failed.All.Count)} so far{(failed.MedianTime is { } time ? $", {DaysOf(time)} at the median" : "")}", Number: share)
            : new("recovered", "Recovered", Format.Undefined, "no payment failed");
        yield return new("given_back", "Refunds and disputes", Money.Text(cash.Refunded + cash.Disputed), $"{Format.Counted(cash.Refunds, "refund")}, {Format.Counted(cash.Disputes, "dispute")}{(Share(cash) is { } back ? $", {back} of collected" : "")}", cash.Refunded + cash.Disputed);
    }

    /// <summary>What makes up the sum, and what has become of the failed, beside the span before.</summary>
    public AnswerTable Lines()
    {
        var (cash, failed, then) = (Parts(view.Now.Cash), Parts(view.Now.Failed), view.Before);
        var (cashThen, failedThen) = (Parts(then.Cash), Parts(then.Failed));
        IReadOnlyList<string> Row(string label, long amount, int count, long before, int countBefore) => [label, Money.Cell(amount), Format.Count(count), Money.Cell(before), Format.Count(countBefore)];
        return new(
            [Asked.Currency.Code, Days, "Payments", "Before", "Payments"],
            [
                Row("Collected", cash[0], view.Now.Cash.Payments, cashThen[0], then.Cash.Payments), Row("Refunds", cash[1], view.Now.Cash.Refunds, cashThen[1], then.Cash.Refunds), Row("Disputes", cash[2], view.Now.Cash.Disputes, cashThen[2], then.Cash.Disputes),
                Row("Received", cash.Sum(), view.Now.Cash.Payments + view.Now.Cash.GivenBack, cashThen.Sum(), then.Cash.Payments + then.Cash.GivenBack),
                Row("Failed", failed.Sum(), view.Now.Failed.All.Count, failedThen.Sum(), then.Failed.All.Count), Row("paid later", failed[0], view.Now.Failed.Recovered.Count, failedThen[0], then.Failed.Recovered.Count),
                Row("open", failed[1], view.Now.Failed.Open.Count, failedThen[1], then.Failed.Open.Count), Row("lost", failed[2], view.Now.Failed.Lost.Count, failedThen[2], then.Failed.Lost.Count),
            ],
            $"Without tax. Before: {DaysBefore}. Failed is not part of Received; what was paid later is, on the day it was paid.");
    }

    /// <summary>The same step by step: each row adds up.</summary>
    public AnswerTable ByStep()
    {
        var columns = Enumerable.Range(0, Parts(view.Now.Cash).Length).Select(Column).ToList();
        IReadOnlyList<string> Row(string label, IReadOnlyList<long> parts, FailedSum failed) =>
            [label, .. parts.Select(Money.Cell), Money.Cell(parts.Sum()), Format.Count(failed.All.Count), failed.RecoveredShare is { } share ? Format.Percent(share) : Format.Undefined];
        return new(
            [Asked.Currency.Code, "Collected", "Refunds", "Disputes", "Received", "Failed", "Paid later"],
            [.. view.Rows.Select((row, i) => Row(NameOf(row.Period) + view.Steps.Mark(row.Period, Asked), [.. columns.Select(column => column[i])], row.Failed)), Row("Together", [.. columns.Select(column => column.Sum())], view.Now.Failed)],
            string.Join(' ', ((string?[])[view.Steps.Note(Asked), "Without tax. Failed counts a payment once, on the day of its first try."]).OfType<string>()));
    }

    /// <summary>A part of every row, so that the rows add up to the part of the whole as it is shown.</summary>
    private IReadOnlyList<long> Column(int part)
    {
        long[] exact = [.. view.Rows.Select(row => PartOf(row.Cash, part))];
        var whole = Parts(view.Now.Cash)[part];
        return Math.Abs(whole - exact.Sum()) < Money.Unit ? Rounding.ShownParts(exact, whole, Money.Unit) : Rounding.ShownParts(exact, Money.Unit);
    }

    public IEnumerable<string> Proof()
    {
        yield return $"Received = payments that succeeded − refunds − disputes, without tax, each at the exchange rate of its day = {Money.Text(view.Now.Cash.Micros)}.";
        yield return "A failed payment is the tries of one subscription without a success between them; it counts on the day of its first try. Recovered: a later try succeeded. Open: not paid, and its subscription still counts in MRR. Lost: it counts no longer.";
        foreach (var sentence in Without(view.Now.Cash.Unconverted)) yield return $"Not in it: {sentence}.";
    }

    /// <summary>"card declined" for <c>card_declined</c>.</summary>
    public static string ReasonOf(string? reason) => reason is { Length: > 0 } ? reason.Replace('_', ' ') : "no reason given";

    /// <summary>"2.4 days"</summary>
    public static string DaysOf(TimeSpan time) => Math.Round(time.TotalDays, 1, MidpointRounding.AwayFromZero) is var days && days == 1 ? "1 day" : $"{days.ToString("0.#", CultureInfo.InvariantCulture)} days";

    private long[] Parts(CashRevenue cash) => [.. Rounding.ShownParts([cash.Collected, cash.Refunded, cash.Disputed], Money.Unit)];

    private long[] Parts(FailedSum failed) => [.. Rounding.ShownParts([failed.Recovered.Micros, failed.Open.Micros, failed.Lost.Micros], Money.Unit)];

    private static long PartOf(CashRevenue cash, int part) => part switch { 0 => cash.Collected, 1 => cash.Refunded, _ => cash.Disputed };

    private string MoneyOf(FailedSum failed) => string.Join(" and ", [Money.Text(failed.All.Micros), .. Without(failed.Unconverted)]);

    /// <summary>"$19,884 and EUR 1,200 (no rate)".</summary>
    private string Received(CashRevenue cash) => string.Join(" and ", [Money.Text(cash.Micros), .. Without(cash.Unconverted)]);

    private static IEnumerable<string> Without(IReadOnlyList<Unconverted> unconverted) => unconverted.Select(amount => $"{Format.ByCode(amount.Amount, amount.Currency)} (no rate)");

    private static string? Share(CashRevenue cash) => cash.Collected > 0 && cash.GivenBack > 0 ? Format.Percent((decimal)-(cash.Refunded + cash.Disputed) / cash.Collected) : null;

    private string NameOf(Period period) => period == Period.Of(Month.Of(period.Start)) ? Asked.Days.MonthName(Month.Of(period.Start)) : Asked.Days.Span(period.Start, period.LastDay);

    private static string InOrOn(Period period) => period.Start == period.LastDay ? "on" : "in";

    private static string Many(int count) => count == 0 ? "none" : Format.CountWord(count);

    private static string Were(int count) => count <= 1 ? "was" : "were";
}
