using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Ratios;

/// <summary>How a row of the ledger becomes an entry of a series.</summary>
internal delegate TEntry EntryOf<TEntry>(PeriodMrr row, string? key, Currency currency);

/// <summary>The ledger's sums as series of a ratio or count.</summary>
internal sealed class RatioReader(LedgerReader reader, Company company)
{
    public Company Company => company;

    /// <summary>An entry per interval and key; the summary is the same figure of the whole span.</summary>
    public async Task<MetricJson<TEntry, TEntry>> SeriesAsync<TEntry>(MetricQuery query, DateTimeOffset now, EntryOf<TEntry> entryOf, CancellationToken cancel)
    {
        var periods = query.Periods(company.Calendar);
        Period whole = new(query.First, query.Last.AddDays(1));
        var view = await ViewAsync(query, now, [.. periods, whole], cancel);
        return MetricJson.Of(view, query, entryOf(view.Mrr(whole), null, company.Currency),
            (IReadOnlyList<TEntry>)[.. view.Rows(periods).Select(row => entryOf(row, query.By == Dimension.Total ? null : view.Label(row.Key).Name, company.Currency))]);
    }

    public async Task<LedgerView> ViewAsync(MetricQuery query, DateTimeOffset now, IReadOnlyList<Period> periods, CancellationToken cancel)
    {
        var asked = new Asked
        {
            Question = new Question { By = query.By, KnownAt = query.KnownAt }, Now = now, Calendar = company.Calendar, Currency = company.Currency,
        };
        return new LedgerView(await reader.ReadAsync(new LedgerQuery(query.By, AnswerPlan.Boundaries(periods), query.KnownAt), cancel), asked, periods);
    }
}
