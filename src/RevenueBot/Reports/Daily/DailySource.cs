using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;
using RevenueBot.Reports.Attention;

namespace RevenueBot.Reports.Daily;

/// <summary>Reads what a daily report tells: the ledger once, and beside it what the day brought.</summary>
internal sealed class DailySource(LedgerReader ledger, DayReader days, AttentionSource attention, RestatementNotes restated, AskOptions options, Company company) : IDigestSource
{
    public DigestKind Kind => DigestKind.Daily;

    public async Task<Digest> BuildAsync(DigestRequest request, CancellationToken cancel) => DailyDigest.Of(await ReadAsync(request, cancel));

    private async Task<DailyFigures> ReadAsync(DigestRequest request, CancellationToken cancel)
    {
        Asked asked = new()
        {
            Question = Question.Mrr with { AsOf = request.Period.Last }, Now = request.Now, Calendar = company.Calendar, Currency = company.Currency, StaleAfter = options.StaleAfter, Reader = request.Reader,
        };
        var periods = DailyPeriods.Of(asked);
        var snapshot = await ledger.ReadAsync(new LedgerQuery(Dimension.Total, AnswerPlan.Boundaries(periods.All)), cancel);
        LedgerView view = new(snapshot, asked, periods.All);
        var urgent = await attention.ReadAsync(request, snapshot.Sources, (open, from) => Concerns.Of(open, request.Now, from), cancel);
        return new(request.Period, asked, periods, view, new LedgerView(CountCells.Of(snapshot, company.Currency), asked, periods.All))
        {
            Facts = await days.ReadAsync(asked.Day, company.Calendar, null, cancel),
            Attention = urgent with { WeekChange = view.Mrr(periods.Week).Net },
            Untold = snapshot.Sources.Count == 0 ? null : await restated.ReadAsync(asked, request.Reader, cancel),
        };
    }
}
