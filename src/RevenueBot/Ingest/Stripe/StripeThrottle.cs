namespace RevenueBot.Ingest.Stripe;

/// <summary>Spaces requests evenly, whoever makes them.</summary>
internal sealed class StripeThrottle(double perSecond, TimeProvider time)
{
    private readonly TimeSpan _gap = TimeSpan.FromSeconds(1 / perSecond);
    private readonly Lock _lock = new();
    private DateTimeOffset _next = DateTimeOffset.MinValue;

    /// <summary>Returns when the next request may start.</summary>
    public async Task WaitAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        DateTimeOffset slot;
        lock (_lock)
        {
            slot = _next > now ? _next : now;
            _next = slot + _gap;
        }

        if (slot > now) await Task.Delay(slot - now, time, ct);
    }
}
