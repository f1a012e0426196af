using RevenueBot.Alerts.Storage;

namespace RevenueBot.Alerts.Dispatch;

/// <summary>
/// Sends what the outbox holds, one attempt a step. A step claims, calls the platform with no transaction open, and remembers the outcome;
/// killed at any point it leaves a lease behind, and whoever finds it looks first whether the message arrived.
/// </summary>
public sealed class Dispatcher(OutboxStore outbox, IEnumerable<INotifier> notifiers, DispatchOptions options, TimeProvider clock)
{
    private readonly Dictionary<string, INotifier> _notifiers = notifiers.ToDictionary(notifier => notifier.Platform, StringComparer.Ordinal);

    /// <summary>Makes the next attempt that is due. False where nothing is due.</summary>
    public async Task<bool> StepAsync(CancellationToken cancel)
    {
        if (await outbox.ClaimAsync(clock.GetUtcNow(), options.Lease, cancel) is not { } claim) return false;
        if (await IsToldInSummaryAsync(claim, cancel)) return true;
        var ending = await AttemptOrLeaveAsync(claim, cancel);
        await outbox.EndAsync(claim, ending, clock.GetUtcNow(), CancellationToken.None); // it happened: that must be remembered, also while the program ends
        return true;
    }

    private async Task<bool> IsToldInSummaryAsync(Claim claim, CancellationToken cancel)
    {
        var (now, before) = (clock.GetUtcNow(), clock.GetUtcNow() - options.SummariseAfter);
        var isLate = claim is { Item.Card: not null, Reference: null, SummaryReference: null, Uncertain: false } && claim.AgedFrom <= before;
        return isLate && await outbox.MergeLateAsync(claim, before, LateSummary.Of, now, cancel);
    }

