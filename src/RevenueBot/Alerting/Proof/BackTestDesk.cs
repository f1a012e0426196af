using Dapper;
using Npgsql;
using RevenueBot.Alerting.Signals;
using RevenueBot.Alerts.Proof;
using RevenueBot.Alerts.Rules;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Alerting.Proof;

/// <summary>What a back-test found.</summary>
/// <param name="Test">Null where the rule is not about customers, whose outcomes are known.</param>
/// <param name="Firings">Every one, by day.</param>
/// <param name="Held">Days on which nothing could be measured.</param>
/// <param name="HeldBecause">Why, of the last of them.</param>
internal sealed record BackTestReport(AlertRule Rule, Period Window, IReadOnlyList<Firing> Firings, BackTest? Test, int Held, string? HeldBecause);

/// <summary>Plays a rule through past days: at the end of each with the facts up to then.</summary>
internal sealed class BackTestDesk(NpgsqlDataSource database, SignalDesk signals, OutcomeReader outcomes, ChurnRefresh churn, Company company)
{
    internal const string ReadFirst = "SELECT min(recorded_at) FROM subscription_event";

    public async Task<BackTestReport> RunAsync(AlertRule rule, Period window, int horizon, IProgress<long>? progress, CancellationToken cancel)
    {
        RuleWalk walk = new(rule);
        PastChurn past = new(churn, company);
        List<Firing> firings = [];
        HashSet<string> population = new(StringComparer.Ordinal);
        var (held, because, begin, rates) = (0, (string?)null, await BeginAsync(cancel), (FxRates?)null);
        for (var day = window.Start; day < window.End; day = day.AddDays(1))
        {
            var moment = (await MomentAsync(day, begin, cancel)) with { Churn = past };
            rates = moment.Rates;
            var reading = (await signals.ReadAsync(moment, [rule.Signal], cancel))[rule.Signal];
            population.UnionWith(moment.Standings.ByCustomer.Where(row => row.Value.IsPaying).Select(row => row.Key));
            if (reading.Missing is { } missing) (held, because) = Hold(walk, held, missing);
            else firings.AddRange(walk.Step(reading.Seen, subject => IsGone(rule, moment, subject) ? "left" : null).Select(subject => new Firing(subject, day)));
            progress?.Report(day.DayNumber - window.Start.DayNumber + 1);
        }

        return new(rule, window, firings, rates is null ? null : await JudgeAsync(rule, window, horizon, firings, population, rates, cancel), held, because);
    }

    private static (int Held, string Because) Hold(RuleWalk walk, int held, string missing)
    {
        walk.Hold(missing);
        return (held + 1, missing);
    }

    private static bool IsGone(AlertRule rule, SignalMoment moment, string subject) =>
        SignalText.SubjectOf(rule.Signal) == SubjectKind.Customer && moment.Standings.Of(subject) is { IsPaying: false, InTrial: false };

    /// <summary>The end of a day, as it was known then; what the first import brought is known of all days before it.</summary>
    private Task<SignalMoment> MomentAsync(DateOnly day, DateTimeOffset begin, CancellationToken cancel)
    {
        var at = company.Calendar.StartOf(day.AddDays(1)).AddTicks(-TimeSpan.TicksPerMicrosecond);
        return signals.MomentAsync(at, at > begin ? at : begin, isPast: true, cancel);
    }

    private async Task<DateTimeOffset> BeginAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        var first = await connection.ExecuteScalarAsync<DateTime?>(new CommandDefinition(ReadFirst, commandTimeout: 0, cancellationToken: cancel));
        return first is { } at ? new DateTimeOffset(at, TimeSpan.Zero).AddDays(1) : DateTimeOffset.MinValue;
    }

    private async Task<BackTest?> JudgeAsync(AlertRule rule, Period window, int horizon, List<Firing> firings, HashSet<string> population, FxRates rates, CancellationToken cancel)
    {
        if (SignalText.SubjectOf(rule.Signal) != SubjectKind.Customer) return null;
        var came = rule.Signal == Signal.LimitShare ? await outcomes.GrowthAsync(window, rates, cancel) : await outcomes.ChurnsAsync(window, rates, cancel);
        return BackTest.Of(window, horizon, firings, came, population);
    }
}
