using RevenueBot.Alerting.Cards;
using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Speaking;
using RevenueBot.Configuration;
using RevenueBot.Handling;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Health;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;

namespace RevenueBot.Reports.Attention;

/// <summary>Reads what is open, and for what is shown of it the reasons.</summary>
internal sealed class AttentionSource(OpenAlerts alerts, HealthReader health, JobRuns jobs, AlertSettings settings, Company company)
{
    /// <summary>A shared reason is looked for among so many of a group, the most MRR first.</summary>
    public const int MostRead = 200;

    private const string Job = "alerts";

    /// <param name="choose">From open alerts to concerns, the most MRR first.</param>
    /// <param name="sources">How far data has come.</param>
    public async Task<AttentionFigures> ReadAsync(
        DigestRequest request, IReadOnlyList<SourceState> sources, Func<IReadOnlyList<OpenAlert>, int, IReadOnlyList<Concern>> choose, CancellationToken cancel)
    {
        var open = await alerts.ReadAsync(new AlertFilter(), cancel);
        var concerns = choose(open, settings.Policy.Grouping.From);
        CardContext context = new(request.Now, company.Calendar, company.Currency, Provenance.Through(sources)) { Health = await ReasonsAsync(concerns.Take(request.Period.Kind == DigestKind.Daily ? AttentionFigures.Most : concerns.Count), cancel) };
        return new(concerns, Concerns.Snoozed(open, request.Now), context)
        {
            LookedAt = await jobs.LastAsync(Job, cancel) ?? (open.Count == 0 ? null : open.Max(alert => alert.Status.LastEval)), Since = company.Calendar.StartOf(request.Period.First),
        };
    }

    private async Task<IReadOnlyDictionary<string, CustomerHealth>> ReasonsAsync(IEnumerable<Concern> shown, CancellationToken cancel)
    {
        var ids = shown.Where(concern => concern.Kind.Key == "risk").SelectMany(concern => concern.Customers.Take(MostRead)).Select(alert => alert.Status.Subject).Distinct().ToArray();
        return ids.Length == 0 ? new Dictionary<string, CustomerHealth>() : await health.ReadAsync(ids, cancel);
    }
}
