using System.Globalization;
using Dapper;
using Npgsql;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Expansion;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Alerting.Cards;

/// <summary>Writes the cards and lines of what was decided: of what is remembered of alerts, with the health of the customers they name.</summary>
internal sealed class CardDesk(NpgsqlDataSource database, HealthReader health, ChurnReader churn, ExpansionStore expansion, AlertSettings settings, Company company)
{
    private const int Weeks = 12;

    internal const string ReadWeeks =
        """
        SELECT h.customer_id, w.week, h.score FROM unnest(@ids::text[]) AS c (id) CROSS JOIN generate_series(0, @weeks - 1) AS w (week)
        JOIN LATERAL (SELECT customer_id, score FROM health_history
          WHERE customer_id = c.id AND day <= @today::date - w.week * 7 ORDER BY day DESC LIMIT 1) h ON true
        """;

    /// <summary>The outbox's items: cards first, then lines under them.</summary>
    public async Task<IReadOnlyList<OutboxItem>> ItemsAsync(Speech speech, DateTimeOffset at, IReadOnlyList<SourceState> sources, CancellationToken cancel)
    {
        if (speech.Messages.Count + speech.Lines.Count == 0) return []; // most turns say nothing
        var context = await ContextAsync(speech.Messages.SelectMany(plan => plan.Members.Count == 1 ? plan.Members : []).Concat(speech.Lines.Select(line => line.Alert)), at, sources, cancel);
        var stamp = at.UtcTicks.ToString("x", CultureInfo.InvariantCulture);
        return
        [
            .. speech.Messages.Select(plan => new OutboxItem(plan.Destination, plan.Key, null) { Card = Write(plan, context), AlertId = plan.Kind == MessageKind.Own ? plan.Key : null }),
            .. speech.Lines.Select(line => new OutboxItem(line.Destination, line.MessageKey, $"{line.MessageKey}.{line.Kind}.{line.Alert.Id}.{stamp}") { Line = LineWords.Of(line, context), AlertId = line.Alert.Id }),
        ];
    }

    /// <summary>A card as it stands now, for a change that a person made.</summary>
    public async Task<AlertCard> WriteAsync(MessagePlan plan, DateTimeOffset at, IReadOnlyList<SourceState> sources, CancellationToken cancel) =>
        Write(plan, await ContextAsync(plan.Members, at, sources, cancel));

    private static AlertCard Write(MessagePlan plan, CardContext context) => plan.Kind == MessageKind.Own ? OwnCard.Of(plan.Members[0], context) : ManyCard.Of(plan, context);

    private async Task<CardContext> ContextAsync(IEnumerable<OpenAlert> shown, DateTimeOffset at, IReadOnlyList<SourceState> sources, CancellationToken cancel)
    {
        var alerts = shown.ToList();
        var ids = alerts.Where(OwnCard.IsAboutCustomer).Select(alert => alert.Status.Subject).Distinct().ToArray();
        var (summary, model) = (await health.SummaryAsync(cancel), (await churn.SummaryAsync(cancel))?.Value.Card.Basis);
        return new CardContext(at, company.Calendar, company.Currency, Provenance.Through(sources))
        {
            Routes = settings.Policy.Routes, CompanyMrr = summary?.Value.Bands.Sum(band => band.Mrr),
            Health = ids.Length == 0 ? new Dictionary<string, Metrics.Health.CustomerHealth>() : await health.ReadAsync(ids, cancel), Weeks = await WeeksAsync(ids, at, cancel),
            Churn = ids.Length == 0 || model is null ? new Dictionary<string, CustomerChurn>() : await churn.ReadAsync(ids, cancel), IsRuleOfThumb = model is not ChurnBasis.Learnt,
            Opportunities = await OpportunitiesAsync(alerts.Where(alert => alert.Rule.Signal == Signal.LimitShare).Select(alert => alert.Status.Subject).Distinct(), cancel),
        };
    }

    /// <summary>One by one: cards of single alerts are as few as a day's budget.</summary>
    private async Task<IReadOnlyDictionary<string, Opportunity>> OpportunitiesAsync(IEnumerable<string> ids, CancellationToken cancel)
    {
        Dictionary<string, Opportunity> found = [];
        foreach (var id in ids)
            if (await expansion.OfAsync(id, cancel) is { } one) found[id] = one;
        return found;
    }

    /// <summary>The score at the end of each week up to now; a week before the first score has none.</summary>
    private async Task<IReadOnlyDictionary<string, IReadOnlyList<decimal?>>> WeeksAsync(string[] ids, DateTimeOffset at, CancellationToken cancel)
    {
        if (ids.Length == 0) return new Dictionary<string, IReadOnlyList<decimal?>>();
        var arguments = new { ids, weeks = Weeks, today = company.Calendar.DayOf(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) };
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<(string Id, int Week, decimal? Score)>(new CommandDefinition(ReadWeeks, arguments, cancellationToken: cancel));
        return rows.ToLookup(row => row.Id).ToDictionary(customer => customer.Key, customer => (IReadOnlyList<decimal?>)[.. Enumerable.Range(0, Weeks).Select(week =>
            customer.Where(row => row.Week == Weeks - 1 - week).Select(row => row.Score).FirstOrDefault())]);
    }
}
