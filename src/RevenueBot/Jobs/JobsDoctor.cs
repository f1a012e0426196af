using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Jobs;

/// <summary>The last run of each job.</summary>
internal sealed class JobsDoctor(JobTable table, JobRuns runs, Company company, TimeProvider time)
{
    public async Task<IReadOnlyList<DoctorCheck>> CheckAsync(CancellationToken cancel)
    {
        try
        {
            var newest = await runs.NewestAsync(cancel);
            return [.. table.Jobs.Select(job => Check(job, newest.GetValueOrDefault(job.Name)))];
        }
        catch (NpgsqlException)
        {
            return []; // the database has a line of its own
        }
    }

    private DoctorCheck Check(Job job, JobRun? run)
    {
        var name = $"Job {job.Name}";
        if (run is null) return DoctorCheck.Ok(name, "Has not run yet: it runs soon after the bot serves facts.");
        var started = Days.Moment(run.StartedAt, company.Calendar);
        if (run.Error is { } error) return DoctorCheck.Warn(name, $"The run of {started} failed ({error}): the log says where. {Next(job)}");
        return run.EndedAt is { } ended
            ? DoctorCheck.Ok(name, $"Ran {started}, took {Math.Ceiling((ended - run.StartedAt).TotalSeconds):0} s. {Next(job)}")
            : DoctorCheck.Ok(name, $"Runs since {started}.");
    }

    private string Next(Job job) => job.NextAfter(time.GetUtcNow(), company.Calendar) is { } next ? $"Next: {Days.Moment(next, company.Calendar)}." : "";
}
