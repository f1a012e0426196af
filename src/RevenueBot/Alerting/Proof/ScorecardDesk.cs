using Dapper;
using Npgsql;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Alerting.Proof;

/// <summary>What the alerts of a span were worth.</summary>
/// <param name="Scores">One for each rule that is asked, and for former ones that fired; in the order of the configuration.</param>
/// <param name="Snapshot">What stands around the figures.</param>
internal sealed record Scorecard(Period Span, IReadOnlyList<(AlertRule Rule, RuleScore Score)> Scores, LedgerSnapshot Snapshot);

/// <summary>Reads alerts with what people made of them, and who left.</summary>
internal sealed class ScorecardDesk(NpgsqlDataSource database, OutcomeReader outcomes, LedgerReader ledger, AlertSettings settings, Company company)
{
    internal const string ReadCases =
        """
        SELECT e.rule AS "Rule", e.subject AS "Subject", e.at AS "At", e.mrr AS "Mrr",
          (SELECT min(a.at) FROM alert_event a WHERE a.alert_id = e.alert_id AND a.kind IN (40, 43)) AS "ActedAt",
          (SELECT count(*) FROM alert_feedback f WHERE f.alert_id = e.alert_id AND f.useful)::integer AS "Useful",
          (SELECT count(*) FROM alert_feedback f WHERE f.alert_id = e.alert_id AND NOT f.useful)::integer AS "NotUseful"
        FROM alert_event e WHERE e.kind = 1 AND e.at >= @from AND e.at < @to ORDER BY e.at, e.alert_id
        """;

    public async Task<Scorecard> ReadAsync(Period span, DateOnly today, CancellationToken cancel)
    {
        var snapshot = await ledger.ContextAsync(Dimension.Total, today, cancel);
        var cases = await CasesAsync(new Period(span.Start.AddDays(-RuleScore.Horizon), span.End), cancel);
        var churns = await outcomes.ChurnsAsync(new Period(span.Start, span.End.AddDays(RuleScore.Horizon + 1)), new FxRates(company.Currency, snapshot.FxRates), cancel);
        var ids = settings.Asked.Select(rule => rule.Id).Concat(cases.Where(one => one.Day >= span.Start).Select(one => one.Rule)).Distinct();
        return new(span, [.. ids.Select(settings.RuleOf).Select(rule => (rule, RuleScore.Of(rule.Id, span, cases, churns, today.AddDays(-1), Catches(rule))))], snapshot);
    }

    private static bool Catches(AlertRule rule) => SignalText.SubjectOf(rule.Signal) == SubjectKind.Customer && rule.Signal is not (Signal.LimitShare or Signal.UnusedTrialDays);

    private async Task<IReadOnlyList<AlertCase>> CasesAsync(Period span, CancellationToken cancel)
    {
        var arguments = new { from = company.Calendar.StartOf(span.Start).UtcDateTime, to = company.Calendar.StartOf(span.End).UtcDateTime };
        await using var connection = await database.OpenConnectionAsync(cancel);
        var rows = await connection.QueryAsync<CaseRow>(new CommandDefinition(ReadCases, arguments, commandTimeout: 0, cancellationToken: cancel));
        return [.. rows.Select(row => new AlertCase(row.Rule, row.Subject, company.Calendar.DayOf(new(row.At, TimeSpan.Zero)), row.Mrr, row.ActedAt is not null, row.Useful, row.NotUseful) { ActedAfter = row.ActedAt - row.At })];
    }

    private sealed record CaseRow(string Rule, string Subject, DateTime At, long? Mrr, DateTime? ActedAt, int Useful, int NotUseful);
}
