using RevenueBot.Configuration;

namespace RevenueBot.Jobs;

/// <summary>Every scheduled job, in one table.</summary>
internal sealed class JobTable(Company company, IEnumerable<IRefresh> refreshes)
{
    // Some minutes past the hour, when the facts of the hour have come in; at night, after the day has closed everywhere it is waited for.
    private const string EveryMinute = "0 * * * * ?";
    private const string EveryFiveMinutes = "30 0/5 * * * ?"; // between the hourly passes, not at their start
    private const string EveryHour = "0 5 * * * ?";
    private const string EveryNight = "0 0 3 * * ?";

    public IReadOnlyList<Job> Jobs { get; } = [.. refreshes.Select(refresh => new Job(refresh.Name, CronOf(refresh.Cadence, company), refresh.RunAsync) { FollowsLateFacts = refresh.FollowsLateFacts })];

    public Job? Find(string name) => Jobs.FirstOrDefault(job => job.Name == name);

    private static string CronOf(Cadence cadence, Company company) => cadence switch
    {
        Cadence.Minute => EveryMinute,
        Cadence.FiveMinutes => EveryFiveMinutes,
        Cadence.Hourly => EveryHour,
        Cadence.Daily => EveryNight,
        Cadence.Weekly => $"0 30 3 ? * {company.Calendar.WeekStart.ToString()[..3].ToUpperInvariant()}",
    };
}
