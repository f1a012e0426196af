using RevenueBot.Alerts.States;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Churn;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Alerting.Signals;

/// <summary>
/// Chances to leave as past weeks would have told them, for one walk through the past: a model for each month, of what was known when it was
/// made, and scores every seven days.
/// </summary>
internal sealed class PastChurn(ChurnRefresh churn, Company company)
{
    private const int DaysOfScores = 7;

    private ChurnModel? _model;
    private Month _month;
    private DateOnly _scored;
    private IReadOnlyList<Observation> _scores = [];

    /// <summary>Days must be asked for in their order.</summary>
    public async Task<IReadOnlyList<Observation>> OfAsync(SignalMoment moment, CancellationToken cancel)
    {
        if (_model is not null && moment.Today < _scored.AddDays(DaysOfScores)) return _scores;
        if (_model is null || Month.Of(moment.Today) != _month) (_model, _month) = (await churn.PastModelAsync(moment.At, company.Currency, cancel), Month.Of(moment.Today));
        List<Observation> scores = [];
        await foreach (var (customer, score) in churn.PastScoresAsync(moment.At, moment.KnownAt, company.Currency, _model, cancel)) scores.Add(ChurnSignal.Seen(customer, score.P90));
        (_scored, _scores) = (moment.Today, scores);
        return scores;
    }
}
