using RevenueBot.Doctor;
using RevenueBot.Handling;
using RevenueBot.Ingest.Stripe;
using RevenueBot.Questions.Answers;
using RevenueBot.Questions.Wording;
using RevenueBot.Slack;
using RevenueBot.Teams;
using RevenueBot.WebDashboard.Parts;
using RevenueBot.WebDashboard.Welcome;

namespace RevenueBot.Dashboard.Pages.Welcome;

/// <summary>The steps of connecting the bot: what the doctor found of each, and in exact words what is left to do. No secret is ever in them.</summary>
internal sealed class WelcomeSteps(FirstRun first, StripeOptions stripe, SlackOptions slack, TeamsOptions teams, AlertLinks links, Configuration.Settings settings)
{
    private static readonly string[] _machine = ["Database", "Clocks", "Company", "Charts", "Fonts"];

    private string Host => links.Dashboard?.Host ?? "HOST";

    private bool HasStripe => stripe.ApiKey is not null || stripe.WebhookSecrets.Count > 0;

    /// <summary>In order; the first that is needed and not done is the one to do now.</summary>
    public IReadOnlyList<WelcomeStep> Of(Connected found)
    {
        WelcomeStep[] steps = [Machine(found), Source(found), InSlack(found), InTeams(found), People(found), Target(found)];
        var (isInSlack, isInTeams) = (steps[2].State == StepState.Done, steps[3].State == StepState.Done);
        (steps[2], steps[3]) = (steps[2] with { IsOptional = isInTeams }, steps[3] with { IsOptional = isInSlack || !teams.IsConfigured });
        var now = Array.FindIndex(steps, step => step.State != StepState.Done && !step.IsOptional);
        if (now >= 0) steps[now] = steps[now] with { State = StepState.Now };
        return steps;
    }

    private static WelcomeStep Machine(Connected found)
    {
        var checks = Named(found, check => _machine.Contains(check.Name));
        return Step("machine", "Database and machine are ready", "Looked at a moment ago.", !HasFailed(checks), checks);
    }

    private WelcomeStep Source(Connected found)
    {
        var checks = HasStripe ? Named(found, check => check.Name.StartsWith("Stripe", StringComparison.Ordinal)) : [];
        var isRead = found.Sources.Any(source => source.Source == StripeStore.ShownName);
        var isDone = found.HasFacts && !first.IsSample && !HasFailed(checks) && (!HasStripe || isRead);
        var sentence = isDone ? $"Facts are read from {string.Join(" and ", found.Sources.Select(source => Provenance.Name(source.Source)).Distinct())}."
            : "With a restricted key that may only read: the bot never writes. Your own database (AppDatabase:ConnectionString) or files (./run import FOLDER, docs/api.md) do as well.";
        List<StepFinding> findings = [.. checks.Select(Finding)];
        if (stripe.WebhookSecrets.Count > 0) findings.Add(Arrived(found, StripeStore.Source, "Stripe", "send a test event from the endpoint's page in Stripe"));
        return Step("source", "Connect Stripe", sentence, isDone, []) with { Findings = findings, Acts = isDone && stripe.WebhookSecrets.Count > 0 ? [] : [.. StripeActs(isRead, isDone)] };
    }

    private IEnumerable<StepAct> StripeActs(bool isRead, bool isDone)
    {
        if (isDone && !HasStripe) yield break;
        if (stripe.ApiKey is null)
        {
            yield return new("In Stripe open Developers → API keys → Create restricted key, with Read on Coupons, Products, Prices, Customers, Subscriptions, Invoices, Charges and Refunds, Credit notes, Disputes and Events.");
            yield return new("Set it:", "REVENUEBOT__Stripe__ApiKey=rk_live_…");
        }

        if (!isRead) yield return new("Read the whole past once; it shows how far it is, and may be stopped and started again:", "./run backfill stripe");
        if (stripe.WebhookSecrets.Count == 0) yield return new($"Create a webhook endpoint at https://{Host}/stripe/webhook for the events that docs/stripe.md lists, set its signing secret, and start the bot again:", "REVENUEBOT__Stripe__WebhookSecrets__0=whsec_…");
    }

    private WelcomeStep InSlack(Connected found)
    {
        var checks = slack.IsConfigured ? Named(found, check => check.Name.StartsWith("Slack", StringComparison.Ordinal)) : [];
        var isDone = checks.Any(check => check.Outcome == Outcome.Ok) && !HasFailed(checks);
        List<StepFinding> findings = [.. checks.Select(Finding)];
        if (slack.IsConfigured) findings.Add(Arrived(found, SlackInbox.Source, "Slack", "send the bot /mrr"));
        return Step("slack", "Connect Slack", isDone ? "The bot is installed and takes questions." : "The bot answers whoever asks, alone; nobody gets a figure until you allow it.", isDone, []) with { Findings = findings, Acts = slack.IsConfigured ? [] : [.. SlackActs()] };
    }

    private IEnumerable<StepAct> SlackActs()
    {
        yield return new("Make the app's manifest with your host name; copy what it prints:", $"sed 's/HOST/{Host}/g' manifests/slack.yaml");
        yield return new("At https://api.slack.com/apps choose Create New App → From a manifest, pick the workspace, paste it and create. Then Install to Workspace.");
        yield return new("Copy Basic Information → Signing Secret and OAuth & Permissions → Bot User OAuth Token, set both and start the bot again:", "REVENUEBOT__Slack__SigningSecrets__0=…\nREVENUEBOT__Slack__BotToken=xoxb-…");
        yield return new("Without a public address use Socket Mode (docs/slack.md); for several workspaces open /slack/install.");
    }

