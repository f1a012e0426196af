namespace RevenueBot.Reports.Scheduling;

/// <summary>A report that goes to one destination again and again.</summary>
/// <param name="Id">Stable: <c>daily/slack:C0EXEC</c> of the configuration, <c>sub_…</c> of a subscription.</param>
/// <param name="Destination"><c>slack:C0EXEC</c>, <c>mail:priya@larkspur.example</c></param>
internal sealed record DigestSchedule(string Id, string Destination, string Cron, DigestTiming Timing)
{
    public bool IsConfigured { get; init; }

    /// <summary>Nothing that was due before is ever sent.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Null: it is not paused.</summary>
    public DateTimeOffset? PausedAt { get; init; }

    /// <summary>Who subscribed: <c>slack:U04DANA001</c>, <c>configuration</c>.</summary>
    public string By { get; init; } = "";

    public DigestKind Kind => Timing.Kind;

    public bool IsPaused => PausedAt is not null;

    public string Name => DigestWords.Name(Kind);
}
