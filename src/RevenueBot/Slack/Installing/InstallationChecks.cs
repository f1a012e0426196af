using Npgsql;
using RevenueBot.Alerts;
using RevenueBot.Configuration;
using RevenueBot.Doctor;
using RevenueBot.Questions.Wording;

namespace RevenueBot.Slack.Installing;

/// <summary>What <c>doctor</c> says of every place where the app is installed, a line each.</summary>
internal sealed class InstallationChecks(OwnInstallation own, InstallationStore store, SlackClients clients, SlackOptions options, Company company, TimeProvider clock)
{
    private const string Name = "Slack";

    /// <summary>The installations that work, and the lines.</summary>
    public async Task<(IReadOnlyList<string> Working, IReadOnlyList<DoctorCheck> Checks)> RunAsync(CancellationToken cancel)
    {
        List<string> working = [];
        List<DoctorCheck> checks = [];
        if (options.BotToken.Length > 0) await OwnAsync(working, checks, cancel);
        foreach (var (installation, tokens) in await StoredAsync(cancel))
            if (!installation.FromSettings) checks.Add(await CheckAsync(installation, tokens, working, cancel));
        if (checks.Count == 0) checks.Add(DoctorCheck.Fail(Name, "The app is not installed in any workspace: open /slack/install at the bot's public address."));
        return (working, checks);
    }

    /// <summary>What an installation lacks; null: nothing.</summary>
    public static DoctorCheck? Scopes(string name, IReadOnlyList<string> granted)
    {
        var missing = SlackScopes.Needed.Except(granted).ToList();
        var blind = SlackScopes.ForLooking.Except(granted).ToList();
        const string again = "add them to the app (manifests/slack.yaml) and install it again.";
        if (missing.Count > 0) return DoctorCheck.Fail(name, $"Missing: {string.Join(", ", missing)}. What needs them fails: {again}");
        return blind.Count > 0 ? DoctorCheck.Warn(name, $"Missing: {string.Join(", ", blind)}. An alert that Slack did not confirm may appear twice: {again}") : null;
    }

    private async Task OwnAsync(List<string> working, List<DoctorCheck> checks, CancellationToken cancel)
    {
        var auth = await own.AskAsync(cancel);
        if (auth.Value is not { Id: { } id } bot)
        {
            checks.Add(DoctorCheck.Fail(Name, SlackChecks.Problem("The bot token", auth)));
            return;
        }

        working.Add(id);
        checks.Add(options.BotTokenRotates ? DoctorCheck.Warn(Name, $"The bot token works in {bot.Team ?? id}, but it rotates: it ends within 12 hours, and cannot be renewed in Slack:BotToken. {SlackErrors.InsteadOfRotating}")
            : DoctorCheck.Ok(Name, $"The bot token works in {bot.Team ?? id}; {Secrets()}."));
        checks.Add(Scopes("Slack scopes", auth.Scopes) ?? DoctorCheck.Ok("Slack scopes", "All granted."));
    }

    private async Task<DoctorCheck> CheckAsync(Installation installation, Tokens? tokens, List<string> working, CancellationToken cancel)
    {
        var name = $"{Name} {installation.Id}";
        var since = Days.Moment(installation.ChangedAt, company.Calendar);
        if (installation.State == InstallationState.Removed) return DoctorCheck.Warn(name, $"{installation.Name}: removed on {since} ({installation.Reason}); its tokens are deleted. Install the app again if it was a mistake.");
        if (installation.State == InstallationState.Dead) return DoctorCheck.Fail(name, $"{installation.Name}: Slack does not take its token since {since} ({installation.Reason}). It is tried every five minutes; install the app again at /slack/install.");
        if (tokens is null) return DoctorCheck.Fail(name, $"{installation.Name}: its token cannot be read. Bring the folder keys of the data directory back, or install the app again at /slack/install.");
        var auth = await clients.In(installation.Id).AuthTestAsync(cancel);
        if (auth.Value is null) return DoctorCheck.Fail(name, $"{installation.Name}: {SlackChecks.Problem("its token", auth)}");
        working.Add(installation.Id);
        return Scopes(name, installation.Scopes) ?? DoctorCheck.Ok(name, $"{installation.Name}: installed on {Days.Moment(installation.InstalledAt, company.Calendar)}, {Age(installation, tokens)}.");
    }

    private string Age(Installation installation, Tokens tokens) => tokens.ExpiresAt is null ? "with a token that does not rotate"
        : $"token renewed {(int)(clock.GetUtcNow() - installation.RenewedAt).TotalHours} h ago";

    private string Secrets() => options.Secrets.Count == 1 ? "one signing secret is set" : $"{options.Secrets.Count} signing secrets are set (remove the old one when its rotation is over)";

    private async Task<IReadOnlyList<Stored>> StoredAsync(CancellationToken cancel)
    {
        try
        {
            return await store.AllAsync(cancel);
        }
        catch (NpgsqlException)
        {
            return []; // the database has a line of its own
        }
    }
}
