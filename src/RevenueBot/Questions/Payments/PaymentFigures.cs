using RevenueBot.Metrics;
using RevenueBot.Metrics.Payments;
using RevenueBot.Metrics.Ratios;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Payments;

/// <summary>Payments of some days: what moved, and what failed first within them.</summary>
internal sealed record PaymentSpan(Period Period, CashRevenue Cash, FailedSum Failed)
{
    /// <summary>Nothing was paid, given back or tried.</summary>
    public bool IsEmpty => Cash.Payments + Cash.GivenBack + Failed.All.Count == 0;
}

/// <summary>Payments as one answer shows them.</summary>
/// <param name="Failed">Of the span, the oldest first.</param>
/// <param name="Sums">Of the span, by day, currency and status.</param>
internal sealed record PaymentView(Asked Asked, Frame Frame, LedgerSnapshot Snapshot, IReadOnlyList<FailedPayment> Failed, IReadOnlyList<(DateOnly Day, PaymentSum Sum)> Sums)
{
    public required PaymentSpan Now { get; init; }
    public required PaymentSpan Before { get; init; }

    /// <summary>The rows of a span of several months.</summary>
    public required IReadOnlyList<PaymentSpan> Rows { get; init; }

    public required Steps Steps { get; init; }

    public FxRates Rates => new(Asked.Currency, Snapshot.FxRates);

    /// <summary>Why payments failed, the most frequent first; "" where the source does not say.</summary>
    public IEnumerable<(string Reason, FailedSum Sum)> Reasons => Failed.GroupBy(one => one.Reason ?? "").Select(group => (group.Key, FailedSum.Of([.. group], Rates, Asked.Calendar)))
        .OrderByDescending(reason => reason.Item2.All.Count).ThenBy(reason => reason.Key, StringComparer.Ordinal);
}

/// <summary>Reads payments of a span and of the span that it is compared with.</summary>
internal sealed class PaymentFigures(PaymentReader payments, LedgerReader ledger)
{
    public async Task<PaymentView> ReadAsync(Asked asked, CancellationToken cancel)
    {
        var (frame, knownAt) = (asked.FrameOf(asked.Question.Window ?? new Window.This(CalendarUnit.Month)), asked.Question.KnownAt);
        var (before, steps, limit) = (frame.Before, Steps.Of(frame), LimitOf(asked.Question.Only));
        Period all = new(before.Start < frame.First ? before.Start : frame.First, frame.Period.End);
        var cut = asked.Moment.AddTicks(TimeSpan.TicksPerMicrosecond);
        var findFailed = payments.FailedAsync(limit, asked.Calendar.StartOf(all.Start), (cut, asked.Day, knownAt), cancel);
        var findSums = payments.SumsAsync(limit, all, (asked.Calendar, cut), cancel);
        var snapshot = await ledger.ContextAsync(Dimension.Plan, asked.Day, knownAt, cancel);
        var (failed, sums, rates) = (await findFailed, await findSums, new FxRates(asked.Currency, snapshot.FxRates));
        return new(asked.Named(snapshot), frame, snapshot, FailedIn(frame.Period), SumsIn(frame.Period)) { Now = Of(frame.Period), Before = Of(before), Steps = steps, Rows = [.. steps.Periods.Select(Of)] };

        PaymentSpan Of(Period span) => new(span, CashRevenue.Of(SumsIn(span), rates), FailedSum.Of(FailedIn(span), rates, asked.Calendar));

        IReadOnlyList<FailedPayment> FailedIn(Period span) => [.. failed.Where(one => asked.Calendar.DayOf(one.Since) is var day && day >= span.Start && day < span.End)];

        IReadOnlyList<(DateOnly Day, PaymentSum Sum)> SumsIn(Period span) => [.. sums.Where(one => one.Day >= span.Start && one.Day < span.End)];
    }

    /// <summary>What a question is limited to, as payments know it.</summary>
    public static PaymentLimit LimitOf(Filter? only) => only switch
    {
        { By: Dimension.Plan, Key: var key } => new(Plan: key),
        { By: Dimension.Currency, Key: var key } => new(Currency: key),
        { By: Dimension.Country, Key: var key } => new(Country: key),
        { By: Dimension.Segment, Key: var key } => new(Segment: key),
        _ => new(),
    };
}
