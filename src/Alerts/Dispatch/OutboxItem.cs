using RevenueBot.Alerts.Cards;

namespace RevenueBot.Alerts.Dispatch;

/// <summary>What is posted by itself, a card or a report; and what goes under it once it is posted, a line or a part of a report.</summary>
public enum OutboxKind : short { Card = 1, Line = 2 }

public enum OutboxState : short
{
    Waiting = 0, Sending = 1, Sent = 2, Dead = 3,

    /// <summary>A newer version of the same card took its place, or its alert ended before it was posted.</summary>
    Superseded = 4,

    /// <summary>Too old to be posted alone: told in a summary.</summary>
    Merged = 5,
}

/// <summary>Something to be sent, as it is put into the outbox. It commits with what caused it.</summary>
/// <param name="Destination"><c>slack:C0CSALERTS</c></param>
/// <param name="MessageKey">The message it is, or belongs to: a first card is posted, later ones edit it, lines go under it.</param>
/// <param name="DedupeKey">Unique for ever: the same thing put in twice is there once. Null for a card: its message and version.</param>
public sealed record OutboxItem(string Destination, string MessageKey, string? DedupeKey)
{
    public AlertCard? Card { get; init; }
    public ThreadLine? Line { get; init; }
    public ReportPost? Report { get; init; }

    /// <summary>The alert whose message it is, so that a summary can take its place.</summary>
    public string? AlertId { get; init; }

    /// <summary>What to do where nobody can tell whether it was posted: true posts it again, marked as a repeat; false leaves it to a person.</summary>
    public bool RepeatsUnknown { get; init; } = true;

    public OutboxKind Kind => Card is null && Report is not { Part: 0 } ? OutboxKind.Line : OutboxKind.Card;
}

/// <summary>One attempt that a dispatcher has claimed.</summary>
/// <param name="Attempts">This one included.</param>
/// <param name="Uncertain">An earlier attempt may have arrived: look before sending again.</param>
/// <param name="Reference">The posted message; null before its first post.</param>
/// <param name="SummaryReference">The posted summary that shows the message instead; null usually.</param>
/// <param name="AgedFrom">When it began to age: created, or replayed.</param>
/// <param name="Token">Of the lease: only its holder may say how it ended.</param>
public sealed record Claim(
    long Id, string Destination, string MessageKey, OutboxItem Item, int Attempts, bool Uncertain, string? Reference, string? SummaryReference, DateTimeOffset CreatedAt,
    DateTimeOffset AgedFrom, Guid Token);

/// <summary>Something that was given up, for the person who looks after it.</summary>
public sealed record DeadLetter(long Id, string Destination, OutboxKind Kind, string? AlertId, string Error, string Advice, int Attempts, DateTimeOffset CreatedAt);
