using RevenueBot.Alerts.States;

namespace RevenueBot.Alerts.Storage;

/// <summary>A row of <c>alert_state</c>, as PostgreSQL reads and writes it in JSON: many rows in one parameter, each column named once.</summary>
internal sealed record AlertRow
{
    /// <summary>The columns of the table in their order, typed.</summary>
    public const string Columns =
        """
        fingerprint text, rule text, subject text, state smallint, before_state smallint, since timestamptz, last_eval timestamptz, seen_ms bigint, condition text,
        last_value numeric, missed integer, alert_id text, fired_at timestamptz, fired_value numeric, ended_at timestamptz, mrr bigint, reason text, handling jsonb,
        message_key text, destination text, told_at timestamptz, told_value numeric, hold text, for_morning boolean, version integer
        """;

    public required string Fingerprint { get; init; }
    public required string Rule { get; init; }
    public required string Subject { get; init; }
    public short State { get; init; }
    public short BeforeState { get; init; }
    public DateTimeOffset Since { get; init; }
    public DateTimeOffset LastEval { get; init; }
    public long SeenMs { get; init; }
    public required string Condition { get; init; }
    public decimal? LastValue { get; init; }
    public int Missed { get; init; }
    public string? AlertId { get; init; }
    public DateTimeOffset? FiredAt { get; init; }
    public decimal? FiredValue { get; init; }
    public DateTimeOffset? EndedAt { get; init; }
    public long? Mrr { get; init; }
    public required string Reason { get; init; }
    public required Handling Handling { get; init; }
    public string? MessageKey { get; init; }
    public string? Destination { get; init; }
    public DateTimeOffset? ToldAt { get; init; }
    public decimal? ToldValue { get; init; }
    public string? Hold { get; init; }
    public bool ForMorning { get; init; }

    /// <summary>Written: the version that the row had, and must still have. Read: its version.</summary>
    public int Version { get; init; }

    public static AlertRow Of(AlertStatus status) => new()
    {
        Fingerprint = States.Fingerprint.Of(status.Rule, status.Subject), Rule = status.Rule, Subject = status.Subject, State = (short)status.State, BeforeState = (short)status.Before,
        Since = status.Since, LastEval = status.LastEval, SeenMs = (long)status.Seen.TotalMilliseconds, Condition = status.Condition, LastValue = status.LastValue,
        Missed = status.Missed, AlertId = status.AlertId, FiredAt = status.FiredAt, FiredValue = status.FiredValue, EndedAt = status.EndedAt, Mrr = status.Mrr,
        Reason = status.Reason, Handling = status.Handling, MessageKey = status.Telling.MessageKey, Destination = status.Telling.Destination, ToldAt = status.Telling.ToldAt,
        ToldValue = status.Telling.ToldValue, Hold = status.Telling.Hold, ForMorning = status.Telling.IsForMorning, Version = status.Version,
    };

    public AlertStatus ToStatus() => new()
    {
        Rule = Rule, Subject = Subject, State = (AlertState)State, Before = (AlertState)BeforeState, Since = Since, LastEval = LastEval, Seen = TimeSpan.FromMilliseconds(SeenMs),
        Condition = Condition, LastValue = LastValue, Missed = Missed, FiredAt = FiredAt, FiredValue = FiredValue, EndedAt = EndedAt, Mrr = Mrr, Reason = Reason, Handling = Handling,
        Telling = new Telling { MessageKey = MessageKey, Destination = Destination, ToldAt = ToldAt, ToldValue = ToldValue, Hold = Hold, IsForMorning = ForMorning },
        Version = Version,
    };
}
