using System.Collections.Concurrent;
using RevenueBot.Alerts.Cards;
using RevenueBot.Alerts.Dispatch;

namespace RevenueBot.Alerts.Tests.Storage;

/// <summary>What a platform does with one call.</summary>
public enum Fault { None, Busy, Refused, LostBefore, LostAfter, ThrowsBefore, ThrowsAfter, Gone }

/// <summary>A platform that keeps what it was sent, and fails as it is told.</summary>
/// <param name="fault">Of the n-th call to an address.</param>
internal sealed class Platform(Func<string, int, Fault>? fault = null) : INotifier
{
    private readonly ConcurrentDictionary<string, int> _calls = [], _inFlight = [];
    private int _references;

    public TimeSpan? Patience { get; set; }

    /// <summary>Whether it can say what is there.</summary>
    public bool CanFind { get; set; } = true;

    string INotifier.Platform => "slack";

    public int MostInFlight { get; private set; }

    public ConcurrentQueue<(string Address, string Id, string Text, string? Under, bool IsRepeat)> Posts { get; } = [];

    public ConcurrentQueue<(string Reference, string Text)> Edits { get; } = [];

    private ConcurrentDictionary<string, string> Known { get; } = [];

    public IEnumerable<string> At(string address) => Posts.Where(post => post.Address == address).Select(post => post.Text);

    public Task<DeliveryOutcome> SendAsync(Delivery delivery, AlertCard card, CancellationToken cancel) => CallAsync(delivery, card.Finding, null, cancel);

    public Task<DeliveryOutcome> ReplyAsync(Delivery delivery, ThreadLine line, CancellationToken cancel) => CallAsync(delivery, line.Text, delivery.Reference, cancel);

    public async Task<DeliveryOutcome> UpdateAsync(Delivery delivery, AlertCard card, CancellationToken cancel)
    {
        await Task.Yield();
        return Next(delivery.Address) switch
        {
            Fault.None => Edited(delivery, card, new DeliveryOutcome.Sent(delivery.Reference)),
            Fault.LostAfter => Edited(delivery, card, new DeliveryOutcome.Unknown("timeout")),
            var failed => Failed(failed),
        };
    }

    public Task<Found> FindAsync(Delivery delivery, CancellationToken cancel) =>
        Task.FromResult<Found>(!CanFind ? new Found.CannotTell() : Known.TryGetValue(delivery.Id, out var reference) ? new Found.There(reference) : new Found.NotThere());

    private async Task<DeliveryOutcome> CallAsync(Delivery delivery, string text, string? under, CancellationToken cancel)
    {
        MostInFlight = Math.Max(MostInFlight, _inFlight.AddOrUpdate(delivery.Address, 1, (_, count) => count + 1));
        await Task.Yield();
        _inFlight.AddOrUpdate(delivery.Address, 0, (_, count) => count - 1);
        cancel.ThrowIfCancellationRequested();
        return Next(delivery.Address) switch
        {
            Fault.None => new DeliveryOutcome.Sent(Post(delivery, text, under)),
            Fault.LostAfter => Lost(Post(delivery, text, under)),
            Fault.ThrowsAfter => throw new InvalidOperationException(Post(delivery, text, under)),
            var failed => Failed(failed),
        };
    }

    private Fault Next(string address) => fault?.Invoke(address, _calls.AddOrUpdate(address, 1, (_, count) => count + 1)) ?? Fault.None;

    private DeliveryOutcome Failed(Fault failed) => failed switch
    {
        Fault.Busy => new DeliveryOutcome.RetryAfter("ratelimited", Patience),
        Fault.Refused => new DeliveryOutcome.Permanent("not_in_channel", "Invite the bot."),
        Fault.Gone => new DeliveryOutcome.Gone("message_not_found"),
        Fault.LostBefore => new DeliveryOutcome.Unknown("timeout"),
        _ => throw new InvalidOperationException("as planned"),
    };

    private static DeliveryOutcome.Unknown Lost(string reference) => new($"timeout after {reference}");

    private DeliveryOutcome Edited(Delivery delivery, AlertCard card, DeliveryOutcome outcome)
    {
        Edits.Enqueue((delivery.Reference!, card.Finding));
        return outcome;
    }

    private string Post(Delivery delivery, string text, string? under)
    {
        var reference = $"ref{Interlocked.Increment(ref _references)}";
        Posts.Enqueue((delivery.Address, delivery.Id, text, under, delivery.IsRepeat));
        return Known[delivery.Id] = reference;
    }
}
