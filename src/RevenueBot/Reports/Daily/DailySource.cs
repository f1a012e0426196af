using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Language;
using RevenueBot.Questions.Ratios;
using RevenueBot.Questions.Restating;

namespace RevenueBot.Reports.Daily;

/// <summary>Reads what a daily report tells: the ledger once, and beside it what the day brought.</summary>
internal sealed class DailySource(LedgerReader ledger, DayReader days, RestatementNotes restated, AskOptions options, Company company) : IDigestSource
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
        return new(request.Period, asked, periods, new LedgerView(snapshot, asked, periods.All), new LedgerView(CountCells.Of(snapshot, company.Currency), asked, periods.All))
        {
            Facts = await days.ReadAsync(asked.Day, company.Calendar, null, cancel),
            Untold = snapshot.Sources.Count == 0 ? null : await restated.ReadAsync(asked, request.Reader, cancel),
        };
    }
}
