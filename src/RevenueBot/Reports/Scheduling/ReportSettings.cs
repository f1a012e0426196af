using RevenueBot.Alerting.Configuring;
using RevenueBot.Alerts.Dispatch;
using RevenueBot.Configuration;

namespace RevenueBot.Reports.Scheduling;

/// <summary>Whom to tell where a report has not gone out in time.</summary>
/// <param name="After">How long it may take.</param>
/// <param name="Channels">Destinations: all of them are told, but the one that the report was for.</param>
internal sealed record WatchSettings(TimeSpan After, IReadOnlyList<string> Channels);

/// <summary><c>Reports</c>: which reports go where and when. <c>Reports:Daily:{Cron, TimeZone, Channels, Recipients}</c>, and of a destination of its own <c>{To, Cron, TimeZone}</c>.</summary>
internal sealed record ReportSettings(IReadOnlyList<DigestSchedule> Schedules, WatchSettings Watch)
{
    public const string Section = "Reports", By = "configuration";
    private static readonly TimeSpan _usual = TimeSpan.FromMinutes(30), _least = TimeSpan.FromMinutes(5);

    /// <exception cref="RefusalException">Something makes no sense; a sentence for every problem.</exception>
    public static ReportSettings Read(IConfiguration configuration, Company company)
    {
        List<string> problems = [];
        var section = configuration.GetSection(Section);
        SettingText text = new(problems);
        text.Only(section, "Daily", "Weekly", "Monthly", "Watch");
        var schedules = Enum.GetValues<DigestKind>().SelectMany(kind => Of(kind, section.GetSection(kind.ToString()), company, problems)).ToList();
        problems.AddRange(schedules.CountBy(schedule => schedule.Id).Where(id => id.Value > 1).Select(id => $"{Section} names {id.Key.Split('/', 2)[1]} twice for the {id.Key.Split('/')[0]} report: remove one."));
        var watch = Watching(section.GetSection("Watch"), text, configuration["Alerts:Channels:Operators"]);
        if (watch.After < _least) problems.Add($"{Section}:Watch:After is too short: use at least 5m.");
        return problems.Count == 0 ? new(schedules, watch) : throw new RefusalException(string.Join('\n', problems));
    }

    /// <summary>When a report goes out where nothing else is said: the morning after its days.</summary>
    public static string UsualCron(DigestKind kind, Company company) => kind switch
    {
        DigestKind.Weekly => $"0 0 8 ? * {company.Calendar.WeekStart.ToString()[..3].ToUpperInvariant()}",
        DigestKind.Monthly => "0 0 9 1 * ?",
        _ => "0 30 7 * * ?",
    };

    private static IEnumerable<DigestSchedule> Of(DigestKind kind, IConfigurationSection section, Company company, List<string> problems)
    {
        SettingText text = new(problems);
        text.Only(section, "Cron", "TimeZone", "Channels", "Recipients");
        var (cron, zone) = (section["Cron"] ?? UsualCron(kind, company), section["TimeZone"] ?? company.Calendar.Zone.Id);
        if (Problem(section, kind, cron, zone, company) is { } problem)
        {
            problems.Add(problem);
            return [];
        }

        var mails = section.GetSection("Recipients").GetChildren().Select(one => (Setting: one, To: Mail(one["To"] ?? one.Value)));
        var channels = section.GetSection("Channels").GetChildren().Select(one => (Setting: one, To: Channel(one["To"] ?? one.Value)));
        return [.. channels.Concat(mails).Select(one => Schedule(kind, one.Setting, one.To, (one.Setting["Cron"] ?? cron, one.Setting["TimeZone"] ?? zone), company, problems)).OfType<DigestSchedule>()];
    }

    private static DigestSchedule? Schedule(DigestKind kind, IConfigurationSection setting, string? to, (string Cron, string Zone) when, Company company, List<string> problems)
    {
        if (setting.Value is null) new SettingText(problems).Only(setting, "To", "Cron", "TimeZone");
        var problem = to is null ? $"{setting.Path} is no destination: write a channel such as slack:C0EXEC, and a recipient such as priya@larkspur.example." : Problem(setting, kind, when.Cron, when.Zone, company);
        if (problem is not null)
        {
            problems.Add(problem);
            return null;
        }

        return new($"{DigestWords.Name(kind)}/{to}", to!, when.Cron, DigestTiming.Read(kind, when.Cron, when.Zone, company.Calendar).Timing!) { IsConfigured = true, By = By };
    }

    private static string? Problem(IConfigurationSection section, DigestKind kind, string cron, string zone, Company company) =>
        DigestTiming.Read(kind, cron, zone, company.Calendar).Problem is { } problem ? $"{section.Path}: {problem}." : null;

    private static string? Channel(string? text) => Destination.TryParse(text, out var destination) && destination.Platform != MailAddressText.Platform ? destination.ToString() : null;

    private static string? Mail(string? text) => MailAddressText.Read(text) is { } address ? $"{MailAddressText.Platform}:{address}" : null;

    /// <param name="operators">Who is told where nobody else is named.</param>
    private static WatchSettings Watching(IConfigurationSection section, SettingText text, string? operators)
    {
        text.Only(section, "After", "Channels");
        List<string> named = [.. section.GetSection("Channels").GetChildren().Select(one => MailAddressText.Read(one.Value) is { } mail ? $"{MailAddressText.Platform}:{mail}" : text.Address(one)).OfType<string>()];
        return new(text.Duration(section.GetSection("After")) ?? _usual, named.Count == 0 && Channel(operators) is { } channel ? [channel] : named);
    }
}
