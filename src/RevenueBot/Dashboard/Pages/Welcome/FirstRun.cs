using Dapper;
using Npgsql;
using RevenueBot.Cli;
using RevenueBot.Doctor;
using RevenueBot.Jobs;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Storage;
using RevenueBot.Questions.Answers;
using RevenueBot.WebDashboard.Frame;
using RevenueBot.WebDashboard.Parts;

namespace RevenueBot.Dashboard.Pages.Welcome;

/// <summary>How far the bot is connected, as it was found a moment ago.</summary>
/// <param name="Checks">What the doctor says.</param>
/// <param name="Sources">From which facts were read.</param>
/// <param name="Arrivals">When something last came in, by who sends it.</param>
internal sealed record Connected(IReadOnlyList<DoctorCheck> Checks, IReadOnlyList<SourceState> Sources, IReadOnlyDictionary<string, DateTimeOffset> Arrivals, bool HasFacts, bool HasTarget);

/// <summary>Whether this is still the beginning: no fact yet, or those of the sample company.</summary>
internal sealed class FirstRun(DoctorRound doctor, JobRuns ledgerAge, LedgerReader ledger, NpgsqlDataSource database, PageAnswers answers, Configuration.Settings settings, TimeProvider clock)
{
    private const string ReadArrivals = """SELECT source AS "Source", max(received_at) AS "At" FROM inbox GROUP BY source""";
    private const string Path = "/welcome";

    public bool IsSample => SampleData.IsLoaded(settings);

    /// <summary>What the overview says first while there is nothing to see; null once there is.</summary>
    /// <param name="hasSource">Whether facts were ever read.</param>
    public static EmptyState? EmptyFor(Viewer viewer, bool hasSource) => hasSource ? null
        : viewer.Has(Rights.Administer) ? new("No source is connected yet", "Figures appear here a few minutes after the first one. The way there takes about six minutes.", "Connect Stripe, Slack and Teams", Path)
        : new("No source is connected yet", "Figures appear here as soon as an administrator of the bot has connected one.");

    /// <summary>That these are nobody's figures; null where they are the company's.</summary>
    public Banner? BannerFor(Viewer viewer) => !IsSample ? null : new("This is a sample company.", "Its customers and figures are made up.", Judgement.None, "Connect your own", viewer.Has(Rights.Administer) ? Path : null);

    /// <summary>Asks Stripe, Slack and Microsoft too, which may take seconds.</summary>
    public async Task<Connected> LookAsync(CancellationToken cancel) => (await answers.ReadAsync("first run", ReadAsync, cancel))!;

    private async Task<Connected?> ReadAsync(CancellationToken cancel)
    {
        var today = settings.Company.Calendar.DayOf(clock.GetUtcNow());
        var (findChecks, findAge, findArrivals) = (doctor.LookAsync(cancel), ledgerAge.LedgerAsync(cancel), ArrivalsAsync(cancel));
        var context = await ledger.ContextAsync(Dimension.Total, today, cancel);
        return new(await findChecks, context.Sources, await findArrivals, (await findAge).HasRows, context.Targets.Count > 0);
    }

    private async Task<IReadOnlyDictionary<string, DateTimeOffset>> ArrivalsAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenConnectionAsync(cancel);
        return (await connection.QueryAsync<(string Source, DateTime At)>(new CommandDefinition(ReadArrivals, cancellationToken: cancel))).ToDictionary(row => row.Source, row => new DateTimeOffset(row.At, TimeSpan.Zero));
    }
}
