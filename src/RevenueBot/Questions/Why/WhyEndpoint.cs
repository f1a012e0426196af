using System.Text.Json;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Api;
using RevenueBot.Questions.Language;

namespace RevenueBot.Questions.Why;

/// <summary>A reason within a line of the movements; the amounts of all entries add up to closing minus opening.</summary>
/// <param name="Date">The first day of the span.</param>
/// <param name="Line">new, expansion, reactivation, resumed, contraction, churn, paused or fx.</param>
/// <param name="Reason">As the ledger has it; none where the line says it all.</param>
/// <param name="Customers">Null for exchange rates, which no row holds.</param>
/// <param name="Rows">Ledger rows.</param>
internal sealed record WhyEntry(DateOnly Date, string Line, string Reason, MoneyJson Amount, int? Customers, int? Rows);

/// <summary><c>GET /api/v1/metrics/why</c>: what moved MRR in a span, by line and reason.</summary>
internal static class WhyEndpoint
{
    public static async Task<IResult> WhyAsync(HttpRequest http, MetricRequests requests, WhyFigures figures, Company company, TimeProvider time, CancellationToken cancel)
    {
        var (query, wrong) = await requests.ReadAsync(http, Metric.Mrr, cancel);
        if (query is null) return wrong!;
        if (http.Parameter("from") is null) query = query with { First = Month.Of(query.Last).FirstDay };
        Asked asked = new()
        {
            Question = new Question { Why = true, Only = query.Only, KnownAt = query.KnownAt }, Now = time.GetUtcNow(), Calendar = company.Calendar, Currency = company.Currency,
        };
        var view = await figures.ReadAsync(asked, [new Period(query.First, query.Last.AddDays(1))], cancel);
        return TypedResults.Json(MetricJson.Of(view.Ledger, query, MovementEntry.Of(view.Periods[0].Row, default, company.Currency), Entries(view.Periods[0], company.Currency)), ApiJson.Options);
    }

    private static List<WhyEntry> Entries(Explained why, Currency currency)
    {
        var first = why.Row.Period.Start;
        var entries = why.Why.Reasons.Select(part => new WhyEntry(first, Word(part.Kind), Word(part.Reason), MoneyJson.Of(part.Amount, currency), part.Customers, part.Rows)).ToList();
        if (why.Row.Fx != 0) entries.Add(new(first, "fx", "none", MoneyJson.Of(why.Row.Fx, currency), null, null));
        return entries;
    }

    private static string Word<T>(T value) where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
}
