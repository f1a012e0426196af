using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Metrics;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Intel.Feeds;

/// <summary>When each feed was last read, and what hinders it.</summary>
internal sealed class FeedChecks(IntelOptions options, EntryStore store, Company company, TimeProvider time)
{
    private const int DaysCounted = 7;

    /// <summary>Feeds are read hourly: later than this, something is wrong with the job.</summary>
    private static readonly TimeSpan _isLate = TimeSpan.FromHours(3);

    public async Task<IReadOnlyList<DoctorCheck>> RunAsync(CancellationToken cancel)
    {
        if (options.Feeds.Count == 0) return [];
        try
        {
            var (states, now) = (await store.StatesAsync(cancel), time.GetUtcNow());
            var counts = await store.CountAsync(now.AddDays(-DaysCounted), cancel);
            return [.. options.Feeds.Select(feed => Check(feed, states.GetValueOrDefault(feed.Address.AbsoluteUri), counts.GetValueOrDefault(feed.Address.AbsoluteUri), now))];
        }
        catch (NpgsqlException)
        {
            return []; // the database has a line of its own
        }
    }

    private DoctorCheck Check(Feed feed, FeedState? state, long entries, DateTimeOffset now)
    {
        var name = $"Feed {PlainText.Printable(feed.Name)}";
        if (state is null) return DoctorCheck.Ok(name, "Has not been read yet: it is read every hour while the bot serves facts.");
        var last = state.ReadAt is { } read ? $"Last read {Days.Moment(read, company.Calendar)}." : "It could never be read.";
        if (state.Problem is { } problem) return DoctorCheck.Warn(name, $"{problem} {last}");
        return now - state.TriedAt > _isLate ? DoctorCheck.Warn(name, $"{last} It is read every hour while the bot runs: start it.")
            : DoctorCheck.Ok(name, $"{last} {Format.Count(entries)} new {(entries == 1 ? "entry" : "entries")} in the last {DaysCounted} days.");
    }
}
