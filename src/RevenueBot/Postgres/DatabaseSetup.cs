using System.Data.Common;
using RevenueBot.Alerts.Storage;
using RevenueBot.Configuration;
using RevenueBot.Jobs;
using RevenueBot.Metrics.Storage;

namespace RevenueBot.Postgres;

internal static class DatabaseSetup
{
    /// <summary>The open database, and what reads and writes the ledger on it.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, Database database)
    {
        services.AddSingleton(database.Source).AddSingleton<DbDataSource>(database.Source);
        services.AddSingleton<FactStore>().AddSingleton<LedgerReader>().AddSingleton<MovementReader>().AddSingleton<PrecomputedStore>().AddSingleton<RetentionReader>().AddSingleton<Inbox>();
        services.AddHostedService<CompactionWorker>();
        if (database.Server is { } server) services.AddSingleton(server).AddHostedService<PrivatePostgresWatch>();
        return services;
    }

    /// <summary>Brings the schema to this program's version.</summary>
    /// <exception cref="RefusalException">The database belongs to a newer program.</exception>
    public static async Task MigrateAsync(this Database database, CancellationToken cancel)
    {
        try
        {
            await Migrations.ApplyAsync(database.Source, cancel, typeof(AlertStore).Assembly, typeof(Bot).Assembly);
        }
        catch (SchemaException error)
        {
            throw new RefusalException(error.Message, error);
        }
    }
}