    /// <summary>
    /// Broken off by the end of the program: it may have arrived, and the next to start need not wait for the lease to run out. An adapter
    /// that throws has a fault of its own, which must hold nobody's messages for ever.
    /// </summary>
    private async Task<Ending> AttemptOrLeaveAsync(Claim claim, CancellationToken cancel)
    {
        try
        {
            return await AttemptAsync(claim, cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return new(OutboxState.Sending, "stopped") { Uncertain = true, LookAt = clock.GetUtcNow() + options.LookAfter };
        }
#pragma warning disable CA1031 // whatever an adapter does, the queue goes on
        catch (Exception fault)
#pragma warning restore CA1031
        {
            return Thrown(claim, fault);
        }
    }

    private async Task<Ending> AttemptAsync(Claim claim, CancellationToken cancel)
    {
        if (!Destination.TryParse(claim.Destination, out var destination) || !_notifiers.TryGetValue(destination.Platform, out var notifier))
            return new(OutboxState.Dead, "no_platform") { Advice = "Connect the platform of this destination, or change the setting that names it, and replay the message." };
        Delivery delivery = new(claim.Item.DedupeKey!, destination.Address, claim.CreatedAt) { Reference = claim.Reference ?? claim.SummaryReference };
        return await AttemptAsync(notifier, claim, delivery, cancel);
    }

    private async Task<Ending> AttemptAsync(INotifier notifier, Claim claim, Delivery delivery, CancellationToken cancel)
    {
        if (claim.Item.Card is { } card && claim.Reference is not null) return AfterEdit(claim, card, await notifier.UpdateAsync(delivery, card, cancel));
        var isOver = claim.Item.Card is { IsClosed: true } && delivery.Reference is null;
        if (isOver && !claim.Uncertain) return Over;
        if (!claim.Uncertain) return After(claim, await SendAsync(notifier, claim, delivery, cancel));
        return await notifier.FindAsync(delivery, cancel) switch
        {
            Found.There there => Sent(claim, there.Reference),
            Found.Later later => Again(claim, later.Outcome, uncertain: true),
            Found.NotThere when isOver => Over,
            Found.NotThere => After(claim, await SendAsync(notifier, claim, delivery, cancel)),
            _ when claim.Item.RepeatsUnknown => StillUncertain(After(claim, await SendAsync(notifier, claim, delivery with { IsRepeat = true }, cancel))),
            _ => Unconfirmed,
        };
    }

    /// <summary>A repeat that was put off says nothing about the first: the next says that it is one too.</summary>
    private static Ending StillUncertain(Ending ending) => ending.State == OutboxState.Waiting ? ending with { Uncertain = true } : ending;

    private static Ending Over => new(OutboxState.Superseded, "closed before it was posted");

    private static Ending Unconfirmed => new(OutboxState.Dead, "unknown_outcome")
    {
        Uncertain = true, Advice = "The platform did not confirm the post, and it may be there: look, and replay it only if it is not.",
    };

    /// <summary>A first card is posted; a line, or a card that a summary shows, goes under what is posted.</summary>
    private static Task<DeliveryOutcome> SendAsync(INotifier notifier, Claim claim, Delivery delivery, CancellationToken cancel) => claim.Item switch
    {
        { Report: { } report } => notifier.SendReportAsync(delivery, report, cancel),
        { Line: { } line } => notifier.ReplyAsync(delivery, line, cancel),
        { Card: { } card } when claim.SummaryReference is not null => notifier.ReplyAsync(delivery, new(card.Summary) { NamesCustomers = card.NamesCustomers }, cancel),
        { Card: { } card } => notifier.SendAsync(delivery, card, cancel),
        _ => throw new InvalidOperationException("There is neither a card, a line nor a report to send."),
    };

    /// <summary>A card that somebody deleted is posted anew, unless nothing is left to say.</summary>
    private Ending AfterEdit(Claim claim, Cards.AlertCard card, DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Gone gone when card.IsClosed => new(OutboxState.Superseded, gone.Reason),
        DeliveryOutcome.Gone gone => new(OutboxState.Waiting, gone.Reason) { DueAt = clock.GetUtcNow(), ForgetsReference = true },
        DeliveryOutcome.Unknown unknown => Again(claim, unknown, uncertain: false), // an edit twice is harmless
        _ => After(claim, outcome),
    };

    private Ending After(Claim claim, DeliveryOutcome outcome) => outcome switch
    {
        DeliveryOutcome.Sent sent => Sent(claim, sent.Reference),
        DeliveryOutcome.Permanent refused => new(OutboxState.Dead, refused.Reason) { Advice = refused.Advice },
        DeliveryOutcome.Gone gone => new(OutboxState.Dead, gone.Reason) { Advice = "The message it belongs to was deleted: nothing needs to be done." },
        DeliveryOutcome.Unknown unknown => new(OutboxState.Sending, unknown.Reason) { Uncertain = true, LookAt = clock.GetUtcNow() + options.LookAfter },
        _ => Again(claim, outcome, uncertain: false),
    };

    private Ending Sent(Claim claim, string? reference) => new(OutboxState.Sent)
    {
        Reference = claim.Item.Kind == OutboxKind.Card && claim.SummaryReference is null ? reference : null, PauseUntil = clock.GetUtcNow() + options.Spacing,
    };

    private Ending Thrown(Claim claim, Exception fault)
    {
        var problem = $"failed: {fault.GetType().Name} in {fault.TargetSite?.DeclaringType?.Name}";
        return claim.Attempts < options.MostThrown ? Again(claim, new DeliveryOutcome.RetryAfter(problem), uncertain: true)
            : new(OutboxState.Dead, problem) { Uncertain = true, Advice = "The bot itself failed on this message: report it, look whether it was posted, and replay it if not." };
    }

    /// <summary>Whatever the platform asks for, the destination is left in peace as long: others behind it would hear the same.</summary>
    private Ending Again(Claim claim, DeliveryOutcome outcome, bool uncertain)
    {
        var now = clock.GetUtcNow();
        var schedule = options.Schedule with { RepeatsUnknown = true };
        return schedule.Next(outcome, claim.Attempts, now - claim.AgedFrom, Random.Shared.NextDouble()) is { } wait
            ? new(OutboxState.Waiting, outcome.Problem) { DueAt = now + wait, PauseUntil = now + wait, Uncertain = uncertain }
            : new(OutboxState.Dead, outcome.Problem) { Uncertain = uncertain, Advice = "The platform could not be reached for a day: replay the message when it answers again." };
    }
}
