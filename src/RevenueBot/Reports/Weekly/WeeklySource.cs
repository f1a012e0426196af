using RevenueBot.Configuration;
using RevenueBot.Intel;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Expansion;
using RevenueBot.Questions.Forecasting;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Restating;
using RevenueBot.Questions.Why;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Weekly;

/// <summary>Reads what a weekly review tells.</summary>
internal sealed class WeeklySource(
    WhyFigures why, MovedAmounts moved, AttentionSource attention, ForecastSource forecast, SuccessSource success, ExpansionDesk expansion, MarketNotes notes, RestatementNotes restated, AskOptions options, Company company) : IDigestSource
{
    public const int MostOpportunities = 3;

    private const int WeekLength = 7;

    public DigestKind Kind => DigestKind.Weekly;

    public async Task<Digest> BuildAsync(DigestRequest request, CancellationToken cancel) => WeeklyDigest.Of(await ReadAsync(request, cancel));

    private async Task<WeeklyFigures> ReadAsync(DigestRequest request, CancellationToken cancel)
    {
        Period week = new(request.Period.First, request.Period.Last.AddDays(1)), before = new(week.Start.AddDays(-WeekLength), week.Start);
        var asked = AskedOf(request, Question.Mrr with { Why = true, Window = new Window.Between(week.Start, week.LastDay), AsOf = week.LastDay });
        var current = AskedOf(request, new Question { Metric = Metric.Forecast, Months = 1 });
        var view = await why.ReadAsync(asked, [week, before], cancel);
        var snapshot = view.Ledger.Snapshot;
        var urgent = await attention.ReadAsync(request, snapshot.Sources, (open, _) => Concerns.ByKind(open, request.Now), cancel);
        return new(request.Period, asked, view)
        {
            Current = current,
            Attention = urgent with { WeekChange = view.Periods[0].Row.Net },
            Forecast = new ForecastView(current, (await forecast.GetAsync(current, cancel)).Value, snapshot.Targets),
            Success = await success.ReadAsync(asked, current, cancel),
            Expansion = await expansion.BestAsync(current with { Question = new Question { Metric = Metric.Expansion } }, MostOpportunities, 0, cancel),
            Names = await moved.NamesAsync(view.Periods[0].Why.Largest.Select(customer => customer.CustomerId), null, cancel),
            Quotes = await notes.ReadAsync(request.Period.First, request.Period.Last, cancel),
            Untold = snapshot.Sources.Count == 0 ? null : await restated.ReadAsync(asked, request.Reader, cancel),
        };
    }

    private Asked AskedOf(DigestRequest request, Question question) => new()
    {
        Question = question, Now = request.Now, Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter, Reader = request.Reader,
    };
}
