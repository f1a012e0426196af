using System.Globalization;
using RevenueBot.Metrics;

namespace RevenueBot.Configuration;

/// <summary>The company whose revenue this is.</summary>
internal sealed record Company(string Name, CompanyCalendar Calendar, Currency Currency);

/// <summary>Where the web server listens.</summary>
internal sealed record Listen(string Address, int Port);

/// <summary>The settings every feature needs, checked. A feature reads its own section from <see cref="Configuration"/>.</summary>
internal sealed record Settings
{
    public required IConfiguration Configuration { get; init; }

    /// <summary>Full path of the folder for everything the bot keeps outside the database.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Null: the private PostgreSQL.</summary>
    public string? ConnectionString { get; init; }

    public required Company Company { get; init; }

    public required DefinitionProfile Definitions { get; init; }

    /// <summary>Share of revenue that is left after what serving it costs, above 0 and at most 1.</summary>
    public required decimal GrossMargin { get; init; }

    public required Listen Listen { get; init; }

    public LedgerRules Rules => new(Definitions, Company.Calendar);

    /// <exception cref="RefusalException">Something is wrong; the message names every problem, a line each.</exception>
    public static Settings Read(IConfiguration configuration)
    {
        var problems = new List<string>();
        var settings = Read(configuration, problems);
        return problems.Count == 0 ? settings : throw new RefusalException(string.Join('\n', problems));
    }

    private static Settings Read(IConfiguration configuration, List<string> problems) => new()
    {
        Configuration = configuration,
        DataDirectory = Path.GetFullPath(Path.Combine(Sources.Home, configuration["DataDirectory"] ?? "data")),
        ConnectionString = ConnectionText(configuration),
        Company = new Company(
            configuration["Company:Name"] ?? "Your company",
            new CompanyCalendar(Zone(configuration, problems), WeekStart(configuration, problems)),
            ReportingCurrency(configuration, problems)),
        Definitions = DefinitionSettings.Read(configuration.GetSection("Definitions"), problems),
        GrossMargin = DefinitionSettings.GrossMargin(configuration.GetSection("Definitions"), problems),
        Listen = new Listen(configuration["Listen:Address"] ?? "127.0.0.1", Port(configuration, problems)),
    };

    /// <summary>The password may stand apart, in a secret file; a later key of a connection string wins.</summary>
    private static string? ConnectionText(IConfiguration configuration)
    {
        if (configuration["Database:ConnectionString"] is not { Length: > 0 } text) return null;
        if (configuration["Database:Password"] is not { Length: > 0 } password) return text;
        return $"{text};Password=\"{password.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static TimeZoneInfo Zone(IConfiguration configuration, List<string> problems)
    {
        var name = configuration["Company:TimeZone"] ?? "UTC";
        if (TimeZoneInfo.TryFindSystemTimeZoneById(name, out var zone)) return zone;
        problems.Add($"Company:TimeZone is \"{name}\", which is no time zone here: use an IANA name such as Europe/Berlin.");
        return TimeZoneInfo.Utc;
    }

    private static DayOfWeek WeekStart(IConfiguration configuration, List<string> problems)
    {
        var name = configuration["Company:WeekStart"] ?? "Monday";
        if (Enum.TryParse<DayOfWeek>(name, ignoreCase: true, out var day) && Enum.IsDefined(day)) return day;
        problems.Add($"Company:WeekStart is \"{name}\": use a day such as Monday or Sunday.");
        return DayOfWeek.Monday;
    }

    private static Currency ReportingCurrency(IConfiguration configuration, List<string> problems)
    {
        var code = configuration["Company:Currency"] ?? "USD";
        if (!Currency.TryParse(code, out var currency)) problems.Add($"Company:Currency is \"{code}\": use a three-letter code such as USD.");
        return currency;
    }

    private static int Port(IConfiguration configuration, List<string> problems)
    {
        var text = configuration["Listen:Port"] ?? "5080";
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var port) && port is >= 0 and <= 65535) return port;
        problems.Add($"Listen:Port is \"{text}\": use a number from 0 to 65535.");
        return 5080;
    }
}
