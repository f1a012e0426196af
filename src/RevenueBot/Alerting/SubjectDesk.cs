using Dapper;
using Npgsql;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Rules;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Alerts.States;
using RevenueBot.Configuration;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Customers;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Alerting;

/// <summary>What is known of the subjects of alerts beside what rules measure.</summary>
internal sealed class SubjectDesk(NpgsqlDataSource database, Company company)
{
    internal const string ReadCustomers = """SELECT customer_id AS "Id", name AS "Name", owner AS "Owner", segment AS "Segment" FROM customer WHERE customer_id = ANY (@ids)""";
    internal const string ReadEnds =
        """
        SELECT DISTINCT ON (customer_id) customer_id, at, kind FROM movement
        WHERE customer_id = ANY (@ids) AND superseded_at = 'infinity' AND kind IN (6, 7) AND at <= @at ORDER BY customer_id, day DESC, seq DESC
        """;

    /// <summary>By subject. A customer that no source has named is called by its id.</summary>
    public async Task<IReadOnlyDictionary<string, SubjectFacts>> FactsAsync(IEnumerable<(Signal Signal, string Subject)> subjects, Func<string, Standing> standingOf, CancellationToken cancel)
    {
        var byKind = subjects.Distinct().ToLookup(row => SignalText.SubjectOf(row.Signal), row => row.Subject);
        var ids = byKind[SubjectKind.Customer].Distinct().ToArray();
        Dictionary<string, SubjectFacts> facts = ids.ToDictionary(id => id, id => new SubjectFacts(CustomerWords.Name(id, null), Mrr: standingOf(id).Mrr));
        if (ids.Length > 0)
            foreach (var row in await QueryAsync<NamedCustomer>(ReadCustomers, new { ids }, cancel))
                facts[row.Id] = facts[row.Id] with { Name = CustomerWords.Name(row.Id, row.Name), Owner = row.Owner, Segment = row.Segment };
        foreach (var subject in byKind[SubjectKind.Company]) facts[subject] = new SubjectFacts(company.Name);
        foreach (var subject in byKind[SubjectKind.Source]) facts[subject] = new SubjectFacts(Provenance.Name(subject));
        return facts;
    }

    /// <summary>Why customers with something open pay no longer: <c>left on 3 Dec</c>.</summary>
    public async Task<IReadOnlyDictionary<string, string>> LeftAsync(SignalMoment moment, IEnumerable<string> customers, CancellationToken cancel)
    {
        var ids = customers.Where(id => moment.Standings.Of(id) is { IsPaying: false, InTrial: false }).Distinct().ToArray();
        if (ids.Length == 0) return new Dictionary<string, string>();
        var days = new Days(moment.Today.Year);
        var ends = await QueryAsync<(string Id, DateTime At, short Kind)>(ReadEnds, new { ids, at = moment.At.UtcDateTime }, cancel);
        return ends.ToDictionary(row => row.Id, row => $"{(row.Kind == 7 ? "paused" : "left")} on {days.Day(moment.Calendar.DayOf(new(row.At, TimeSpan.Zero)))}");
    }

    private async Task<IEnumerable<T>> QueryAsync<T>(string sql, object arguments, CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return await connection.QueryAsync<T>(new CommandDefinition(sql, arguments, commandTimeout: 0, cancellationToken: cancel));
    }

    private sealed record NamedCustomer(string Id, string? Name, string? Owner, string? Segment);
}
