using RevenueBot.Support;
using Xunit;

namespace RevenueBot.Tests.Cli;

/// <summary>Verbs on the command line, with a home and a database of the test's own.</summary>
public abstract class VerbTests : IAsyncLifetime
{
    internal string Home { get; } = Directory.CreateTempSubdirectory("revenuebot-verb-").FullName;

    internal TestDatabase Database { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        Directory.Delete(Home, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal Task<ProgramResult> RunAsync(params string[] arguments) =>
        Terminal.RunAsync([.. arguments, "--set", $"Database:ConnectionString={Database.ConnectionString}", "--set", $"DataDirectory={Home}/data"]);
}
