using System.Runtime.CompilerServices;
using RevenueBot.Metrics.Storage;
using RevenueBot.Support;

namespace RevenueBot.Metrics.Tests.Storage;

internal static class StorageSetup
{
    [ModuleInitializer]
    internal static void UseSchema() => TestDatabase.Migrate = (source, ct) => Migrations.ApplyAsync(source, ct);
}

/// <summary>A clock that stands still until it is set, and may be set back.</summary>
internal sealed class Clock(DateTimeOffset start) : TimeProvider
{
    public DateTimeOffset Now { get; set; } = start;

    public override DateTimeOffset GetUtcNow() => Now;
}
