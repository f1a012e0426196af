using RevenueBot.Alerts.Cards;

namespace RevenueBot.Alerts.Dispatch;

/// <summary>One thing to deliver.</summary>
/// <param name="Id">Travels with the message as metadata, so that it can be found again. The same on every attempt.</param>
/// <param name="Address">Where on the platform: the part of the destination after the colon.</param>
/// <param name="CreatedAt">When it was decided: nothing before can be this delivery.</param>
public sealed record Delivery(string Id, string Address, DateTimeOffset CreatedAt)
{
    /// <summary>The posted card that this belongs to; null for a first post.</summary>
    public string? Reference { get; init; }

    /// <summary>It may be there already and nobody can tell: the message says that it is a repeat.</summary>
    public bool IsRepeat { get; init; }
}

/// <summary>Whether a delivery of unknown outcome has arrived.</summary>
public abstract record Found
{
    private Found() { }

    /// <summary>It is there; what it is called.</summary>
    public sealed record There(string Reference) : Found;

    /// <summary>It is not there, and will not appear any more.</summary>
    public sealed record NotThere : Found;

    /// <summary>The platform has no way to look.</summary>
    public sealed record CannotTell : Found;

    /// <summary>The platform did not answer: look again later.</summary>
    public sealed record Later(DeliveryOutcome Outcome) : Found;
}

/// <summary>
/// A platform that messages are sent to. It renders, checks the audience at the moment of sending, makes one attempt, and says what
/// became of it; when to try again is not its business. It never throws for what a platform can do wrong.
/// </summary>
public interface INotifier
{
    /// <summary>The part of a destination before the colon: <c>slack</c>.</summary>
    string Platform { get; }

    /// <summary>Posts a card. <see cref="DeliveryOutcome.Sent"/> must carry the reference under which it can be edited.</summary>
    Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel);

    /// <summary>Replaces the card at <see cref="Delivery.Reference"/>. Twice is harmless. <see cref="DeliveryOutcome.Gone"/> where it is no longer there.</summary>
    Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel);

    /// <summary>Adds a line under the card at <see cref="Delivery.Reference"/>.</summary>
    Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel);

    /// <summary>Posts a report, or adds a part of it under what is posted at <see cref="Delivery.Reference"/>.</summary>
    Task<DeliveryOutcome> SendReportAsync(Delivery delivery, ReportPost post, CancellationToken cancel) =>
        Task.FromResult<DeliveryOutcome>(new DeliveryOutcome.Permanent("no_reports", "This platform takes no reports: choose another destination."));

    /// <summary>Looks for a delivery by its id, under the card at <see cref="Delivery.Reference"/> where there is one.</summary>
    Task<Found> FindAsync(Delivery delivery, CancellationToken cancel);
}
