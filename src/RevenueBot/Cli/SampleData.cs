using Npgsql;
using RevenueBot.Configuration;
using RevenueBot.Ingest.Files;
using RevenueBot.Ingest.Sample;

namespace RevenueBot.Cli;

/// <summary>The sample company for a first look, through the same import as real files.</summary>
internal static class SampleData
{
    private static readonly string[] _sources = ["Stripe:ApiKey", "AppDatabase:ConnectionString"];

    /// <summary>Whether the ledger began with the sample company.</summary>
    public static bool IsLoaded(Settings settings) => Directory.Exists(FolderOf(settings));

    /// <returns>True when the ledger holds the sample company, loaded now or before.</returns>
    public static async Task<bool> LoadIfEmptyAsync(Bot bot, CancellationToken cancel)
    {
        var settings = bot.Services.GetRequiredService<Settings>();
        var folder = FolderOf(settings);
        if (await HasFactsAsync(bot, cancel)) return IsLoaded(settings);
        if (_sources.Any(key => settings.Configuration[key] is { Length: > 0 })) return false;

        var calendar = settings.Company.Calendar;
        await SampleCompany.WriteAsync(folder, calendar.DayOf(bot.Services.GetRequiredService<TimeProvider>().GetUtcNow()), calendar.Zone, cancel);
        using var progress = new ProgressLine();
        var results = await bot.Services.GetRequiredService<FileImport>().RunAsync(folder, progress, cancel);
        progress.Clear();
        if (results.FirstOrDefault(result => !result.IsStored) is { } refused)
            throw new RefusalException($"The sample company could not be loaded: {string.Join(' ', refused.Lines)}");
        return true;
    }

    private static string FolderOf(Settings settings) => Path.Combine(settings.DataDirectory, "sample");

    private static async Task<bool> HasFactsAsync(Bot bot, CancellationToken cancel)
    {
        await using var command = bot.Services.GetRequiredService<NpgsqlDataSource>().CreateCommand("SELECT EXISTS (SELECT FROM subscription_event)");
        return (bool)(await command.ExecuteScalarAsync(cancel))!;
    }
}
