using System.Globalization;
using RevenueBot.Configuration;
using RevenueBot.Metrics;
using RevenueBot.Metrics.Facts;

namespace RevenueBot.Ingest.AppDatabase;

/// <summary>The application's database and how its tables are called (section <c>AppDatabase</c>).</summary>
internal sealed record AppDatabaseOptions
{
    private const string Section = "AppDatabase";

    public required string ConnectionString { get; init; }

    public required IConfiguration Names { get; init; }

    /// <summary>For prices and payments without a currency of their own.</summary>
    public required Currency Currency { get; init; }

    /// <summary>For plans without an interval of their own.</summary>
    public required IntervalUnit Interval { get; init; }

    /// <summary>Whether plan prices are in whole currency units instead of minor ones.</summary>
    public bool PricesAreMajor { get; init; }

    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How far behind the newest row the next reading starts: rows are not committed in the order of their times.</summary>
    public TimeSpan Overlap { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Null: the application's database is not a source.</summary>
    /// <exception cref="RefusalException">A setting makes no sense.</exception>
    public static AppDatabaseOptions? Read(IConfiguration configuration)
    {
        var section = configuration.GetSection(Section);
        if (section["ConnectionString"] is not { Length: > 0 } connection) return null;
        return new AppDatabaseOptions
        {
            ConnectionString = connection,
            Names = section,
            Currency = ReadCurrency(section["Currency"] ?? configuration["Company:Currency"] ?? "USD"),
            Interval = AppWords.Interval(section["Interval"] ?? "month") ?? throw new RefusalException($"{Section}:Interval must be day, week, month or year."),
            PricesAreMajor = section["Prices"] switch { "major" => true, null or "minor" => false, _ => throw new RefusalException($"{Section}:Prices must be minor or major.") },
            Every = Minutes(section, "PollMinutes", 5),
            Overlap = Minutes(section, "OverlapMinutes", 10),
        };
    }

    private static Currency ReadCurrency(string code) =>
        Currency.TryParse(code, out var currency) ? currency : throw new RefusalException($"{Section}:Currency must be a three-letter code such as USD.");

    private static TimeSpan Minutes(IConfiguration section, string key, int standard) => section[key] switch
    {
        null => TimeSpan.FromMinutes(standard),
        var text when int.TryParse(text, CultureInfo.InvariantCulture, out var minutes) && minutes is > 0 and <= 1440 => TimeSpan.FromMinutes(minutes),
        _ => throw new RefusalException($"{Section}:{key} must be a whole number of minutes from 1 to 1440."),
    };
}
