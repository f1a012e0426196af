using RevenueBot.Configuration;
using RevenueBot.Jobs;

namespace RevenueBot.Access.Auditing;

/// <summary><c>Access:AuditDays</c>: how long decisions are kept.</summary>
internal sealed record AuditOptions(int Days)
{
    private const int Default = 400;

    /// <exception cref="RefusalException">The setting is no number above 0.</exception>
    public static AuditOptions Read(IConfiguration configuration) => configuration["Access:AuditDays"] switch
    {
        null or "" => new(Default),
        var text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var days) && days is > 0 and <= 36_500 => new(days),
        var text => throw new RefusalException($"Access:AuditDays is \"{text}\": use a number of days above 0."),
    };
}

/// <summary>Forgets decisions that are older.</summary>
internal sealed class AuditPruning(AccessAudit audit, AuditOptions options) : IRefresh
{
    public string Name => "audit";

    public Cadence Cadence => Cadence.Daily;

    public bool FollowsLateFacts => false;

    public Task RunAsync(DateTimeOffset at, CancellationToken cancel) => audit.ForgetAsync(at.AddDays(-options.Days), cancel);
}