    private WelcomeStep InTeams(Connected found)
    {
        var checks = teams.IsConfigured ? Named(found, check => check.Name.StartsWith("Teams", StringComparison.Ordinal)) : [];
        var isDone = checks.Any(check => check.Outcome == Outcome.Ok) && checks.All(check => check.Outcome == Outcome.Ok);
        List<StepFinding> findings = [.. checks.Select(Finding)];
        if (teams.IsConfigured) findings.Add(Arrived(found, TeamsInbox.Source, "Teams", "write mrr to the bot"));
        return Step("teams", "Connect Teams", isDone ? "The bot is installed and takes questions." : "An app of your own tenant; an administrator of Teams lets it in.", isDone, []) with { Findings = findings, Acts = isDone ? [] : [.. TeamsActs()] };
    }

    private IEnumerable<StepAct> TeamsActs()
    {
        if (!teams.IsConfigured)
        {
            yield return new("In the Azure portal register an app of this directory only (Microsoft Entra ID → App registrations), and create a client secret; copy its value.");
            yield return new($"Create an Azure Bot of type Single Tenant with that app. Its messaging endpoint is https://{Host}/api/messages; turn its channel Microsoft Teams on.");
            yield return new("Set the three and start the bot again:", "REVENUEBOT__Teams__AppId=…\nREVENUEBOT__Teams__AppPassword=…\nREVENUEBOT__Teams__TenantId=…");
        }

        yield return new("Make the app package, and upload it: Teams admin centre → Manage apps → Upload. Then add it for yourself:", $"./run teams package --out revenuebot.zip{(links.Dashboard is null ? " --host HOST" : "")}{(teams.AppId.Length == 0 ? " --app-id APP-ID" : "")}");
    }

    private WelcomeStep People(Connected found)
    {
        var checks = Named(found, check => check.Name is "Slack access" or "Teams access");
        var mayAsk = checks.Any(check => check.Outcome == Outcome.Ok);
        List<StepAct> acts = [];
        if (!mayAsk) acts.Add(new("Name the first administrator by their member id (Slack: profile → ⋯ → Copy member ID; Teams: the object id in Entra), and start the bot again:", "REVENUEBOT__Access__Slack__People__U012ABCDEF=admin"));
        if (links.Dashboard is null) acts.Add(new("Say where people reach the dashboard:", "REVENUEBOT__Dashboard__PublicUrl=https://revenue.example.com"));
        if (acts.Count > 0) acts.Add(new("They let in the others from chat, and everybody gets a link to this dashboard by /dashboard:", "/access allow @somebody totals"));
        return Step("people", "Let people in", acts.Count == 0 ? "People may ask in chat, and /dashboard sends them a link." : "Each sees what their role gives, in chat and here.", acts.Count == 0, []) with { Findings = [.. checks.Select(Finding)], Acts = acts };
    }

    private static WelcomeStep Target(Connected found) => Step("target", "Set a target", found.HasTarget ? "The overview shows the distance." : "One figure and a month: the overview shows the distance, the forecast its chance.", found.HasTarget, []) with
    {
        IsOptional = true,
        Acts = found.HasTarget ? [] : [new("Write it into a file and import it:", "printf 'metric,month,kind,value\\nmrr,2026-12,level,60000\\n' > targets.csv\n./run import targets.csv")],
    };

    /// <summary>From the sample to one's own data; or how to look at the sample.</summary>
    public (string Title, IReadOnlyList<StepAct> Acts) Aside() => first.IsSample
        ? ("From the sample to your own data",
        [
            new("Stop the bot: Ctrl-C where it runs."),
            settings.ConnectionString is null ? new("Set the sample aside, with everything the bot kept of it:", $"mv '{settings.DataDirectory}' '{settings.DataDirectory}-sample'") : new("Create an empty database and name it in Database:ConnectionString; delete the folder sample of the data directory."),
            new("Set the key of Stripe as in step 2, and start again. With a source no sample is loaded:", "./run"),
        ])
        : ("Just looking?", [new("Start a second bot without a source: it brings a sample company, and every page is filled.", "./run --set DataDirectory=./sample-data --set Listen:Port=5081"), new("Delete that folder and it is gone.")]);

    private static StepFinding Arrived(Connected found, string source, string name, string act) => found.Arrivals.TryGetValue(source, out var at)
        ? new(new Tag("OK", Judgement.Good), $"The last message of {name} arrived {Days.WithYear(DateOnly.FromDateTime(at.UtcDateTime))}, {at.UtcDateTime:HH:mm} UTC.")
        : new(new Tag("Nothing yet", Judgement.Warn), $"Nothing has arrived from {name} in the last days: {act}, and open this page again.");

    private static IReadOnlyList<DoctorCheck> Named(Connected found, Func<DoctorCheck, bool> isOf) => [.. found.Checks.Where(isOf)];

    private static bool HasFailed(IReadOnlyList<DoctorCheck> checks) => checks.Any(check => check.Outcome == Outcome.Fail);

    private static StepFinding Finding(DoctorCheck check) => new(
        check.Outcome switch { Outcome.Ok => new Tag("OK", Judgement.Good), Outcome.Warn => new Tag("Look", Judgement.Warn), _ => new Tag("Broken", Judgement.Bad) }, $"{check.Name}: {check.Sentence}");

    private static WelcomeStep Step(string id, string title, string sentence, bool isDone, IReadOnlyList<DoctorCheck> checks) =>
        new(id, title, sentence, isDone ? StepState.Done : StepState.Later, false) { Findings = [.. checks.Select(Finding)] };
}
