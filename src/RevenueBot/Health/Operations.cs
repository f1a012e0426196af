using RevenueBot.Ingest.AppDatabase;
using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;
using RevenueBot.Slack;
using RevenueBot.Teams;

namespace RevenueBot.Health;

/// <summary>How the work stands that the database remembers: nothing of the company whose revenue it is.</summary>
internal sealed record Operations(IReadOnlyList<JobStanding> Jobs, IReadOnlyList<InboxWaiting> Inbox, (int GivenUp, int Waiting, DateTimeOffset? Oldest) Outbox, IReadOnlyList<SourceState> Sources)
{
    private static readonly string[] _senders = [SlackInbox.Source, StripeStore.Source, TeamsInbox.Source];
    private static readonly string[] _sources = [Watermarks.Source, FileImport.Source, StripeStore.ShownName];

    /// <param name="standing">Null: the database did not answer.</param>
    public static IEnumerable<MetricFamily> Families(Operations? standing, DateTimeOffset now) =>
    [
        MetricFamily.Gauge("revenuebot_database_up", "Whether the database answered within three seconds.", new Sample(standing is null ? 0 : 1)),
        .. standing is null ? [] : (IEnumerable<MetricFamily>)[.. standing.OfJobs(), .. standing.OfMessages(now), standing.OfSources()],
    ];

    private IEnumerable<MetricFamily> OfJobs() =>
    [
        MetricFamily.Gauge("revenuebot_job_last_run_timestamp_seconds", "When the newest run of a job began.", Moments(Jobs.Select(job => (job.Name, job.LastRun)), "name")),
        MetricFamily.Gauge("revenuebot_job_last_success_timestamp_seconds", "When the newest run of a job that went well ended.", Moments(Jobs.Select(job => (job.Name, job.LastSuccess)), "name")),
        MetricFamily.Gauge("revenuebot_job_consecutive_failures", "Runs of a job that have failed since one went well.", Jobs.Select(job => new Sample(job.FailuresSince, new Label("name", job.Name)))),
    ];

    private IEnumerable<MetricFamily> OfMessages(DateTimeOffset now)
    {
        var senders = _senders.Select(sender => (Label: new Label("source", sender), Found: Inbox.FirstOrDefault(row => row.Source == sender))).ToList();
        return
        [
            MetricFamily.Gauge("revenuebot_inbox_waiting", "Messages received and not yet worked off.", senders.Select(row => new Sample(row.Found?.Waiting ?? 0, row.Label))),
            MetricFamily.Gauge("revenuebot_inbox_oldest_age_seconds", "How long ago the oldest of them was received; 0: none waits.", senders.Select(row => new Sample(Age(row.Found?.Oldest, now), row.Label))),
            MetricFamily.Gauge("revenuebot_outbox_waiting", "Messages that are to be sent.", new Sample(Outbox.Waiting)),
            MetricFamily.Gauge("revenuebot_outbox_oldest_age_seconds", "How long ago the oldest of them was written; 0: none waits.", new Sample(Age(Outbox.Oldest, now))),
            MetricFamily.Gauge("revenuebot_outbox_given_up", "Messages that were given up and wait for a person.", new Sample(Outbox.GivenUp)),
        ];
    }

    private MetricFamily OfSources() => MetricFamily.Gauge("revenuebot_data_through_timestamp_seconds", "Up to when a source of facts has been read.", Moments(
        from name in _sources
        from state in Sources
        where state.Source == name
        select (name.ToLowerInvariant(), (DateTimeOffset?)state.DataThrough), "source"));

    private static IEnumerable<Sample> Moments(IEnumerable<(string Name, DateTimeOffset? At)> rows, string label) =>
        rows.SelectMany(row => row.At is { } at ? (Sample[])[new((at - DateTimeOffset.UnixEpoch).TotalSeconds, new Label(label, row.Name))] : []);

    private static double Age(DateTimeOffset? oldest, DateTimeOffset now) => oldest is { } at && at < now ? (now - at).TotalSeconds : 0;
}
