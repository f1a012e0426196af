using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Facts;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Payments;

/// <summary><c>/payments</c>: what came in, what failed, what of it was paid later, and what went back; of this month so far, or of the span that is asked for.</summary>
internal sealed class PaymentAnswers(PaymentFigures figures) : IMetricAnswers
{
    public IReadOnlyList<Metric> Metrics { get; } = [Metric.Payments];

    public async Task<Answer> AnswerAsync(Asked asked, CancellationToken cancel) => Write(await figures.ReadAsync(asked, cancel));

    /// <summary>The answer about what was read.</summary>
    public static Answer Write(PaymentView view)
    {
        var (asked, around, words) = (view.Asked, Around(view), new PaymentWords(view));
        if (view.Now.IsEmpty && view.Before.IsEmpty) return around with { Headline = words.Nothing(), Sentences = [.. words.NothingThen(), .. FactQualifiers.Of(asked, "payments")], Suggestions = Follow(asked) };
        return around with
        {
            Headline = words.Headline(),
            Sentences = [.. words.Sentences(), .. FactQualifiers.Of(asked, "payments")],
            Figures = [.. words.Figures()],
            Table = words.IsLong ? words.ByStep() : words.Lines(),
            Chart = words.IsLong ? new LinePicture("Payments received", Charts.Measure.Money(asked.Currency.Code)) { Definition = "net of refunds, without tax", Reason = "no payments" }
                .DrawSteps(view.Steps.Periods, asked, period => view.Rows.Single(row => row.Period == period).Cash.Micros / 1_000_000m, around.Footer) : null,
            Suggestions = Follow(asked),
        };
    }

    public async Task<Answer> ReceiptAsync(Asked asked, CancellationToken cancel)
    {
        var view = await figures.ReadAsync(asked, cancel);
        PaymentWords words = new(view);
        if (view.Now.IsEmpty) return Around(view) with { Headline = words.Nothing() };
        return Around(view) with
        {
            Headline = words.Headline(),
            Sentences = [.. words.Proof(), .. FactQualifiers.Of(asked, "payments")],
            Table = words.Lines(),
            Proof = _ => Task.FromResult<IReadOnlyList<object>>([.. view.Sums.OrderBy(one => one.Day).ThenBy(one => one.Sum.Currency.Code, StringComparer.Ordinal).ThenBy(one => one.Sum.Status).Select(one => PaymentDayRow.Of(one.Day, one.Sum, view.Rates))]),
        };
    }

    private static Answer Around(PaymentView view) => Provenance.Around(view.Asked, view.Snapshot.Sources, view.Snapshot.ProfileName);

    private static IReadOnlyList<Suggestion> Follow(Asked asked) =>
        [new("Payments, last 6 months", (asked.Question with { Window = new Window.Last(6, CalendarUnit.Month) }).ToString()), new("Who has not paid", "/dunning")];
}

/// <summary>Payments of a day, currency and status: a row of a receipt.</summary>
/// <param name="TaxMinor">The tax in it, as far as it is known.</param>
/// <param name="Rate">Into the reporting currency; null: none, and then it is in no sum.</param>
internal sealed record PaymentDayRow(DateOnly Date, string Currency, string Status, int Payments, long AmountMinor, long TaxMinor, decimal? Rate)
{
    public static object Of(DateOnly day, Metrics.Ratios.PaymentSum sum, FxRates rates) =>
        new PaymentDayRow(day, sum.Currency.Code, sum.Status.ToString().ToLowerInvariant(), sum.Payments, sum.AmountMinor, sum.TaxMinor, rates.Find(sum.Currency, day));
}
